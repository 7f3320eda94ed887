import { findPatterns, withoutOverlap } from "./patterns";
import { numberAt } from "./numbers";
import { overlaps, type Span } from "./slots";
import type { Match, Token } from "./tokens";
import type { Vocabulary } from "./vocabulary";
import { wordTable } from "./word-table";

const negations = new Set(["not", "except", "excluding", "without", "exclude", "ignoring", "ignore", "minus", "isnt", "arent", "non"]);

const arriving = new Set(["come", "came", "coming", "arrive", "arrived", "sent", "opened", "raised", "submitted"]);

/** Is a condition or a name denied by the words in front ("not p1", "except p4", "other than high priority", "did not come through the portal")? */
export function isDenied(tokens: readonly Token[], from: number): boolean {
  const [before, second] = [tokens[from - 1]?.text ?? "", tokens[from - 2]?.text ?? ""];
  if (arriving.has(before) && (negations.has(second) || second === "didnt")) return true;
  if ((before === "out" && ["leave", "leaving", "left", "take", "taking"].includes(second)) || before === "drop" || before === "skip") return true;
  return negations.has(before) || (before === "than" && second === "other") || (before === "for" && second === "except") || (["the", "any", "a"].includes(before) && negations.has(second));
}

/** "Is it coming down" speaks of a figure, not of a site. */
const moving = new Set(["coming", "going", "come", "go", "goes", "went", "gone", "came", "brought", "bring", "get", "getting", "slow", "slowed", "slows", "slowing", "drive", "driving", "trending", "heading", "drifting", "calmed", "settled", "cut", "let"]);

/** What is named only to be set aside: "pages instead of alerts", "not the first answer". */
export function isSetAside(tokens: readonly Token[], from: number): boolean {
  const at = ["the", "a", "my", "our"].includes(tokens[from - 1]?.text ?? "") ? from - 1 : from;
  const [before, second] = [tokens[at - 1]?.text ?? "", tokens[at - 2]?.text ?? ""];
  return before === "not" || (before === "than" && second === "rather") || (before === "of" && second === "instead");
}

/** "Down for a day", "paying down the debt": no site that is down now. */
const lasting = new Set(["for", "the", "to", "by", "until", "all", "our", "old", "every"]);

const telling = new Set(["maintain", "say", "swear", "claim", "think", "tell", "insist", "believe", "reckon", "complain", "told", "said", "thought"]);
const supposing = new Set(["if", "suppose", "supposing", "imagine", "assume", "say"]);

/** "The night shift swears that" tells who speaks, "suppose that twice as many come overnight" how suddenly. */
const isNoNight = (tokens: readonly Token[], { from, to, value }: Match<string>): boolean =>
  value === "time_of_day:night" && ((tokens[to - 1]?.text === "shift" && telling.has(tokens[to]?.stem ?? "")) || (tokens[from]?.text === "overnight" && (supposing.has(tokens[0]?.text ?? "") || (tokens[0]?.text === "what" && tokens[1]?.text === "if"))));

/** `field:value` conditions, `field!:value` when denied, in reading order. */
export function findFilters(vocabulary: Vocabulary, tokens: readonly Token[], taken: readonly Span[]): Match<string>[] {
  const found = withoutOverlap(findPatterns(vocabulary.filters, tokens).filter((match) => !overlaps(match, taken) && !isNoNight(tokens, match) && !(match.value === "status:down" && (moving.has(tokens[match.to - 2]?.text ?? "") || lasting.has(tokens[match.to]?.text ?? "")))));
  const plain: Match<string>[] = [];
  for (const match of found) {
    const before = plain.at(-1);
    const isChained = before !== undefined && before.value.includes("!:") && before.value.startsWith(`${match.value.split(":")[0] ?? ""}!`) && before.to >= match.from - 1 && ["and", "or", "nor"].includes(tokens[match.from - 1]?.text ?? "");
    const isDeniedHere = (isDenied(tokens, match.from) || isChained) && !match.value.endsWith(":none");
    plain.push(isDeniedHere ? { ...match, value: match.value.replace(":", "!:") } : match);
  }
  return [...plain, ...findContinuedPriorities(tokens, plain), ...findCapitals(tokens, plain)];
}

/** "US" in capitals, or beside another region, is the country; "us" is not. */
function findCapitals(tokens: readonly Token[], found: readonly Match<string>[]): Match<string>[] {
  const isShouted = tokens.length > 1 && tokens.every((token) => token.raw === token.raw.toUpperCase());
  return tokens.flatMap((token, at) => {
    const beside = [tokens[at - 2]?.text, tokens[at + 2]?.text, tokens[at - 1]?.text, tokens[at + 1]?.text].some((word) => word !== undefined && regions.has(word));
    const isRegion = token.text === "us" && ((token.raw === "US" && !isShouted) || beside) && !found.some((match) => match.from <= at && at < match.to);
    return isRegion ? [{ from: at, to: at + 1, value: "region:us" }] : [];
  });
}

const regions = new Set(["eu", "apac", "emea", "europe"]);

/** "p1 and 2", "priority 1 or 2". */
function findContinuedPriorities(tokens: readonly Token[], found: readonly Match<string>[]): Match<string>[] {
  return found.flatMap((match) => {
    const prefix = /^(priority!?:p|severity!?:sev)\d$/.exec(match.value)?.[1];
    const number = tokens[match.to + 1]?.text ?? "";
    const isJoined = ["and", "or"].includes(tokens[match.to]?.text ?? "");
    return prefix && isJoined && /^[1-5]$/.test(number) ? [{ from: match.to + 1, to: match.to + 2, value: `${prefix}${number}` }] : [];
  });
}

