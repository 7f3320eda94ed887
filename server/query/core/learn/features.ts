import type { Slots } from "../parse/read-slots";
import { conceptsOf } from "./concepts";
import type { Vocabulary } from "../parse/vocabulary";

/** What is to be classified: the slots of a question, and the intents that the rules find most likely, best first. */
export interface Subject {
  slots: Slots;
  vocabulary: Vocabulary;
  rules: readonly { intent: string; score: number }[];
  /** Reasons for being out of scope whose words occur. */
  reasons: readonly string[];
}

/** A feature and how much it counts before the vector is brought to unit length. */
export type Feature = readonly [name: string, weight: number];

const charWeight = 0.35;
/** The rules' score of an intent counts up to here. */
const ruleCap = 6;
const personal = new Set(["i", "me", "my", "we", "our", "us", "you", "your"]);

function periodClass(period: Slots["periods"][number]["value"], now: string): string {
  if ("invalid" in period) return "<TIME>";
  if (period.from >= now) return "<AHEAD>";
  return period.to <= now ? "<PAST>" : "<TIME>";
}

/** The words of the question with names, periods, numbers and record numbers replaced by their class. */
export function maskedWords(slots: Slots): string[] {
  const classes = new Map<number, { to: number; text: string }>();
  for (const period of slots.periods) classes.set(period.from, { to: period.to, text: periodClass(period.value, slots.now) });
  for (const entity of slots.entities) classes.set(entity.from, { to: entity.to, text: `<${entity.value.type ?? entity.value.candidates[0]?.type ?? "name"}>`.toUpperCase() });
  for (const number of slots.ticketNumbers) classes.set(number.from, { to: number.to, text: "<RECORD>" });
  const words: string[] = [];
  let at = 0;
  while (at < slots.tokens.length) {
    const masked = classes.get(at);
    if (masked) words.push(masked.text);
    else words.push(/^\d/.test(slots.tokens[at]?.text ?? "") ? "<N>" : (slots.tokens[at]?.stem ?? ""));
    at = masked ? Math.max(masked.to, at + 1) : at + 1;
  }
  return words;
}

function wordFeatures(words: readonly string[]): Feature[] {
  const framed = ["^", ...words, "$"];
  const found: Feature[] = [];
  framed.forEach((word, at) => {
    const next = framed[at + 1];
    if (at > 0 && next !== undefined) found.push([`w ${word}`, 1]);
    if (next !== undefined) found.push([`b ${word} ${next}`, 1]);
  });
  found.push([`first ${words.slice(0, 2).join(" ")}`, 0.7], [`last ${words.at(-1) ?? ""}`, 0.5]);
  return found;
}

const charsOf = new Map<string, readonly Feature[]>();
/** Words come again and again; so many are kept at most. */
const mostWords = 20_000;

/** Runs of three to five letters of a word. */
function charsOfWord(word: string): readonly Feature[] {
  const known = charsOf.get(word);
  if (known) return known;
  const framed = `_${word}_`;
  const found: Feature[] = [];
  for (let size = 3; size <= 5; size += 1) for (let at = 0; at + size <= framed.length; at += 1) found.push([`c ${framed.slice(at, at + size)}`, charWeight]);
  if (charsOf.size >= mostWords) charsOf.clear();
  charsOf.set(word, found);
  return found;
}

const charFeatures = (words: readonly string[]): Feature[] => words.filter((word) => !word.startsWith("<")).flatMap(charsOfWord);

/** Classes of meaning, which classes follow each other, and which the question opens with. */
function conceptFeatures(words: readonly string[]): Feature[] {
  const classes = conceptsOf(words);
  const opening = words[0] ?? "";
  return classes.flatMap((names, at) => names.flatMap((name): Feature[] => [[`k ${name}`, 1], [`o ${opening} ${name}`, 0.6], ...(classes[at + 1] ?? []).map((next): Feature => [`l ${name} ${next}`, 0.6])]));
}

const little = new Set("a an the of in on at to for from by with and or but not no so if than as that this these those it its is are was were be been do does did have has had will would can could should shall may might must what which who whose when where why how we us our i me my you your they them their he she there here all any each every per more most less least much many long often just only still yet now then".split(" "));

