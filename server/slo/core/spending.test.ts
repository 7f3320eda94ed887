import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourMs, minuteMs, overlapOf, subtractIntervals, type Interval } from "./intervals";
import { seriesOfHours, type MinuteSeries } from "./minute-series";
import { spendingOf, type Spending } from "./spending";

const packed = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).map(([a, b]) => ({ good: Math.min(a, b), total: Math.max(a, b) })), { minLength: 60, maxLength: 60 });
const interval = fc.tuple(fc.integer({ min: -30, max: 210 }), fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 59_999 })).map(([from, length, within]): Interval => ({ fromMs: from * minuteMs + within, toMs: (from + length) * minuteMs + within }));

/** Minute by minute, as one would do it by hand. */
function walked(series: MinuteSeries, period: Interval, { exclusions, joinMs }: { exclusions: readonly Interval[]; joinMs: number }): Spending[] {
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

describe("what spent a budget", () => {
  it("is the same as a walk over every minute, wherever a stretch or an exclusion begins", () => {
    fc.assert(fc.property(fc.array(packed, { minLength: 3, maxLength: 3 }), interval, fc.array(interval, { maxLength: 2 }), fc.integer({ min: 1, max: 10 }), (hours, period, exclusions, join) => {
      const series = seriesOfHours(hours.map((minutes, at) => ({ hourMs: at * hourMs, good: minutes.map(({ good }) => good), total: minutes.map(({ total }) => total) })), { fromMs: 0, toMs: 3 * hourMs });
      const rules = { exclusions, joinMs: join * minuteMs };
      expect(spendingOf(series, period, rules)).toEqual(walked(series, period, rules));
    }), { numRuns: 100 });
  });
});
