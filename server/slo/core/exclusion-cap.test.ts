import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capExclusions } from "./exclusion-cap";
import { dayMs, hourMs, lengthMs, mergeIntervals, subtractIntervals, type Interval } from "./intervals";

const year = Date.UTC(2026, 0, 1);
const part = (fromHour: number, hours: number): Interval => ({ fromMs: year + fromHour * hourMs, toMs: year + (fromHour + hours) * hourMs });

describe("the yearly cap on exclusions", () => {
  it("takes the first of a year and cuts the one that it falls into", () => expect(capExclusions([part(100, 4), part(10, 3), part(200, 5)], 6 * hourMs)).toEqual([part(10, 3), part(100, 3)]));
  it("counts time that two exclusions name once", () => expect(capExclusions([part(10, 4), part(12, 4)], 6 * hourMs)).toEqual([part(10, 6)]));
  it("begins anew with each year, also within an exclusion", () => expect(capExclusions([{ fromMs: year - 5 * hourMs, toMs: year + 5 * hourMs }], 2 * hourMs)).toEqual([{ fromMs: year - 5 * hourMs, toMs: year - 3 * hourMs }, part(0, 2)]));
  it("of nothing excludes nothing, and without one all stays as it is", () => expect([capExclusions([part(1, 1)], 0), capExclusions([part(3, 1), part(1, 1)], null)]).toEqual([[], [part(3, 1), part(1, 1)]]));

  it("never excludes more than it says in a year, and nothing that was not excluded", () => {
    const interval = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 300 })).map(([day, hours]) => ({ fromMs: year + day * dayMs, toMs: year + day * dayMs + hours * hourMs }));
    fc.assert(fc.property(fc.array(interval, { maxLength: 12 }), fc.integer({ min: 0, max: 2_000 }), (exclusions, hours) => {
      const counted = capExclusions(exclusions, hours * hourMs);
      for (const first of [2024, 2025, 2026, 2027].map((each) => Date.UTC(each, 0, 1))) {
        const within = (all: readonly Interval[]): number => 366 * dayMs - lengthMs(subtractIntervals({ fromMs: first, toMs: first + 366 * dayMs }, all.filter(({ fromMs }) => new Date(fromMs).getUTCFullYear() === new Date(first).getUTCFullYear())));
        expect(within(counted)).toBeLessThanOrEqual(hours * hourMs);
      }
      expect(counted.every((one) => lengthMs(subtractIntervals(one, exclusions)) === 0)).toBe(true);
      if (lengthMs(mergeIntervals(exclusions)) <= hours * hourMs) expect(lengthMs(counted)).toBe(lengthMs(mergeIntervals(exclusions)));
    }));
  });
});
