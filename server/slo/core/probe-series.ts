import { mergeIntervals, minuteMs, overlapOf, type Interval } from "./intervals";
import { MinuteSeries, minutesIn } from "./minute-series";

export interface ProbeRecord {
  /** From the first check to the last: outside there is no data. */
  observed: Interval;
  /** Outages; overlapping ones count once. */
  outages: readonly Interval[];
}

/** Adds an interval's milliseconds, times `sign`, to the minutes that it touches. */
function addTime(minutes: Float64Array, { fromMs, toMs }: Interval, sign: 1 | -1): void {
  const [first, last] = [Math.floor(fromMs / minuteMs), Math.floor((toMs - 1) / minuteMs)];
  for (let at = first; at <= last; at += 1) minutes[at] = (minutes[at] ?? 0) + sign * (Math.min(toMs, (at + 1) * minuteMs) - Math.max(fromMs, at * minuteMs));
}

/**
 * What monitors saw in a range that begins on a whole minute, in milliseconds: total = observed, good = observed and not down. Several monitors
 * add, so that each weighs by the time it was observed. A status holds until the next check.
 */
export function seriesOfProbes(probes: readonly ProbeRecord[], range: Interval): MinuteSeries {
  const count = minutesIn(range);
  const [good, total] = [new Float64Array(count), new Float64Array(count)];
  const shifted = (part: Interval): Interval => ({ fromMs: part.fromMs - range.fromMs, toMs: part.toMs - range.fromMs });
  for (const { observed, outages } of probes) {
    const seen = overlapOf(observed, range);
    if (!seen) continue;
    addTime(total, shifted(seen), 1);
    addTime(good, shifted(seen), 1);
    for (const outage of mergeIntervals(outages)) {
      const down = overlapOf(outage, seen);
      if (down) addTime(good, shifted(down), -1);
    }
  }
  return new MinuteSeries({ good, total }, range);
}
