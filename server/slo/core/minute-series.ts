import type { Tally } from "./budget";
import { hourMs, mergeIntervals, minuteMs, overlapOf, type Interval } from "./intervals";

/** One hour of an SLI, minute by minute; 60 entries each. Events for ratios, milliseconds for probes. A minute with total 0 has no data. */
export interface PackedHour {
  /** Epoch ms at which the hour begins, a multiple of an hour. */
  hourMs: number;
  good: readonly number[];
  total: readonly number[];
}

/** Good and total of each minute of a range, the first at its start. */
export interface Minutes {
  good: Float64Array;
  total: Float64Array;
}

/** Whole minutes that cover a range. */
export const minutesIn = ({ fromMs, toMs }: Interval): number => Math.max(0, Math.ceil((toMs - fromMs) / minuteMs));

function accumulate(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sums[at + 1] = sum += values[at] ?? 0;
  return sums;
}

/**
 * An SLI over a range that begins on a whole minute, minute-exact. Sums of any stretch of whole minutes cost two look-ups, so that windows,
 * exclusions and "as of" need no second pass over the data.
 */
export class MinuteSeries {
  private readonly good: Float64Array;
  private readonly total: Float64Array;
  private readonly minutes: number;

  constructor(minutes: Minutes, readonly range: Interval) {
    this.minutes = minutes.total.length;
    this.good = accumulate(minutes.good);
    this.total = accumulate(minutes.total);
  }

  private index(atMs: number): number {
    return Math.min(this.minutes, Math.max(0, Math.floor((atMs - this.range.fromMs) / minuteMs)));
  }

  /** Sum over the whole minutes of [from, to), as far as they lie in the range. */
  tally({ fromMs, toMs }: Interval): Tally {
    const [from, to] = [this.index(fromMs), this.index(toMs)];
    if (to <= from) return { good: 0, total: 0 };
    return { good: (this.good[to] ?? 0) - (this.good[from] ?? 0), total: (this.total[to] ?? 0) - (this.total[from] ?? 0) };
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

  /** Minutes of [from, to) without any data. */
  emptyMinutes(interval: Interval): number {
    let empty = 0;
    for (let at = this.index(interval.fromMs); at < this.index(interval.toMs); at += 1) if ((this.total[at + 1] ?? 0) === (this.total[at] ?? 0)) empty += 1;
    return empty;
  }
}

/** A series from stored hours, in any order; hours that name the same minute add, minutes outside the range are left out. */
export function seriesOfHours(hours: readonly PackedHour[], range: Interval): MinuteSeries {
  const count = minutesIn(range);
  const [good, total] = [new Float64Array(count), new Float64Array(count)];
  for (const hour of hours) {
    const first = Math.round((hour.hourMs - range.fromMs) / minuteMs);
    for (let minute = Math.max(0, -first); minute < hourMs / minuteMs && first + minute < count; minute += 1) {
      good[first + minute] = (good[first + minute] ?? 0) + (hour.good[minute] ?? 0);
      total[first + minute] = (total[first + minute] ?? 0) + (hour.total[minute] ?? 0);
    }
  }
  return new MinuteSeries({ good, total }, range);
}