/** The question's frame: what was read is named by its kind, little words stand as they are, others are named by their class of meaning or left blank. */
function frameOf(slots: Slots): string[] {
  const kinds = new Map<number, { to: number; text: string }>();
  const put = (matches: readonly { from: number; to: number }[], text: string): void => matches.forEach(({ from, to }) => void (kinds.has(from) || kinds.set(from, { to, text })));
  for (const period of slots.periods) kinds.set(period.from, { to: period.to, text: periodClass(period.value, slots.now) });
  put(slots.entities, "<E>");
  put(slots.ticketNumbers, "<R>");
  put(slots.metrics.filter(({ weight }) => weight >= 1.5), "<M>");
  put(slots.dimensions.filter(({ how }) => how === "split"), "<D>");
  put(slots.dimensions.filter(({ how }) => how === "which"), "<W>");
  put(slots.subjects, "<S>");
  put(slots.filters, "<F>");
  const frame: string[] = [];
  for (let at = 0; at < slots.tokens.length;) {
    const kind = kinds.get(at);
    const token = slots.tokens[at];
    const text = kind?.text ?? (/^\d/.test(token?.text ?? "") ? "<N>" : little.has(token?.text ?? "") ? (token?.text ?? "") : (conceptsOf([token?.stem ?? ""])[0]?.[0] ?? "*"));
    if (text !== "*" || frame.at(-1) !== "*") frame.push(text);
    at = kind ? Math.max(kind.to, at + 1) : at + 1;
  }
  return frame;
}

/** Runs of the frame, its opening with what the question names, and the whole of a short one. */
function frameFeatures(slots: Slots): Feature[] {
  const frame = frameOf(slots);
  const framed = ["^", ...frame, "$"];
  const kinds = [...new Set(frame.filter((text) => text.startsWith("<")))].sort().join("");
  const runs = framed.flatMap((text, at): Feature[] => {
    const [next, third] = [framed[at + 1], framed[at + 2]];
    return [...(next === undefined ? [] : [[`fb ${text} ${next}`, 0.8] as const]), ...(next === undefined || third === undefined ? [] : [[`ft ${text} ${next} ${third}`, 0.8] as const])];
  });
  return [...runs, [`fk ${kinds}`, 1], [`fo ${frame[0] ?? ""} ${kinds}`, 1], [`fo2 ${frame.slice(0, 2).join(" ")} ${kinds}`, 1], ...(frame.length <= 7 ? [[`fw ${frame.join(" ")}`, 1] as const] : [])];
}

const sizeClass = (count: number): string => (count <= 3 ? "1-3" : count <= 6 ? "4-6" : count <= 10 ? "7-10" : count <= 16 ? "11-16" : "17+");

function slotFeatures({ slots, vocabulary }: Subject): string[] {
  const families = new Set(slots.metrics.map((match) => vocabulary.metricInfo.get(match.value)?.family ?? "other"));
  const splits = slots.dimensions.filter((match) => match.how === "split");
  const has = (name: string, isThere: boolean): string[] => (isThere ? [name] : []);
  return [
    ...slots.metrics.map((match) => `metric ${match.value}`),
    ...[...families].map((family) => `family ${family}`),
    `metrics ${Math.min(slots.metrics.length, 3)}`,
    ...slots.entities.map((match) => `entity ${match.value.type ?? match.value.candidates[0]?.type ?? ""}`),
    ...has("entities 2+", slots.entities.length > 1),
    ...slots.periods.map((match) => `period ${periodClass(match.value, slots.now)}`),
    `periods ${Math.min(slots.periods.length, 2)}`,
    ...splits.map((match) => `split ${match.value}`), ...has("split", splits.length > 0),
    ...slots.dimensions.filter((match) => match.how === "which").map((match) => `which ${match.value}`),
    ...slots.subjects.map((match) => `subject ${match.value}`),
    ...slots.filters.map((match) => `filter ${match.value.split(/[!<>]*:/)[0] ?? ""}`),
    ...has("extreme", slots.order.extreme !== null), ...has("recency", slots.order.recency !== null), ...has("limit", slots.order.limit !== null), ...has("record", slots.ticketNumbers.length > 0),
    ...slots.stats.map((match) => `stat ${match.value}`),
    ...has("unknown name", slots.unknownNames.length > 0),
    ...has("question mark", slots.question.trimEnd().endsWith("?")), ...has("several sentences", /[.?!]\s+\S/.test(slots.question)), ...has("in person", slots.tokens.some((token) => personal.has(token.text))),
    `size ${sizeClass(slots.tokens.length)}`,
    ...has("no anchor", slots.metrics.length + slots.entities.length + slots.subjects.length + slots.dimensions.length === 0),
  ];
}

/** Everything that the classifier looks at, names readable so that a decision can be explained. Repeated names count once. */
export function featuresOf(subject: Subject): Feature[] {
  const words = maskedWords(subject.slots);
  const shape: Feature[] = slotFeatures(subject).map((name) => [`s ${name}`, 1]);
  const rules: Feature[] = subject.rules.flatMap(({ intent, score }, place): Feature[] => [...(place === 0 ? ([[`r ${intent}`, 0.8]] as const) : []), [`q ${intent}`, Math.min(score, ruleCap) / 2.5]]);
  const reasons: Feature[] = subject.reasons.map((reason) => [`x ${reason}`, 1]);
  return [...new Map([...wordFeatures(words), ...charFeatures(words), ...conceptFeatures(words), ...frameFeatures(subject.slots), ...shape, ...rules, ...reasons].map((feature) => [feature[0], feature])).values()];
}
