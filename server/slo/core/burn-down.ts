import { evaluateSlo, type SloRules } from "./evaluate";
import { minuteMs, type Interval } from "./intervals";
import type { MinuteSeries } from "./minute-series";

export interface BurnDownPoint {
  atMs: number;
  remaining: number | null;
  rawRemaining: number | null;
}

/**
 * Budget left at instants inside a stretch, as evaluations at those instants would have given it: a rolling window moves along, a calendar one
 * grows. `points` instants at most, the last one at the end of the stretch, each on a whole minute.
 */
export function burnDown(rules: SloRules, data: { series: MinuteSeries; firstDataMs: number | null; exclusions: readonly Interval[] }, { stretch, points }: { stretch: Interval; points: number }): BurnDownPoint[] {
  const stepMs = Math.max(minuteMs, Math.ceil((stretch.toMs - stretch.fromMs) / points / minuteMs) * minuteMs);
  const count = Math.ceil((stretch.toMs - stretch.fromMs) / stepMs);
  return Array.from({ length: Math.max(0, count) }, (_, at) => stretch.toMs - (count - 1 - at) * stepMs).map((atMs) => {
    const { adjusted, raw } = evaluateSlo({ ...rules, alertRows: [] }, { ...data, previous: null }, atMs);
    return { atMs, remaining: adjusted.remaining, rawRemaining: raw.remaining };
  });
}
