import { Temporal } from "temporal-polyfill";
import type { Intent, QueryPlan, Range } from "../../contract";
import { isoInstant } from "./calendar";
import { readPeriods, type Period, type PeriodClock } from "./period";
import { isGrowth } from "./period-joins";
import type { Slots } from "./read-slots";
import { tokenise, type Match } from "./tokens";

export interface TimeSlot {
  time: QueryPlan["time"];
  compareTo: Range | null;
  notes: string[];
}
interface TimeInput {
  slots: Slots;
  clock: Pick<PeriodClock, "now" | "zone">;
  intent: Intent;
  /** Does the measure hold at an instant (backlog)? Null when the question needs no time at all. */
  kind: "flow" | "stock" | null;
}

type Resolved = Exclude<Period, { invalid: string }>;
const isResolved = (match: Match<Period>): match is Match<Resolved> => !("invalid" in match.value);

/** The period that applies when the question names none: 30 days up to now, or the present instant. */
export function defaultTime(kind: "flow" | "stock", clock: Pick<PeriodClock, "now" | "zone">): NonNullable<QueryPlan["time"]> {
  const to = isoInstant(clock.now);
  if (kind === "stock") return { from: to, to, label: "now", explicit: false, zone: clock.zone };
  return { from: isoInstant(clock.now.toZonedDateTimeISO(clock.zone).subtract({ days: 30 }).toInstant()), to, label: "last 30 days", explicit: false, zone: clock.zone };
}

/** The equally long period before; a whole number of calendar months when the period is one. */
export function periodBefore(range: Range, zone: string): Range {
  const [from, to] = [range.from, range.to].map((iso) => Temporal.Instant.from(iso).toZonedDateTimeISO(zone)) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const length = from.until(to, { largestUnit: "month" });
  const isWholeMonths = length.months > 0 && Temporal.Duration.compare(length.with({ months: 0, years: 0 }), { seconds: 0 }) === 0;
  const start = isWholeMonths ? from.subtract({ months: length.months }) : from.subtract(from.until(to, { largestUnit: "day" }));
  return { from: isoInstant(start.toInstant()), to: range.from };
}

/** The same stretch some days, weeks, months or years later; earlier where the count is negative. */
export function movedBy(range: Range, { unit, count }: { unit: "days" | "weeks" | "months" | "years"; count: number }, zone: string): Range {
  const shift = (iso: string) => isoInstant(Temporal.Instant.from(iso).toZonedDateTimeISO(zone).add({ [unit]: count }).toInstant());
  return { from: shift(range.from), to: shift(range.to) };
}

/** The same stretch a year earlier. */
export const yearBefore = (range: Range, zone: string): Range => movedBy(range, { unit: "years", count: -1 }, zone);

/** The words of a question with one blank between. */
export const said = (slots: Slots): string => slots.tokens.map((token) => token.text).join(" ");
const has = (slots: Slots, phrase: string) => ` ${said(slots)} `.includes(` ${phrase} `);

const against = new Set(["with", "to", "against", "vs", "versus", "than", "from"]);

/** "This quarter than last", "this month against last": the unit is not said again. */
const saysThanLast = ({ tokens, periods }: Slots): boolean => tokens.some(({ text }, at) => text === "last" && against.has(tokens[tokens[at - 1]?.text === "the" ? at - 2 : at - 1]?.text ?? "") && !periods.some(({ from, to }) => from <= at && at < to));

/** "The week before last" is a period, no second one. */
const twiceBefore = /\b(?:week|month|quarter|year) before last\b/;

/** "The month before", but not "this month before we break it". */
const unitBefore = /\b(?<!this )(?:week|month|quarter) before\b(?! (?:we|it|they|you|i|our|the|he|she)\b)/;

/** "Than the one before", but not "a quick one before my call". */
const oneBefore = /\bone before\b(?! (?:my|the|i|we|you|our|a|his|her|their|lunch|noon|dinner|tea|work)\b)/;

/** "than before", "compared with the previous period", "year on year", when no second period is named. */
export function impliedComparison(slots: Slots, range: Range, zone: string): Range | null {
  const isYearly = ["year on year", "year over year", "yoy", "same period last year", "same month last year", "same time last year", "same week last year", "same quarter last year", "than a year ago", "than one year ago", "with a year ago", "to a year ago", "against a year ago", "from a year ago", "than a year earlier", "than the year before", "than 12 months ago"].some((phrase) => has(slots, phrase));
  if (isYearly) return yearBefore(range, zone);
  if (has(slots, "the day before") && Date.parse(range.to) - Date.parse(range.from) <= 25 * 3_600_000) return periodBefore(range, zone);
  if (has(slots, "a week earlier") || has(slots, "the week earlier")) return movedBy(range, { unit: "weeks", count: -1 }, zone);
  const isBefore = saysThanLast(slots) || unitBefore.test(said(slots)) || oneBefore.test(said(slots)) || ["previous period", "period before", "prior period", "than before", "than usual", "month on month", "month over month", "week on week", "week over week", "quarter on quarter", "quarter over quarter", "than last time", "than the last one", "than the one before", "than the last", "against the last", "with the last", "versus the last", "vs the last", "than the previous", "against the previous", "with the previous", "before that"].some((phrase) => has(slots, phrase));
  return isBefore && !twiceBefore.test(said(slots)) ? periodBefore(range, zone) : null;
}

