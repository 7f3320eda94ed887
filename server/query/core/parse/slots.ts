import type { Stat } from "../../contract";
import { bucketAdverbs, timeBuckets, typeNouns } from "./dimension-words";
import { findPatterns, indexPatterns, withoutOverlap, type WeightedMatch } from "./patterns";
import { numberAt } from "./numbers";
import type { Match, Token } from "./tokens";
import type { Vocabulary } from "./vocabulary";
import { wordTable } from "./word-table";

export type Span = Match<unknown>;
export const overlaps = (span: { from: number; to: number }, spans: readonly { from: number; to: number }[]): boolean => spans.some((other) => span.from < other.to && other.from < span.to);

/** Measures in reading order, each once. */
export function findMetrics(vocabulary: Vocabulary, tokens: readonly Token[], taken: readonly Span[]): WeightedMatch<string>[] {
  const free = findPatterns(vocabulary.metrics, tokens).filter((match) => !overlapsEnds(match, taken) && !isOfScreen(tokens, match));
  // What is "down to a vendor" is not down.
  const kept = withoutOverlap(free.filter((match) => !(tokens[match.to - 1]?.text === "down" && tokens[match.to]?.text === "to")));
  return kept.filter((match, at) => kept.findIndex((other) => other.value === match.value) === at && !befalls(tokens, match, kept));
}

/** "The releases that we pulled back": what happened to them is asked for, not how many there were. */
const fates: Readonly<Record<string, readonly string[]>> = { rollback_count: ["deployment_frequency", "change_count"], change_failure_rate: ["deployment_frequency", "change_count"] };
const joined = new Set(["and", "plus", "versus", "vs"]);

function befalls(tokens: readonly Token[], match: Match<string>, all: readonly Match<string>[]): boolean {
  const isApart = (other: Match<string>): boolean => tokens.slice(match.to, other.from).some((token, at, between) => joined.has(token.text) || (between[at + 1]?.start ?? token.end) - token.end > 1);
  return all.some((other) => match.to <= other.from && fates[other.value]?.includes(match.value) === true && !isApart(other));
}

/** "The front page" calls nobody. */
const screens = new Set(["front", "home", "status", "landing", "web", "help", "start", "first", "single", "same", "one"]);
const isOfScreen = (tokens: readonly Token[], match: Match<string>): boolean => match.value === "oncall_pages" && match.to - match.from === 1 && tokens[match.from]?.stem === "page" && screens.has(tokens[match.from - 1]?.text ?? "");

/** A measure may be said around a name or period ("tickets did payments get"), but may not begin or end inside one. */
function overlapsEnds(match: Span, taken: readonly Span[]): boolean {
  return taken.some((span) => (match.from >= span.from && match.from < span.to) || (match.to > span.from && match.to <= span.to));
}

const statRules = indexPatterns<Stat>([
  ...["median", "p50", "50th percentile?", "50 percentile"].map((pattern) => ({ pattern, value: "p50" as const, weight: 1 })),
  ...["p90", "90th percentile?", "90 percentile", "ninetieth percentile?"].map((pattern) => ({ pattern, value: "p90" as const, weight: 1 })),
  ...["p99", "99th percentile?", "99 percentile", "ninety ninth percentile?"].map((pattern) => ({ pattern, value: "p99" as const, weight: 1 })),
  ...["p95", "95th percentile?", "95 percentile", "ninety fifth percentile?"].map((pattern) => ({ pattern, value: "p95" as const, weight: 1 })),
  ...["average", "mean", "avg", "averaged", "typical", "typically"].map((pattern) => ({ pattern, value: "mean" as const, weight: 1 })),
  ...["maximum", "max", "peak", "worst case", "at most"].map((pattern) => ({ pattern, value: "max" as const, weight: 1 })),
  ...["total", "sum", "altogether", "in all", "combined"].map((pattern) => ({ pattern, value: "sum" as const, weight: 1 })),
  ...["how many", "number of", "count of", "count"].map((pattern) => ({ pattern, value: "count" as const, weight: 1 })),
]);

/** Statistics asked for, in reading order, each once. Words inside a measure's own name ("mean time to restore") are not statistics. */
export function findStats(tokens: readonly Token[], metrics: readonly Span[]): Match<Stat>[] {
  const found = withoutOverlap(findPatterns(statRules, tokens)).filter((match) => match.value === "count" || !overlaps(match, metrics.filter((metric) => metric.to - metric.from > 1)));
  return found.filter((match, at) => !isMeaning(tokens, match) && found.findIndex((other) => other.value === match.value) === at);
}

/** "The ones caused by a change, I mean": no average. */
const isMeaning = (tokens: readonly Token[], { from }: Span): boolean => tokens[from]?.text === "mean" && ["i", "you", "that", "it", "this", "they"].includes(tokens[from - 1]?.text ?? "");

