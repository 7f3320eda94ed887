import { minuteMs, overlapOf, subtractIntervals, type Interval } from "./intervals";
import type { MinuteSeries } from "./minute-series";

export interface Spending extends Interval {
  /** Bad events or milliseconds of the stretch. */
  bad: number;
}

/** Stretches of a period in which something was bad, outside the exclusions; minutes closer than `joinMs` make one stretch. In order of time. */
export function spendingOf(series: MinuteSeries, period: Interval, { exclusions, joinMs }: { exclusions: readonly Interval[]; joinMs: number }): Spending[] {
  const found: Spending[] = [];
  for (const part of subtractIntervals(period, exclusions)) {
    const seen = overlapOf(part, series.range);
    if (!seen) continue;
    for (const { from, to, bad } of series.badRuns(seen)) {
      const stretch = { fromMs: seen.fromMs + from * minuteMs, toMs: seen.fromMs + to * minuteMs, bad: bad * (to - from) };
      const last = found.at(-1);
      if (last && stretch.fromMs - last.toMs < joinMs) Object.assign(last, { toMs: stretch.toMs, bad: last.bad + stretch.bad });
      else found.push(stretch);
    }
  }
  return found;
}
