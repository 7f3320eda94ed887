/** Half-open [fromMs, toMs), epoch milliseconds. */
export interface Interval {
  fromMs: number;
  toMs: number;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The instant's minute, begun. */
export const floorMinute = (atMs: number): number => Math.floor(atMs / minuteMs) * minuteMs;

export const lengthMs = (intervals: readonly Interval[]): number => intervals.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, toMs - fromMs), 0);

/** The part of an interval inside another; null when they do not overlap. */
export function overlapOf(one: Interval, other: Interval): Interval | null {
  const [fromMs, toMs] = [Math.max(one.fromMs, other.fromMs), Math.min(one.toMs, other.toMs)];
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/** The same set of instants as disjoint intervals in order of time; empty and reversed ones vanish, touching ones join. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ fromMs, toMs }) => fromMs < toMs).sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, next.toMs);
    else merged.push({ ...next });
  }
  return merged;
}

/** What is left of an interval without the others, in order of time. */
export function subtractIntervals(whole: Interval, without: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let fromMs = whole.fromMs;
  for (const cut of mergeIntervals(without)) {
    const part = overlapOf(cut, { fromMs, toMs: whole.toMs });
    if (!part) continue;
    if (part.fromMs > fromMs) rest.push({ fromMs, toMs: part.fromMs });
    fromMs = part.toMs;
  }
  return fromMs < whole.toMs ? [...rest, { fromMs, toMs: whole.toMs }] : rest;
}