export interface DimensionMatch extends Match<string> {
  how: "split" | "which" | "bare";
}

/** "The quarterly review" is a meeting, not a split. */
const meetings = new Set(["review", "report", "meeting", "update", "newsletter", "business", "call", "pack", "brief", "briefing", "planning", "release", "goal"]);
const dividing = new Set(["laid", "plotted", "drawn", "broken", "split", "divided", "divide", "spread", "distributed", "shared", "carved", "distribution", "differ", "vary", "balanced"]);
const mixes = new Set(["mix", "breakdown", "distribution", "spread", "composition", "range"]);
const splitLeads = new Set(["by", "per", "each", "every", "across"]);
const fillers = new Set(["owning", "responsible", "the", "all", "our", "each", "their", "every", "its", "own", "different", "individual", "final"]);

function roleOf(tokens: readonly Token[], match: Span, previous: DimensionMatch | undefined): DimensionMatch["how"] {
  let before = match.from - 1;
  while (before > 0 && fillers.has(tokens[before]?.text ?? "") && !splitLeads.has(tokens[before]?.text ?? "")) before -= 1;
  const lead = tokens[before]?.text ?? "";
  const isIdiom = lead === "by" && (tokens[before - 1]?.text === "side" || ["end", "start", "then"].includes(tokens[match.to]?.text ?? ""));
  if (splitLeads.has(lead) && !isIdiom) return "split";
  // "Our regions side by side".
  if (tokens.slice(match.to, match.to + 3).map(({ text }) => text).join(" ") === "side by side") return "split";
  if (lead === "of" && ["which", "what"].includes(tokens[before - 1]?.text ?? "")) return "which";
  // "For each of the models".
  if (lead === "of" && tokens[before - 1]?.text === "each") return "split";
  // "And what caused them?"
  if (tokens[match.from]?.text === "what" && match.to - match.from > 1 && tokens[match.from - 1]?.text === "and") return "split";
  // "Team by team".
  if (tokens[match.to]?.text === "by" && tokens[match.to + 1]?.stem === tokens[match.from]?.stem) return "split";
  if (["wise", "split", "breakdown", "mix"].includes(tokens[match.to]?.text ?? "")) return "split";
  if (lead === "of" && mixes.has(tokens[before - 1]?.stem ?? "")) return "split";
  if (["between", "over", "among", "amongst"].includes(lead) && tokens.some((token) => dividing.has(token.text))) return "split";
  const isAll = ["all", "every"].includes(tokens[match.from - 1]?.text ?? "") && ["of", "for", "in", "at"].includes(lead);
  if (isAll) return "split";
  const counted = numberAt(tokens, before)?.to === before + 1 ? (tokens[before - 1]?.text ?? "") : lead;
  if (counted === "which" && tokens[before - 1]?.text === "by") return "split";
  if (counted === "which" || counted === "what" || counted === "whose") return "which";
  const isChained = previous?.how === "split" && (previous.to === match.from || (previous.to === match.from - 1 && ["and", "then", "x"].includes(lead)));
  return isChained ? "split" : "bare";
}

/** "Weekly instead of by month", "I'd rather have it by hour than by service": what is given up splits nothing. */
const givenUp = /\b(?:instead of|rather than|not)(?: (?:by|per|each))?$|\b(?:rather|sooner|prefer)\b.*\b(?:than|to|over) (?:by|per|each)$/;
const isReplaced = (tokens: readonly Token[], at: number): boolean => givenUp.test(tokens.slice(Math.max(0, at - 12), at).map((token) => token.text).join(" "));

/** "The status of our services" is how they are, "the worst offender" whichever it is: neither splits where something else does. */
const isIdle = (tokens: readonly Token[], match: Match<string>, others: readonly Match<string>[]): boolean =>
  (match.value === "state" && tokens[match.to]?.text === "of" && !splitLeads.has(tokens[match.from - 1]?.text ?? "") && !["which", "what"].includes(tokens[match.from - 1]?.text ?? "")) || (tokens[match.from]?.stem === "offender" && others.length > 1);

/** "Is any service ...? Show it for each": the split comes after the noun. */
function withLateEach(tokens: readonly Token[], found: readonly DimensionMatch[]): DimensionMatch[] {
  const isLate = tokens.some((token, at) => token.text === "each" && ["for", "of"].includes(tokens[at - 1]?.text ?? "") && (at === tokens.length - 1 || (tokens[at + 1]?.start ?? 0) - token.end > 1));
  const last = isLate ? found.findLastIndex(({ how, value }) => how === "bare" && !timeBuckets.has(value)) : -1;
  return found.map((match, at) => (at === last ? { ...match, how: "split" } : match));
}

