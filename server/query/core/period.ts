import { Temporal } from "temporal-polyfill";
import type { QueryPlan, Range } from "../contract";
import { formatDay } from "./format";
import type { MetricDefinition } from "./metric";
import { wholeRecordLabel } from "./parse/period";
import type { Bucket } from "./sql/time-dimensions";

const dayMs = 86_400_000;
const ms = (iso: string): number => Date.parse(iso);
const iso = (at: number): string => new Date(at).toISOString();

/** The span for which a domain holds data; null when it holds none. */
export type Coverage = Range | null;

export interface Period extends Range {
  label: string;
  basis: "asked" | "default" | "whole_record";
}

export const overlaps = (range: Range, coverage: Coverage): boolean => coverage !== null && ms(range.from) <= ms(coverage.to) && ms(range.to) > ms(coverage.from);

const startOfDay = (at: string, zone: string, plusDays = 0): string => Temporal.Instant.from(at).toZonedDateTimeISO(zone).startOfDay().add({ days: plusDays }).toInstant().toString({ fractionalSecondDigits: 3 });

/** Whole days in the reader's zone that hold everything from the first to the last instant. */
export function wholeRecord(extent: Range, zone: string): Period {
  const from = startOfDay(extent.from, zone);
  const to = startOfDay(extent.to, zone, 1);
  return { from, to, label: describeRange({ from, to }, zone), basis: "whole_record" };
}

/** "29 Feb 2016 to 2 Mar 2016": the days that a half-open range holds. */
export function describeRange(range: Range, zone: string): string {
  const first = formatDay(range.from, zone);
  const last = formatDay(iso(ms(range.to) - 1), zone);
  return first === last ? first : `${first} to ${last}`;
}

/** A period that was asked for. One that begins before all records ("the whole record", "until May") begins with the data instead. */
export function askedPeriod(time: NonNullable<QueryPlan["time"]>, coverage: Coverage, zone: string): Period {
  const asked: Period = { from: time.from, to: time.to, label: time.label, basis: "asked" };
  if (ms(time.from) > 0 || coverage === null || ms(coverage.from) >= ms(time.to)) return asked;
  const record = wholeRecord(coverage, zone);
  return { ...asked, from: record.from, to: time.label === wholeRecordLabel && ms(record.to) < ms(time.to) ? record.to : time.to };
}

/**
 * The period of an answer. One that was asked for is never widened. The default (30 days to now; now for a stock) gives way to the whole
 * record when the domain's data lies wholly outside it.
 */
export function resolvePeriod(plan: QueryPlan, metric: Pick<MetricDefinition, "kind">, options: { now: string; zone: string; coverage: Coverage }): Period {
  const { now, zone, coverage } = options;
  if (plan.time?.explicit) return askedPeriod(plan.time, coverage, zone);
  const from = iso(ms(now) - 30 * dayMs);
  if (metric.kind === "stock") return { from, to: now, label: "now", basis: "default" };
  const fallback: Period = { from, to: now, label: "the last 30 days", basis: "default" };
  return coverage === null || overlaps(fallback, coverage) ? fallback : wholeRecord(coverage, zone);
}

/** The part of a period for which there is data, in whole days, so that the days after the data's end are not drawn as zero. */
export function withinCoverage(period: Range, coverage: Coverage, zone: string): Range {
  if (coverage === null) return period;
  const from = ms(coverage.from) > ms(period.from) ? startOfDay(coverage.from, zone) : period.from;
  const to = ms(coverage.to) < ms(period.to) ? startOfDay(coverage.to, zone, 1) : period.to;
  return ms(from) < ms(to) ? { from, to: ms(to) > ms(period.to) ? period.to : to } : period;
}

/** The equally long period before; null when the data does not reach back over all of it. */
export function previousPeriod(period: Range, coverage: Coverage): Range | null {
  const from = iso(2 * ms(period.from) - ms(period.to));
  return coverage !== null && ms(coverage.from) <= ms(from) ? { from, to: period.from } : null;
}

const historyDays = 180;

/** The complete days, at most 180, before now or the data's end: what a forecast is fitted to. Null when there is none. */
export function historyOf(coverage: Coverage, now: string, zone: string): Period | null {
  if (coverage === null) return null;
  const end = ms(coverage.to) < ms(now) ? coverage.to : now;
  const to = startOfDay(end, zone);
  const first = startOfDay(coverage.from, zone, 1);
  const earliest = startOfDay(to, zone, -historyDays);
  const from = ms(first) > ms(earliest) ? first : earliest;
  return ms(from) < ms(to) ? { from, to, label: describeRange({ from, to }, zone), basis: "whole_record" } : null;
}

/** A bucket that gives a readable number of points. */
export function bucketFor(range: Range): Bucket {
  const days = (ms(range.to) - ms(range.from)) / dayMs;
  if (days <= 3) return "hour";
  if (days <= 62) return "day";
  return days <= 400 ? "week" : "month";
}

const bucketDays: Record<Bucket, number> = { hour: 1 / 24, day: 1, week: 7, month: 30, quarter: 91 };
const maxPoints = 800;

/** The bucket asked for, or the next coarser one that keeps the number of points bounded. */
export function boundedBucket(asked: Bucket, range: Range): Bucket {
  const days = (ms(range.to) - ms(range.from)) / dayMs;
  const order: Bucket[] = ["hour", "day", "week", "month", "quarter"];
  return order.slice(order.indexOf(asked)).find((bucket) => days / bucketDays[bucket] <= maxPoints) ?? "quarter";
}

export const pointsIn = (range: Range, bucket: Bucket): number => Math.ceil((ms(range.to) - ms(range.from)) / dayMs / bucketDays[bucket]);

/** Time standing still inside a minute lets equal questions share an answer. Rows of the running minute are inside the range. */
export const minuteAfter = (at: string): string => iso(Math.ceil(ms(at) / 60_000) * 60_000);