/** "Compare tickets with last month": the one period named is the other side; this side is the running one. */
function otherSide(input: TimeInput, period: Match<Resolved>): { time: Resolved; compareTo: Range } | null {
  const { slots, clock } = input;
  const [lead, unit] = period.value.label.split(" ");
  const before = slots.tokens[period.from - 1]?.text ?? "";
  if (input.intent !== "comparison" || !against.has(before) || (lead !== "last" && lead !== "yesterday")) return null;
  const phrase = lead === "yesterday" ? "today" : `this ${unit ?? ""}`;
  const running = readPeriods(tokenise(phrase), { ...clock, isAhead: false, isPast: false }).find(isResolved);
  return running ? { time: running.value, compareTo: { from: period.value.from, to: period.value.to } } : null;
}

/** The word in front of a period, prepositions skipped: "than in Q1". */
function leadOf(slots: Slots, period: Match<Period>): string {
  const skipped = slots.tokens.slice(0, period.from).findLast((token) => !["in", "during", "the", "of", "for", "on", "it", "they", "we", "did", "was", "were", "had"].includes(token.text));
  return skipped?.text ?? "";
}

/** "In July, and was June better or worse?" */
const measuring = new Set(["better", "worse", "higher", "lower", "busier", "quieter"]);

const isPeriodCue = (slots: Slots, second: Match<Period>) => against.has(leadOf(slots, second)) || measuring.has(slots.tokens[second.to]?.text ?? "") || measuring.has(leadOf(slots, second)) || slots.cues.some((cue) => cue.value === "comparison");

/** "June and July together", "by week, June and July": one range, where the second begins as the first ends. */
const areJoined = (slots: Slots, [first, second]: readonly [Match<Resolved>, Match<Resolved>], intent: Intent): boolean => slots.tokens[first.to]?.text === "and" && second.from === first.to + 1 && first.value.to === second.value.from && (intent !== "comparison" || slots.tokens.some(({ text }) => text === "together" || text === "combined"));

const evenJoiners: ReadonlySet<string> = new Set(["vs", "versus", "and", "or"]);

const isPartOfYear = (period: Resolved): boolean => /^(?:[QH]\d|[A-Z][a-z]+) \d{4}$/.test(period.label);

/** "Q1 versus Q2": of two such periods side by side the later one is asked about, and the earlier is what it is measured by. */
const areTurns = (slots: Slots, [first, second]: readonly [Match<Resolved>, Match<Resolved>]): boolean => isPartOfYear(first.value) && isPartOfYear(second.value) && first.value.to <= second.value.from && (evenJoiners.has(leadOf(slots, second)) || isGrowth(said(slots))) && isPeriodCue(slots, second);

/** "We release less than last year. Releases of the first half?": what stands behind "than" is what the other is measured by. */
const isBesides = (slots: Slots, [first, second]: readonly [Match<Resolved>, Match<Resolved>]): boolean => leadOf(slots, first) === "than" && !against.has(leadOf(slots, second)) && slots.tokens[first.to]?.text !== "and";

/** "Month on month over the last year": the steps of a course, no second period. */
const stepwise = /\b(week|month|quarter) (?:on|over|by|after) \1\b/;

/** "In Q2, and was there ever a month ...": no period beside the other. */
const rivalsOf = ({ tokens }: Slots, periods: readonly Match<Resolved>[]): readonly Match<Resolved>[] => (periods.length > 1 ? periods.filter(({ from, to }) => !(to === from + 1 && tokens[from]?.text === "ever" && tokens[from - 1]?.text === "there")) : periods);

/** Chooses the period and the one it is compared with. An impossible period gives none, and says why. */
export function readTime(input: TimeInput): TimeSlot {
  const { slots, clock, kind } = input;
  const invalid = slots.periods.flatMap((match) => ("invalid" in match.value ? [match.value.invalid] : []));
  if (invalid.length > 0) return { time: null, compareTo: null, notes: invalid };
  const [first, second] = rivalsOf(slots, slots.periods.filter(isResolved));
  if (!first) return { time: kind === null ? null : defaultTime(kind, clock), compareTo: kind === "flow" && input.intent === "comparison" ? impliedComparison(slots, defaultTime(kind, clock), clock.zone) : null, notes: [] };
  const explicit = (value: Resolved): QueryPlan["time"] => ({ ...value, explicit: true, zone: clock.zone });
  if (second && isBesides(slots, [first, second])) return { time: explicit(second.value), compareTo: first.value.label === "last year" && second.value.to > first.value.to ? yearBefore(second.value, clock.zone) : { from: first.value.from, to: first.value.to }, notes: [] };
  if (second && leadOf(slots, second) === "or" && input.intent === "comparison" && second.value.from > first.value.from) return { time: explicit(second.value), compareTo: { from: first.value.from, to: first.value.to }, notes: [] };
  if (second && areJoined(slots, [first, second], input.intent)) return { time: explicit({ ...first.value, to: second.value.to, label: `${first.value.label} and ${second.value.label}` }), compareTo: null, notes: [] };
  if (second && areTurns(slots, [first, second])) return { time: explicit(second.value), compareTo: { from: first.value.from, to: first.value.to }, notes: [] };
  if (second && (isPeriodCue(slots, second) || input.intent === "comparison")) return { time: explicit(first.value), compareTo: { from: second.value.from, to: second.value.to }, notes: [] };
  const notes = second ? [`I used the first period named (${first.value.label}) and left out the other (${second.value.label}).`] : [];
  const other = second ? null : otherSide(input, first);
  if (other) return { time: explicit(other.time), compareTo: other.compareTo, notes };
  return { time: explicit(first.value), compareTo: input.intent === "trend" && stepwise.test(said(slots)) ? null : impliedComparison(slots, first.value, clock.zone), notes };
}