/** "Each of the last eight weeks", "every one of the past three months": one figure for each. */
function eachOf(tokens: readonly Token[], at: number): string | null {
  if (tokens[at]?.text !== "each" && tokens[at]?.text !== "one") return null;
  const said = tokens.slice(at, at + 6).map(({ text }) => text).join(" ");
  const isEach = /^(?:each|one) of (?:the|these|those) (?:last|past|previous|coming|next)\b/.test(said) && (tokens[at]?.text === "each" || tokens[at - 1]?.text === "every");
  return isEach ? (tokens.slice(at + 4, at + 6).find(({ stem }) => timeBuckets.has(stem))?.stem ?? null) : null;
}

/** Nouns by which the question splits ("by team", "each site"), asks ("which groups"), or that it merely mentions. */
export function findDimensions(vocabulary: Vocabulary, tokens: readonly Token[], taken: readonly Span[]): DimensionMatch[] {
  const nouns = withoutOverlap(findPatterns(vocabulary.dimensions, tokens)).filter((match) => !overlaps(match, taken));
  const found: DimensionMatch[] = [];
  for (const match of nouns.filter((each) => !isReplaced(tokens, each.from) && !isIdle(tokens, each, nouns))) found.push({ ...match, how: roleOf(tokens, match, found.at(-1)) });
  tokens.forEach((token, at) => {
    const adverb = bucketAdverbs[token.text];
    const behind = tokens.slice(at + 1, at + 4).map(({ text }) => text);
    const repeated = timeBuckets.has(token.stem) && ((["by", "over", "on", "after"].includes(behind[0] ?? "") && tokens[at + 2]?.stem === token.stem) || behind.join(" ") === "side by side");
    const unit = eachOf(tokens, at);
    if (unit !== null) found.push({ from: at, to: at + 1, value: unit, how: "split" });
    if (adverb && !isReplaced(tokens, at) && !meetings.has(tokens[at + 1]?.stem ?? "")) found.push({ from: at, to: at + 1, value: adverb, how: "split" });
    if (repeated) found.push({ from: at, to: at + 3, value: token.stem, how: "split" });
  });
  return withLateEach(tokens, found.sort((a, b) => a.from - b.from)).filter((match, at, all) => all.findIndex((other) => other.value === match.value && other.how === match.how) === at);
}

/** The records a question is about: the first noun that neither announces a name nor splits the answer. */
export function findSubjects(vocabulary: Vocabulary, tokens: readonly Token[], avoid: { entities: readonly Span[]; dimensions: readonly DimensionMatch[] }): Match<string>[] {
  const beside = (match: Span) => avoid.entities.some((entity) => (entity.to === match.from || match.to === entity.from) && typeNouns[tokens[match.from]?.stem ?? ""] !== undefined);
  const splits = avoid.dimensions.filter((match) => match.how === "split");
  return withoutOverlap(findPatterns(vocabulary.subjects, tokens)).filter((match) => !overlaps(match, avoid.entities) && !overlaps(match, splits) && !beside(match) && !(splitLeads.has(tokens[match.from - 1]?.text ?? "") && isReplaced(tokens, match.from)));
}

const extremes: Readonly<Record<string, "desc" | "asc" | "worst" | "best">> = wordTable({
  most: "desc", highest: "desc", top: "desc", biggest: "desc", largest: "desc", greatest: "desc", longest: "desc", slowest: "desc", busiest: "desc", noisiest: "desc", heaviest: "desc",
  least: "asc", fewest: "asc", lowest: "asc", shortest: "asc", smallest: "asc", fastest: "asc", quickest: "asc", bottom: "asc",
  worst: "worst", poorest: "worst", weakest: "worst", best: "best", strongest: "best", healthiest: "best",
  laggiest: "desc", loudest: "desc", costliest: "desc", dearest: "desc", priciest: "desc", cheapest: "asc", calmest: "asc", quietest: "asc", flakiest: "worst", shakiest: "worst", unhappiest: "worst", happiest: "best", steadiest: "best", safest: "best",
});
const recency: Readonly<Record<string, "desc" | "asc">> = wordTable({ latest: "desc", newest: "desc", recent: "desc", last: "desc", earliest: "asc", first: "asc", oldest: "asc" });

export interface Order {
  /** The word that asks for an order, null when none does. */
  extreme: "desc" | "asc" | "worst" | "best" | null;
  /** Newest or oldest first, for records. */
  recency: "desc" | "asc" | null;
  limit: number | null;
  span: Span | null;
}

/** "The last outage": one record, the newest. */
const isSingleRecord = (token: Token | undefined) => token !== undefined && token.text === token.stem && ["outage", "ticket", "incident"].includes(token.stem);

const listVerbs = new Set(["show", "list", "give", "display", "me", "us", "get", "find", "which", "name", "pick", "choose"]);

