import type { Range, Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { describeRange } from "../period";
import { formatDay } from "../format";
import { isBucket } from "../sql/time-dimensions";
import { numberAt, text } from "./evidence";
import { resultsOf, valueKey, type Composition } from "./results";
import { phraseSpans } from "./words";

const dayMs = 86_400_000;

/** A figure in the period and in the one that it is compared with. */
export interface Change {
  metric: MetricDefinition;
  key: string;
  now: { table: string; value: number };
  before: { table: string; value: number; range: Range };
  /** Rates differ by points, everything else by an amount. */
  isRate: boolean;
}

export function changeOf(composition: Composition, metric: MetricDefinition): Change | null {
  const { plan, results } = composition;
  const total = resultsOf(results, "total").find(({ work }) => work.metric.id === metric.id);
  const previous = resultsOf(results, "previous").find(({ work }) => work.metric.id === metric.id);
  const key = valueKey(metric, plan);
  const [now, before] = [total ? numberAt(total.table, 0, key) : null, previous ? numberAt(previous.table, 0, key) : null];
  if (!total || !previous || now === null || before === null) return null;
  return { metric, key, now: { table: total.table.id, value: now }, before: { table: previous.table.id, value: before, range: previous.work.range }, isRate: metric.unit === "ratio" && key !== "count" };
}

/** When the value compared with was taken: a span of days, or for a stock the instant at its end. */
export const whenBefore = (metric: MetricDefinition, range: Range, zone: string): string => (metric.kind === "stock" ? `on ${formatDay(range.to, zone)}` : describeRange(range, zone));

/** Values that differ by less than their digits show. */
export const readsEqual = ({ evidence }: Pick<Composition, "evidence">, { now, before, key }: Change): boolean => evidence.figure(now.table, 0, key).text === evidence.figure(before.table, 0, key).text;

/** "up by 12 %", "down by 0.4 % (points)"; a change from nothing is told by its amount alone. */
export function movementSpans({ evidence }: Composition, change: Change): Span[] {
  const difference = change.now.value - change.before.value;
  if (difference === 0) return [text("unchanged")];
  if (readsEqual({ evidence }, change)) return [text("practically unchanged")];
  const amount = evidence.derive(`Difference of ${change.metric.noun}`, change.key === "count" ? "count" : change.metric.unit, Math.abs(difference));
  const relation = change.isRate ? [text(" (points)")] : change.before.value === 0 ? [] : [text(" ("), evidence.derive(`Change of ${change.metric.noun}`, "ratio", Math.abs(difference / change.before.value)), text(")")];
  return [text(difference > 0 ? "up by " : "down by "), amount, ...relation];
}

/** Days of a range that have passed and for which there is data. */
function daysIn(range: Range, { now, coverage }: Composition): number {
  const end = Math.min(Date.parse(range.to), Date.parse(now), coverage ? Math.max(Date.parse(coverage.to), Date.parse(range.from)) : Infinity);
  return Math.max(0, end - Date.parse(range.from)) / dayMs;
}

/** Amounts of periods of unequal length are set beside each other by the day. */
export function lengthSpans(composition: Composition, change: Change): Span[] {
  const { evidence, period } = composition;
  const days = [daysIn(period, composition), daysIn(change.before.range, composition)] as const;
  if (!change.metric.isAdditive) return [];
  const isUnequal = Math.abs(days[0] - days[1]) > 0.03 * Math.max(...days);
  if (!isUnequal || change.metric.kind === "stock" || Math.min(...days) <= 0) return [];
  const lengths = [text("; the periods are unequal, "), evidence.derive("Length of the period", "days", days[0]), text(" against "), evidence.derive("Length of the one compared with", "days", days[1])];
  const unit = change.metric.unit === "count" ? "count" : change.metric.unit;
  return [...lengths, text(", which a day makes "), evidence.derive(`${change.metric.label} a day`, unit, change.now.value / days[0]), text(" against "), evidence.derive(`${change.metric.label} a day before`, unit, change.before.value / days[1])];
}

/** Both values, the difference, and how long each period is. */
export function comparisonHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const change = changeOf(composition, metric);
  if (!change) return [];
  const { evidence, zone } = composition;
  return [
    ...phraseSpans(composition, metric, { table: change.now.table, row: 0, key: change.key }), text(", against "), evidence.figure(change.before.table, 0, change.key),
    text(` (${whenBefore(metric, change.before.range, zone)}): `), ...movementSpans(composition, change), ...lengthSpans(composition, change),
  ];
}

/** A course with nothing before it to compare with is told by its first and last whole step. */
function endsOfCourse(composition: Composition, metric: MetricDefinition): Span[] {
  const { evidence, plan, results } = composition;
  const total = resultsOf(results, "total").find(({ work }) => work.metric.id === metric.id);
  const trend = resultsOf(results, "trend").find(({ work }) => work.metric.id === metric.id);
  if (!total || !trend || !isBucket(trend.work.bucket)) return [];
  const key = valueKey(metric, plan);
  const whole = trend.table.rows.map((_, row) => row).slice(1, -1).filter((row) => numberAt(trend.table, row, key) !== null);
  const [first, last] = [whole[0], whole.at(-1)];
  if (first === undefined || last === undefined || whole.length < 3 || numberAt(total.table, 0, key) === null) return [];
  const at = (row: number, place: string): Span[] => [evidence.figure(trend.table.id, row, key), text(` in the ${place} whole ${trend.work.bucket} (`), evidence.figure(trend.table.id, row, trend.work.bucket), text(")")];
  return [...phraseSpans(composition, metric, { table: total.table.id, row: 0, key }), text(": "), ...at(first, "first"), text(" and "), ...at(last, "last")];
}

/** The value, and which way it went since the equal period before: a question about a course asks for that first. Nothing when there is none to compare with. */
export function courseHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const change = changeOf(composition, metric);
  if (!change) return endsOfCourse(composition, metric);
  const badness = readsEqual(composition, change) ? 0 : badnessOf(change);
  return [...comparisonHeadline(composition, metric), ...(badness === 0 ? [] : [text(badness > 0 ? ", for the worse" : ", for the better")])];
}

/** How much a change is to be regretted: relative for amounts, in points for rates; negative when it is for the better, 0 when it is neither. */
export function badnessOf(change: Change): number {
  const { metric, now, before, isRate } = change;
  if (metric.goodDirection === "neutral") return 0;
  const moved = isRate ? now.value - before.value : before.value === 0 ? Math.sign(now.value) : now.value / before.value - 1;
  return metric.goodDirection === "down" ? moved : -moved;
}
