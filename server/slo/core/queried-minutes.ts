import type { Measure } from "../contract";
import type { MeasureQueries } from "./exchange/promql";
import { minuteMs } from "./intervals";

/** One point of an answer: the value of a query at an instant, about the time before it. Null = not a number. */
export interface QueryPoint {
  atMs: number;
  value: number | null;
}

export interface QueriedMinute {
  /** When the minute begins. */
  atMs: number;
  good: number;
  total: number;
}

export interface Reading {
  minutes: QueriedMinute[];
  /** Points that say nothing: not a number, negative, or a ratio beyond 0..1. */
  refused: number;
  /** Points of the total without one of the part. */
  unmatched: number;
}

/** Extrapolation and rounding give a good of 100.0000001 out of 100; anything beyond is no ratio. */
const slack = 1e-6;

interface Told {
  good: number;
  total: number;
}

function countOf({ of }: MeasureQueries, part: number, total: number): Told | null {
  if (part < 0 || total < 0) return null;
  const within = Math.min(part, total);
  return { good: of === "good" ? within : total - within, total };
}

function ratioOf({ of }: MeasureQueries, value: number): Told | null {
  if (value < -slack || value > 1 + slack) return null;
  const ratio = Math.min(1, Math.max(0, value));
  return { good: of === "good_ratio" ? ratio : 1 - ratio, total: 1 };
}

const keeps = { lt: (a: number, b: number) => a < b, lte: (a: number, b: number) => a <= b, gt: (a: number, b: number) => a > b, gte: (a: number, b: number) => a >= b } as const;

function toldBy(queries: MeasureQueries, measure: Measure, { part, total }: { part: number; total: number | null }): Told | null {
  if (total !== null) return countOf(queries, part, total);
  if (measure.form === "threshold") return { good: keeps[measure.op](part, measure.limit) ? 1 : 0, total: 1 };
  return ratioOf(queries, part);
}

export interface Answered {
  measure: Measure;
  queries: MeasureQueries;
  part: readonly QueryPoint[];
  /** Null where the part is a ratio or a value of its own. */
  total: readonly QueryPoint[] | null;
  /** Between two points; a point is about this time before it. A multiple of a minute. */
  stepMs: number;
  /** Minutes that each query looks back over: counts are divided by them and multiplied by the minutes of a step. */
  lookbackMinutes: number;
}

/** A step of several minutes is spread evenly over them. */
function spread({ good, total }: Told, { atMs, stepMs, isTime }: { atMs: number; stepMs: number; isTime: boolean }): QueriedMinute[] {
  const minutes = stepMs / minuteMs;
  const share = isTime ? 1 : 1 / minutes;
  return Array.from({ length: minutes }, (_, at) => ({ atMs: atMs - stepMs + at * minuteMs, good: good * share, total: total * share }));
}

/**
 * Good and total of each minute from the answers of Prometheus. A minute without a point, or with one that is not a number, negative or no ratio, has no data and is left out;
 * a missing count of bad is missing, too, and not none. Counts: a point at t is about the minute that ends at t.
 */
export function minutesOf({ measure, queries, part, total, stepMs, lookbackMinutes }: Answered): Reading {
  const parts = new Map(part.map(({ atMs, value }) => [atMs, value]));
  const reading: Reading = { minutes: [], refused: 0, unmatched: 0 };
  const scale = total === null ? 1 : stepMs / minuteMs / lookbackMinutes;
  for (const { atMs, value } of total ?? part) {
    const found = parts.get(atMs);
    if (found === undefined) {
      // A total of nothing needs no part to it.
      if (value !== 0) reading.unmatched += 1;
      continue;
    }
    const told = found === null || value === null ? null : toldBy(queries, measure, { part: found * scale, total: total === null ? null : value * scale });
    if (told === null) reading.refused += 1;
    else reading.minutes.push(...spread(told, { atMs, stepMs, isTime: total === null }));
  }
  return reading;
}