/** "At most five", "five at the very most": a bound, no order. */
const isBound = (tokens: readonly Token[], at: number): boolean => ["most", "least", "best", "worst", "highest", "lowest"].includes(tokens[at]?.text ?? "") && /\bat(?: the)?(?: very)?$/.test(tokens.slice(Math.max(0, at - 3), at).map((token) => token.text).join(" "));

/** "top 5", "the ten longest", "worst three", "latest 20 tickets", "show 5 tickets". */
export function findOrder(tokens: readonly Token[], taken: readonly Span[]): Order {
  const isFree = (at: number) => !overlaps({ from: at, to: at + 1 }, taken);
  const order: Order = { extreme: null, recency: null, limit: null, span: null };
  tokens.forEach((token, at) => {
    if (!isFree(at)) return;
    const isMostRecent = token.text === "most" && tokens[at + 1]?.text === "recent";
    const extreme = isMostRecent || isBound(tokens, at) ? undefined : extremes[token.text];
    const isLastOne = token.text === "last" && isSingleRecord(tokens[at + 1]);
    const recent = token.text === "last" && !numberAt(tokens, at + 1) && !isLastOne ? undefined : recency[token.text];
    if (isLastOne) order.limit ??= 1;
    order.extreme ??= extreme ?? null;
    order.recency ??= recent ?? null;
    const isMade = (token.text === "it" || token.text === "that") && tokens[at - 1]?.text === "make";
    if (!extreme && !recent && !isMade && !listVerbs.has(token.text)) return;
    const isBehindMost = token.text === "recent" && tokens[at - 1]?.text === "most";
    const number = countBeside(tokens, isBehindMost ? at - 1 : at, !extreme && !recent);
    if (number === null || order.limit !== null) return;
    order.limit = number;
    order.span = { from: at, to: at + 1, value: null };
  });
  if (order.extreme !== null && order.limit === null) order.limit = countOfNouns(tokens, isFree);
  order.limit ??= countOfSuperlative(tokens, isFree);
  return order;
}

/** "the 3 sites with the most outages": a number right before what is ranked. */
function countOfNouns(tokens: readonly Token[], isFree: (at: number) => boolean): number | null {
  const at = tokens.findIndex((token, index) => isFree(index) && !["a", "an", "one"].includes(token.text) && isRanked(tokens, numberAt(tokens, index)?.to ?? -2));
  return at < 0 ? null : positive(numberAt(tokens, at)?.value ?? 0);
}

/** "The 8 crustiest tickets": whatever the word means, so many are asked for. */
function countOfSuperlative(tokens: readonly Token[], isFree: (at: number) => boolean): number | null {
  const at = tokens.findIndex((token, index) => isFree(index) && /[a-z]iest$/.test(token.text) && numberAt(tokens, index - 1)?.to === index && isRanked(tokens, index + 1));
  return at < 0 ? null : positive(numberAt(tokens, at - 1)?.value ?? 0);
}

/** The noun may be made of two: "the eight request categories". */
const isRanked = (tokens: readonly Token[], at: number): boolean => rankedNouns.has(tokens[at]?.stem ?? "") || (["request", "ticket", "business", "enterprise", "support", "maintenance", "customer", "alert"].includes(tokens[at]?.stem ?? "") && rankedNouns.has(tokens[at + 1]?.stem ?? ""));

const rankedNouns = new Set(["site", "monitor", "service", "team", "group", "customer", "ticket", "outage", "category", "channel", "client", "website", "location", "region", "account", "runbook", "incident", "window", "release", "change", "document", "cause", "reason"]);

function countBeside(tokens: readonly Token[], at: number, isVerb: boolean): number | null {
  const skip = tokens[at + 1]?.text === "the" ? 1 : 0;
  const isCount = (index: number) => !["a", "an"].includes(tokens[index]?.text ?? "");
  const behind = isCount(at + 1 + skip) ? numberAt(tokens, at + 1 + skip) : null;
  const noun = behind && tokens[behind.to];
  if (isVerb && behind?.value === 1) return null;
  if (behind && noun && !["percent", "hour", "minute", "day", "week", "month", "year", "%", "time"].includes(noun.stem) && !/^\d/.test(noun.text)) return positive(behind.value);
  if (isVerb) return behind && !noun && behind.value > 1 ? positive(behind.value) : null;
  if (behind && !noun) return positive(behind.value);
  const first = tokens[at - 2] && isCount(at - 2) ? numberAt(tokens, at - 2) : null;
  if (first?.to === at) return positive(first.value);
  const front = isCount(at - 1) ? numberAt(tokens, at - 1) : null;
  return front?.to === at ? positive(front.value) : null;
}

const positive = (value: number): number | null => (value >= 1 && value <= 1000 ? value : null);
