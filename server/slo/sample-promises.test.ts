import { describe, expect, it } from "vitest";
import { hoursOf, lastMinuteOf, minutesSince } from "./sample-promises";

const hour = Date.parse("2026-08-19T10:00:00Z");
const minute = (at: number): number => hour + at * 60_000;

describe("minutes of the portal's own availability", () => {
  it("begin with the first one that is measured: nothing is said about the time before", () => {
    expect(minutesSince(null, minute(3))).toEqual([{ atMs: minute(3), good: 1, total: 1 }]);
  });

  it("count a minute once, however often it is measured", () => {
    expect(minutesSince(minute(3), minute(3))).toEqual([{ atMs: minute(3), good: 1, total: 1 }]);
    expect(minutesSince(minute(3), minute(4))).toEqual([{ atMs: minute(4), good: 1, total: 1 }]);
  });

  it("charge every minute in which nothing ran", () => {
    expect(minutesSince(minute(3), minute(6)).map(({ atMs, good }) => [atMs, good])).toEqual([[minute(4), 0], [minute(5), 0], [minute(6), 1]]);
  });

  it("charge a year of absence for the window only", () => {
    expect(minutesSince(hour - 365 * 86_400_000, hour)).toHaveLength(30 * 1_440 + 1);
  });
});

describe("samples packed by hour", () => {
  it("fall into their minutes, over what the hour held, and begin a new hour at its first minute", () => {
    const known = { hourMs: hour, good: [5, ...Array<number>(59).fill(0)], total: [9, ...Array<number>(59).fill(0)] };
    const hours = hoursOf([{ atMs: minute(59), good: 1, total: 2 }, { atMs: minute(60), good: 3, total: 4 }, { atMs: minute(60), good: 4, total: 4 }], [known]);
    expect(hours.map(({ hourMs }) => hourMs)).toEqual([hour, minute(60)]);
    expect([hours[0]?.good[0], hours[0]?.total[59], hours[1]?.good[0], hours[1]?.total[0]]).toEqual([5, 2, 4, 4]);
    expect(known.good[59]).toBe(0);
  });

  it("know their last minute with data", () => {
    expect(lastMinuteOf({ hourMs: hour, good: [0, 0, 0], total: [1, 1, 0] })).toBe(minute(1));
    expect(lastMinuteOf({ hourMs: hour, good: [], total: [0, 0] })).toBeNull();
  });
});
