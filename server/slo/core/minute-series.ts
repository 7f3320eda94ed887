import type { Tally } from "./budget";
import { mergeIntervals, minuteMs, overlapOf, type Interval } from "./intervals";

/** One hour of an SLI, minute by minute; 60 entries each. Events for ratios, milliseconds for probes. A minute with total 0 has no data. */
export interface PackedHour {
  /** Epoch ms at which the hour begins, a multiple of an hour. */
  hourMs: number;
  good: readonly number[];
  total: readonly number[];
}

/** Minutes in a row that say the same: [from, to) counted from the start of the range, with good and total of each of them. */
export interface Run {
  from: number;
  to: number;
  good: number;
  total: number;
}

/** Whole minutes that cover a range. */
export const minutesIn = ({ fromMs, toMs }: Interval): number => Math.max(0, Math.ceil((toMs - fromMs) / minuteMs));

/** Sums over the runs before each one, in three columns. */
function accumulate(runs: readonly Run[]): { good: Float64Array; total: Float64Array; known: Float64Array } {
  const [good, total, known] = [new Float64Array(runs.length + 1), new Float64Array(runs.length + 1), new Float64Array(runs.length + 1)];
  for (const [at, run] of runs.entries()) {
    const minutes = run.to - run.from;
    good[at + 1] = (good[at] ?? 0) + run.good * minutes;
    total[at + 1] = (total[at] ?? 0) + run.total * minutes;
    known[at + 1] = (known[at] ?? 0) + (run.total === 0 ? 0 : minutes);
  }
  return { good, total, known };
}

/**
 * An SLI over a range that begins on a whole minute, minute-exact, kept as runs of equal minutes: a monitor that was down twice in a year is a
 * handful of them. Sums of any stretch of whole minutes cost two look-ups, so that windows, exclusions and "as of" need no second pass.
 */
export class MinuteSeries {
  private readonly minutes: number;
  private readonly before: ReturnType<typeof accumulate>;

  /** Runs in order of time that do not overlap; minutes in none of them have no data. */
  constructor(private readonly runs: readonly Run[], readonly range: Interval) {
    this.minutes = minutesIn(range);
    this.before = accumulate(runs);
  }

  private index(atMs: number): number {
    return Math.min(this.minutes, Math.max(0, Math.floor((atMs - this.range.fromMs) / minuteMs)));
  }

  /** How many runs begin before this minute. */
  private begun(minute: number): number {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.runs[middle]?.from ?? 0) < minute) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Sums from the start of the range to this minute. */
  private until(minute: number): Tally & { known: number } {
    const begun = this.begun(minute);
    const { good, total, known } = this.before;
    const sums = { good: good[begun] ?? 0, total: total[begun] ?? 0, known: known[begun] ?? 0 };
    const last = this.runs[begun - 1];
    const beyond = last ? Math.max(0, last.to - minute) : 0;
    if (!last || beyond === 0) return sums;
    return { good: sums.good - last.good * beyond, total: sums.total - last.total * beyond, known: sums.known - (last.total === 0 ? 0 : beyond) };
  }

  /** Sum over the whole minutes of [from, to), as far as they lie in the range. */
  tally({ fromMs, toMs }: Interval): Tally {
    const [from, to] = [this.index(fromMs), this.index(toMs)];
    if (to <= from) return { good: 0, total: 0 };
    const [start, end] = [this.until(from), this.until(to)];
    return { good: end.good - start.good, total: end.total - start.total };
  }

  /** The same sum without the excluded minutes, which leave numerator and denominator alike. A minute that is touched is excluded whole. */
  tallyWithout(interval: Interval, exclusions: readonly Interval[]): Tally {
    const whole = this.tally(interval);
    const widened = mergeIntervals(exclusions.map(({ fromMs, toMs }) => ({ fromMs: Math.floor(fromMs / minuteMs) * minuteMs, toMs: Math.ceil(toMs / minuteMs) * minuteMs })));
    for (const exclusion of widened) {
      const part = overlapOf(exclusion, interval);
      if (!part) continue;
      const cut = this.tally(part);
      whole.good -= cut.good;
      whole.total -= cut.total;
    }
    return whole;
  }

  /** Minutes of [from, to) in which something was bad, as [from, to) of equal minutes counted from the start of the interval, with the bad of each. Costs the runs, not the minutes. */
  badRuns({ fromMs, toMs }: Interval): { from: number; to: number; bad: number }[] {
    const first = this.index(fromMs);
    const end = Math.min(this.minutes, first + Math.ceil((toMs - fromMs) / minuteMs));
    const found: { from: number; to: number; bad: number }[] = [];
    for (let at = Math.max(0, this.begun(first + 1) - 1); at < this.runs.length; at += 1) {
      const run = this.runs[at];
      if (!run || run.from >= end) break;
      const [from, to] = [Math.max(run.from, first), Math.min(run.to, end)];
      if (to > from && run.total > run.good) found.push({ from: from - first, to: to - first, bad: run.total - run.good });
    }
    return found;
  }

  /** Minutes of [from, to) without any data. */
  emptyMinutes(interval: Interval): number {
    const [from, to] = [this.index(interval.fromMs), this.index(interval.toMs)];
    return to <= from ? 0 : to - from - (this.until(to).known - this.until(from).known);
  }
}

/** Single minutes in any order as runs; those that name the same minute add. */
function runsOf(minutes: Run[]): Run[] {
  const runs: Run[] = [];
  for (const minute of minutes.sort((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last && minute.from < last.to) Object.assign(last, { good: last.good + minute.good, total: last.total + minute.total });
    else runs.push(minute);
  }
  return joined(runs);
}

/** Neighbours that say the same become one run. */
export function joined(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    const last = kept.at(-1);
    if (last && last.to === run.from && last.good === run.good && last.total === run.total) last.to = run.to;
    else kept.push(run);
  }
  return kept;
}

/** A series from single minutes in any order; those outside the range are left out. */
export function seriesOfMinutes(minutes: Iterable<{ atMs: number; good: number; total: number }>, range: Interval): MinuteSeries {
  const count = minutesIn(range);
  const found: Run[] = [];
  for (const { atMs, good, total } of minutes) {
    const from = Math.floor((atMs - range.fromMs) / minuteMs);
    if (from >= 0 && from < count && (good !== 0 || total !== 0)) found.push({ from, to: from + 1, good, total });
  }
  return new MinuteSeries(runsOf(found), range);
}

function* minutesOf(hours: readonly PackedHour[]): Generator<{ atMs: number; good: number; total: number }> {
  for (const hour of hours) for (const [minute, total] of hour.total.entries()) yield { atMs: hour.hourMs + minute * minuteMs, good: hour.good[minute] ?? 0, total };
}

/** A series from stored hours, in any order; hours that name the same minute add, minutes outside the range are left out. */
export const seriesOfHours = (hours: readonly PackedHour[], range: Interval): MinuteSeries => seriesOfMinutes(minutesOf(hours), range);
