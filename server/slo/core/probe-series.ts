import { mergeIntervals, minuteMs, overlapOf, type Interval } from "./intervals";
import { joined, MinuteSeries, minutesIn, type Run } from "./minute-series";

export interface ProbeRecord {
  /** From the first check to the last: outside there is no data. */
  observed: Interval;
  /** Outages; overlapping ones count once. */
  outages: readonly Interval[];
}

/** By how much the milliseconds of a minute differ from those of the minute before, by minute. */
type Steps = Map<number, { good: number; total: number }>;

function step(steps: Steps, minute: number, { good, total }: { good: number; total: number }): void {
  const before = steps.get(minute);
  steps.set(minute, { good: (before?.good ?? 0) + good, total: (before?.total ?? 0) + total });
}

/** Adds a stretch (milliseconds from the start of the range) to the minutes that it touches: whole ones, and parts of the first and the last. */
function addTime(steps: Steps, { fromMs, toMs }: Interval, sign: { good: number; total: number }): void {
  const [first, last] = [Math.floor(fromMs / minuteMs), Math.floor((toMs - 1) / minuteMs)];
  const add = (minute: number, ms: number): void => step(steps, minute, { good: sign.good * ms, total: sign.total * ms });
  const [before, after] = [fromMs - first * minuteMs, (last + 1) * minuteMs - toMs];
  add(first, minuteMs - before);
  add(first + 1, before);
  add(last, -after);
  add(last + 1, after - minuteMs);
}

function runsOf(steps: Steps, minutes: number): Run[] {
  const edges = [...steps.keys()].sort((a, b) => a - b);
  const level = { good: 0, total: 0 };
  const runs = edges.flatMap((from, at): Run[] => {
    const change = steps.get(from);
    level.good += change?.good ?? 0;
    level.total += change?.total ?? 0;
    const to = Math.min(edges[at + 1] ?? minutes, minutes);
    return level.total === 0 || from >= to ? [] : [{ from, to, ...level }];
  });
  return joined(runs);
}

/**
 * What monitors saw in a range that begins on a whole minute, in milliseconds: total = observed, good = observed and not down. Several monitors
 * add, so that each weighs by the time it was observed. A status holds until the next check.
 */
export function seriesOfProbes(probes: readonly ProbeRecord[], range: Interval): MinuteSeries {
  const steps: Steps = new Map();
  const shifted = (part: Interval): Interval => ({ fromMs: part.fromMs - range.fromMs, toMs: part.toMs - range.fromMs });
  for (const { observed, outages } of probes) {
    const seen = overlapOf(observed, range);
    if (!seen) continue;
    addTime(steps, shifted(seen), { good: 1, total: 1 });
    for (const outage of mergeIntervals(outages)) {
      const down = overlapOf(outage, seen);
      if (down) addTime(steps, shifted(down), { good: -1, total: 0 });
    }
  }
  return new MinuteSeries(runsOf(steps, minutesIn(range)), range);
}