const above = new Set(["over", "above", "than", "exceeding", "beyond"]);
const units: Readonly<Record<string, string>> = wordTable({ minute: "m", min: "m", hour: "h", hr: "h", day: "d", week: "w", month: "mo", second: "s", ms: "ms", millisecond: "ms", year: "y" });
const monthsOfYear = 12;
/** Papers grow old; everything else takes its time. */
const papers = new Set(["runbook", "playbook", "document", "doc", "page", "article", "guide", "policy", "procedure", "manual"]);
const tending = new Set(["touched", "updated", "reviewed", "changed", "edited", "revised", "opened", "checked", "untouched", "reviewing", "touching", "updating", "read", "gone", "refreshed"]);
const isOfPapers = (tokens: readonly Token[]): boolean => tokens.some(({ stem }) => papers.has(stem)) && tokens.some(({ text }) => tending.has(text));

function fieldOf(tokens: readonly Token[], at: number, unit: string): { field: string; isLess: boolean; from: number } | null {
  const words = [tokens[at - 2]?.text ?? "", tokens[at - 1]?.text ?? ""];
  const [first, second] = words;
  const isThan = second === "than";
  if (isThan && (first === "older" || first === "younger")) return { field: "age", isLess: first === "younger", from: at - 2 };
  if (isThan && ["longer", "slower", "more", "greater", "higher"].includes(first ?? "")) return { field: unit === "ms" ? "latency" : "duration", isLess: false, from: at - 2 };
  if (isThan && ["shorter", "faster", "less", "fewer", "lower"].includes(first ?? "")) return { field: unit === "ms" ? "latency" : "duration", isLess: true, from: at - 2 };
  if (above.has(second ?? "") && second !== "than") return { field: unit === "ms" ? "latency" : "duration", isLess: false, from: at - 1 };
  if (second === "under" || second === "below") return { field: unit === "ms" ? "latency" : "duration", isLess: true, from: at - 1 };
  return null;
}

/** "In over half a year", "for more than half a year". */
const longTime = /^(?:over|(?:more|longer) than) half a year\b/;

const untouched = new Set(["nobody", "noone", "untouched", "unedited", "not", "never", "without", "havent", "hasnt"]);

/** What has not been looked at for half a year is older than that. */
function longUntouched(tokens: readonly Token[], taken: readonly Span[]): Match<string>[] {
  if (!isOfPapers(tokens) || !tokens.some(({ text }) => untouched.has(text))) return [];
  const from = tokens.findIndex((_, at) => longTime.test(tokens.slice(at, at + 5).map(({ text }) => text).join(" ")));
  const span = { from, to: from + (tokens[from]?.text === "over" ? 4 : 5) };
  return from < 0 || overlaps(span, taken) ? [] : [{ ...span, value: "age>:6mo" }];
}

const handovers = new Set(["reassigned", "handed", "transferred"]);

/** Thresholds: "older than 7 days" -> `age>:7d`, "longer than 2 hours" -> `duration>:2h`, "below 99.9%" -> `availability<:0.999`. */
export function findThresholds(tokens: readonly Token[], taken: readonly Span[]): Match<string>[] {
  const found = tokens.flatMap((token, at): Match<string>[] => {
    if (token.text === "twice" && tokens[at - 1]?.text === "than" && tokens[at - 2]?.text === "more" && handovers.has(tokens[at - 3]?.text ?? "")) return [{ from: at - 2, to: at + 1, value: "reassignments>:2" }];
    const number = /^\d+(?:[.,]\d+)?$/.test(token.text) ? { value: Number(token.text.replace(",", ".")), to: at + 1 } : numberAt(tokens, at);
    const noun = number && tokens[number.to];
    if (!number || !noun || overlaps({ from: at, to: at + 1 }, taken)) return [];
    const lead = tokens[at - 1]?.text ?? "";
    if (noun.text === "%" || noun.text === "percent") {
      const isBelow = ["below", "under"].includes(lead) || (lead === "than" && ["less", "lower", "worse"].includes(tokens[at - 2]?.text ?? ""));
      const isAbove = ["above", "over"].includes(lead) || (lead === "than" && ["more", "higher", "better"].includes(tokens[at - 2]?.text ?? ""));
      const value = String(Number((number.value / 100).toFixed(6)));
      return isBelow || isAbove ? [{ from: at - (lead === "than" ? 2 : 1), to: number.to + 1, value: `availability${isBelow ? "<" : ">"}:${value}` }] : [];
    }
    const unit = units[noun.stem];
    if (unit === undefined) return timesFilter(tokens, { at, to: number.to, value: number.value });
    const found = fieldOf(tokens, at, unit);
    const field = found?.field === "duration" && isOfPapers(tokens) ? "age" : found?.field;
    const amount = unit === "y" ? `${number.value * monthsOfYear}mo` : `${number.value}${unit}`;
    return found && field ? [{ from: found.from, to: number.to + 1, value: `${field}${found.isLess ? "<" : ">"}:${amount}` }] : [];
  });
  return found.some(({ value }) => value.startsWith("age")) ? found : [...found, ...longUntouched(tokens, taken)];
}

/** "reassigned more than 3 times" -> `reassignments>:3`. */
function timesFilter(tokens: readonly Token[], number: { at: number; to: number; value: number }): Match<string>[] {
  const isMore = tokens[number.at - 1]?.text === "than" && tokens[number.at - 2]?.text === "more";
  const noun = tokens[number.to]?.stem ?? "";
  const isTimes = noun === "time" && handovers.has(tokens[number.at - 3]?.text ?? "");
  return isMore && (isTimes || noun === "reassignment" || noun === "handover") ? [{ from: number.at - 2, to: number.to + 1, value: `reassignments>:${number.value}` }] : [];
}
