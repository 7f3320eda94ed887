import { describe, expect, it } from "vitest";
import { dayBounds } from "./day-bounds";

describe("the bounds of days", () => {
  it.each([
    ["one day in UTC", "2026-08-18", "2026-08-18", "UTC", "2026-08-18T00:00:00.000Z", "2026-08-19T00:00:00.000Z"],
    ["23 hours when the clocks go forward", "2026-03-29", "2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["25 hours when they go back", "2026-10-25", "2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    ["a day that has no midnight", "2026-09-06", "2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z", "2026-09-07T03:00:00.000Z"],
    ["an open side", undefined, "2026-08-18", "UTC", undefined, "2026-08-19T00:00:00.000Z"],
    ["text that is no date", "2026-02-30", "tomorrow", "UTC", undefined, undefined],
  ] as const)("%s", (_reason, from, to, zone, first, end) => {
    expect(dayBounds(from, to, zone)).toEqual({ from: first, to: end });
  });
});
