import type { Intent, Reading } from "../../contract";
import type { Meaning } from "../learn/read-meaning";
import { timeBuckets } from "./dimension-words";
import { enumeratedField, rivalField } from "./enumerated";
import { withoutOverlap } from "./patterns";
import type { Slots } from "./read-slots";
import { said } from "./time-slot";
import { rawOf } from "./tokens";
import type { Vocabulary } from "./vocabulary";

export type IntentReading = Reading["intent"];
interface Score {
  value: number;
  because: string[];
}

class Scores {
  readonly all = new Map<Intent, Score>();

  add(intent: Intent, value: number, because: string): void {
    const score = this.all.get(intent) ?? { value: 0, because: [] };
    score.value += value;
    if (because !== "" && !score.because.includes(because)) score.because.push(because);
    this.all.set(intent, score);
  }
}

const verbs = new Set(["do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "should", "will", "happened", "the", "of"]);

/** Does the question ask for records of one kind that meet a condition ("which services have no owner")? */
export function isRecordQuestion(slots: Slots, vocabulary: Vocabulary): boolean {
  const hasMeasure = slots.metrics.some((match) => !vocabulary.metricInfo.get(match.value)?.asFilter && match.value !== "ticket_volume");
  if (hasMeasure || slots.order.extreme !== null) return false;
  const subject = slots.subjects[0];
  if (!subject || slots.dimensions.some((match) => match.how === "split")) return false;
  const before = slots.tokens.slice(Math.max(0, subject.from - 4), subject.from).map((token) => token.text);
  const lead = before.findLastIndex((text) => text === "which" || text === "what");
  if (lead < 0 || before.slice(lead + 1).some((text) => verbs.has(text))) return false;
  if (slots.subjects[1] && events.has(slots.subjects[1].value) && !events.has(subject.value) && slots.metrics.length === 0) return false;
  return slots.metrics.length === 0 || subject.value === "ticket" || subject.value === "outage";
}

function addCues(slots: Slots, scores: Scores): void {
  for (const intent of new Set(slots.cues.map((cue) => cue.value))) {
    for (const cue of withoutOverlap(slots.cues.filter((item) => item.value === intent))) scores.add(intent, cue.weight, rawOf(slots.question, slots.tokens, cue));
  }
}

function addShape(slots: Slots, vocabulary: Vocabulary, scores: Scores): void {
  const words = (match: { from: number; to: number } | undefined) => (match ? rawOf(slots.question, slots.tokens, match) : "");
  const [metric, subject] = [slots.metrics[0], slots.subjects[0]];
  const split = slots.dimensions.filter((match) => match.how === "split");
  const bucket = split.find((match) => timeBuckets.has(match.value));
  const group = split.find((match) => !timeBuckets.has(match.value));
  const which = slots.dimensions.find((match) => match.how === "which");
  const extreme = slots.order.extreme !== null;
  const hasMeasure = metric !== undefined || subject !== undefined;
  if (metric) scores.add("metric_lookup", split.length === 0 ? 2.5 : 1.5, words(metric));
  if (metric && extreme && split.length === 0) scores.add("metric_lookup", -1, "");
  if (group && hasMeasure) scores.add("breakdown", extreme ? 2 : 4.5, words(group));
  if (bucket && hasMeasure) scores.add("trend", extreme ? 2 : 4.2, words(bucket));
  if (extreme && (hasMeasure || slots.dimensions.length > 0)) scores.add("ranking", 4, slots.tokens.filter((token) => extremeWords.has(token.text)).map((token) => token.raw).join(" "));
  if (which && (metric || slots.subjects.length > 1) && !isRecordQuestion(slots, vocabulary)) scores.add("ranking", 3, words(which));
  if (isRecordQuestion(slots, vocabulary)) scores.add("list_lookup", 4.5, words(subject));
  addRecords(slots, vocabulary, scores);
}

const extremeWords = new Set(["most", "highest", "top", "biggest", "largest", "greatest", "longest", "slowest", "busiest", "noisiest", "heaviest", "least", "fewest", "lowest", "shortest", "smallest", "fastest", "quickest", "bottom", "worst", "poorest", "weakest", "best", "strongest", "healthiest", "laggiest", "loudest", "costliest", "dearest", "priciest", "cheapest", "calmest", "quietest", "flakiest", "shakiest", "unhappiest", "happiest", "steadiest", "safest"]);

function addRecords(slots: Slots, vocabulary: Vocabulary, scores: Scores): void {
  const subject = slots.subjects[0];
  const hasOnlyConditions = slots.metrics.every((match) => vocabulary.metricInfo.get(match.value)?.asFilter || match.value === "ticket_volume");
  const isSplit = slots.dimensions.some((match) => match.how === "split");
  const hasListCue = slots.cues.some((cue) => cue.value === "list_lookup");
  if (subject && hasOnlyConditions && !isSplit && hasListCue) scores.add("list_lookup", 3, rawOf(slots.question, slots.tokens, subject));
  if (subject && !isSplit && slots.order.recency !== null && slots.order.extreme === null) scores.add("list_lookup", 3.5, "");
  if (subject && !isSplit && slots.metrics.length === 0 && slots.filters.length > 0) scores.add("list_lookup", 1.5, rawOf(slots.question, slots.tokens, subject));
  if (subject && events.has(subject.value) && !isSplit && slots.metrics.length === 0 && slots.periods.length > 0) scores.add("metric_lookup", 2, rawOf(slots.question, slots.tokens, subject));
  if (slots.ticketNumbers.length > 0) scores.add("list_lookup", 4, slots.ticketNumbers[0]?.value ?? "");
  if (slots.tokens.some((token) => /^(?:depend|depends|rely|relies|dependency|dependencies|dependents)$/.test(token.text)) && slots.entities.length > 0) scores.add("list_lookup", 4, "depend");
}

/** "What is reopen rate?" with nothing else asks for the meaning; with "the", a name or a period it asks for the figure. */
function isDefinition(slots: Slots): boolean {
  const metric = slots.metrics[0];
  const [first, second] = slots.tokens;
  const start = first?.text === "whats" ? 1 : first?.text === "what" && (second?.text === "is" || second?.text === "are") ? 2 : -1;
  return metric !== undefined && metric.from === start && metric.to === slots.tokens.length;
}

function addPairs(slots: Slots, scores: Scores): void {
  const hasCue = slots.cues.some((cue) => cue.value === "comparison");
  const pair = slots.entities.length >= 2 ? slots.entities : slots.periods.length >= 2 ? slots.periods : null;
  if (pair && hasCue) scores.add("comparison", 2.5, "");
  if (isDefinition(slots)) scores.add("explain", 4, rawOf(slots.question, slots.tokens, { from: 0, to: slots.tokens.length }));
}

/** Every intent that the rules find a reason for, by its cue words and by the shape of the slots; best first. */
export function rankIntents(slots: Slots, vocabulary: Vocabulary): { intent: Intent; score: number; because: string[] }[] {
  const scores = new Scores();
  addCues(slots, scores);
  addShape(slots, vocabulary, scores);
  addPairs(slots, scores);
  return [...scores.all.entries()].filter(([, score]) => score.value > 0).sort((a, b) => b[1].value - a[1].value || a[0].localeCompare(b[0])).map(([intent, score]) => ({ intent, score: score.value, because: score.because }));
}

/** "Which sites had no outages": the records are to be ordered by what they lack. */
function isLacking(slots: Slots): boolean {
  const second = slots.subjects[1] ?? slots.metrics[0];
  return slots.order.extreme === null && slots.dimensions.some((match) => match.how === "which") && second !== undefined && ["no", "zero", "without", "any"].includes(slots.tokens[second.from - 1]?.text ?? "");
}

const linking = new Set(["in", "on", "at", "for", "of", "from", "during", "the", "our", "my", "a", "an", "and", "to", "with", "s", "please", "number", "count", "total", "what", "was", "were", "is", "are", "how", "many", "much", "did", "we", "have", "had", "there"]);

/** "Tickets opened in July": a measure, a name, a period and nothing that asks for more. */
export function isBareFigure(slots: Slots): boolean {
  const spans = [...slots.metrics, ...slots.subjects, ...slots.periods, ...slots.entities, ...slots.filters, ...slots.stats];
  const isNamed = slots.metrics.length + slots.subjects.length > 0 && slots.periods.length < 2 && slots.entities.length < 2;
  return isNamed && slots.order.extreme === null && slots.dimensions.every(({ how }) => how === "bare") && slots.tokens.every(({ text }, at) => linking.has(text) || spans.some(({ from, to }) => from <= at && at < to));
}

/** "What is the oldest ticket": a record, not a figure. */
const isSingled = (slots: Slots): boolean => slots.order.recency !== null && slots.order.extreme === null && slots.metrics.length === 0 && slots.periods.length === 0 && slots.dimensions.every(({ how }) => how !== "split") && events.has(slots.subjects[0]?.value ?? "") && slots.tokens[0]?.text === "what";

/** "Since the reorg, do people wait any less?": what changed with an event is compared with what was before it. */
const sinceEvent = /^since (?:the|our|we|they) \w+.*\b(?:less|more|better|worse|faster|slower|quicker|fewer|quieter|calmer|sooner|longer|higher|lower)\b/;

/** What the grammar says for certain, whatever the ways of speaking suggest. */
function settledIntent(slots: Slots, intent: Intent): Intent {
  const splits = slots.dimensions.filter((match) => match.how === "split");
  const isFigure = intent === "metric_lookup" && splits.length > 0 && (slots.metrics.length > 0 || slots.subjects.length > 0);
  if (isFigure) return splits.some((match) => timeBuckets.has(match.value)) ? "trend" : "breakdown";
  if (intent === "metric_lookup" && enumeratedField(slots, intent) !== null) return "breakdown";
  if (intent === "metric_lookup" && rivalField(slots) !== null) return "comparison";
  if ((intent === "trend" || intent === "comparison") && rivalField(slots) === null && isBareFigure(slots)) return "metric_lookup";
  if (intent === "metric_lookup" && /\b(?:going|heading|trending|gone) up or down\b/.test(said(slots))) return "trend";
  if (intent === "metric_lookup" && isSingled(slots)) return "list_lookup";
  if ((intent === "metric_lookup" || intent === "trend") && slots.periods.every(({ from }) => from > 1) && sinceEvent.test(said(slots))) return "comparison";
  return intent === "list_lookup" && isLacking(slots) ? "ranking" : intent;
}

/** The intent by rules and classifier together. The score is its probability; the words are those that spoke for it. */
export function readIntent(slots: Slots, vocabulary: Vocabulary, meaning: Meaning): IntentReading {
  const [first, second] = meaning.intents;
  if (!first || slots.tokens.length === 0) return { value: fallbackIntent(slots), score: 0.5, because: "no word of it says what kind of answer is meant", next: null };
  const value = settledIntent(slots, first.intent);
  const ruled = rankIntents(slots, vocabulary).find(({ intent }) => intent === value)?.because ?? [];
  const words = [...new Set([...ruled, ...(value === first.intent ? meaning.because : [])])].slice(0, 4).map((item) => `"${item}"`).join(", ");
  return { value, score: Number(first.probability.toFixed(3)), because: words === "" ? "the shape of the question" : words, next: value === first.intent ? (second?.intent ?? null) : first.intent };
}

const events = new Set(["ticket", "outage", "incident"]);

function fallbackIntent(slots: Slots): Intent {
  if (events.has(slots.subjects[0]?.value ?? "")) return "metric_lookup";
  if (slots.subjects.length > 0) return "list_lookup";
  return "status_summary";
}
