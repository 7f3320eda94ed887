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
    for (let atMs = seen?.fromMs ?? 0; seen && atMs < seen.toMs; atMs += minuteMs) {
      const { good, total } = series.tally({ fromMs: atMs, toMs: atMs + minuteMs });
      if (total <= good) continue;
      const last = found.at(-1);
      if (last && atMs - last.toMs < joinMs) Object.assign(last, { toMs: atMs + minuteMs, bad: last.bad + total - good });
      else found.push({ fromMs: atMs, toMs: atMs + minuteMs, bad: total - good });
    }
  }
  return found;
}
