import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatDateTime, formatDuration, formatNumber, formatRatio, formatRelative, formatValue } from "@/lib/format";

const HOUR = 3_600_000;

describe("numbers", () => {
  it.each([
    ["a count with separators", 12_480, {}, "12,480"],
    ["a whole number without a point", 7, {}, "7"],
    ["a broken number with one digit", 2.345, {}, "2.3"],
    ["asked digits", 118, { digits: 1 }, "118.0"],
    ["a real minus sign", -20.2, {}, "\u221220.2"],
    ["a tiny negative without a minus", -0.04, { digits: 1 }, "0.0"],
    ["nothing", null, {}, "no data"],
    ["not a number", Number.NaN, {}, "no data"],
    ["a division by zero", Number.POSITIVE_INFINITY, {}, "no data"],
  ])("shows %s", (...[, value, options, text]) => expect(formatNumber(value, options)).toBe(text));
});

describe("ratios", () => {
  it.each([
    ["a usual share", 0.968, "96.8\u00a0%"],
    ["all of it", 1, "100\u00a0%"],
    ["none of it", 0, "0\u00a0%"],
    ["almost all, without rounding up to 100", 0.99996, "99.996\u00a0%"],
    ["almost none, without rounding down to 0", 0.0004, "0.04\u00a0%"],
    ["all but one in ten million", 0.9999999, ">\u00a099.9999\u00a0%"],
    ["one in ten million", 0.0000001, "<\u00a00.0001\u00a0%"],
    ["overspend", -0.202, "\u221220.2\u00a0%"],
    ["more than all", 1.25, "125.0\u00a0%"],
    ["nothing", null, "no data"],
    ["zero by zero", 0 / 0, "no data"],
  ])("shows %s", (_, ratio, text) => expect(formatRatio(ratio)).toBe(text));
});

describe("durations", () => {
  it.each([
    [186, "186 ms"], [4.5, "4.5 ms"], [999.7, "1.0 s"], [4_210, "4.2 s"], [45_000, "45 s"], [59_990, "1 min"],
    [150_000, "2 min 30 s"], [59.999 * 60_000, "1 h"], [3 * HOUR + 31 * 60_000, "3 h 31 min"], [24 * HOUR - 1, "1 d"],
    [52 * HOUR, "2 d 4 h"], [0, "0 ms"], [-90_000, "\u22121 min 30 s"],
  ])("shows %d ms as %s", (ms, text) => expect(formatDuration(ms)).toBe(text));
  it("says no data for nothing and for NaN", () => {
    expect([formatDuration(null), formatDuration(Number.NaN), formatValue(undefined, "duration")]).toEqual(["no data", "no data", "no data"]);
  });
});

describe("bytes and counts", () => {
  it.each([[0, "0 B"], [999, "999 B"], [214_000, "214 kB"], [1_500_000, "1.5 MB"], [999_999, "1.0 MB"], [-1, "no data"]])("shows %d as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
  it("uses the singular for one only", () => expect([0, 1, 2].map((count) => formatCount(count, "ticket"))).toEqual(["0 tickets", "1 ticket", "2 tickets"]));
});

describe("times", () => {
  const iso = "2026-09-16T07:42:05Z";
  it.each([
    ["Europe/Berlin", "16 Sep 2026, 09:42"],
    ["UTC", "16 Sep 2026, 07:42"],
    ["Pacific/Auckland", "16 Sep 2026, 19:42"],
  ])("shows the wall clock of %s", (zone, text) => expect(formatDateTime(iso, zone)).toBe(text));
  it("keeps both sides of the autumn clock change apart in UTC and equal on the wall", () => {
    expect(formatDateTime("2026-10-25T00:30:00Z", "Europe/Berlin", "time")).toBe("02:30");
    expect(formatDateTime("2026-10-25T01:30:00Z", "Europe/Berlin", "time")).toBe("02:30");
  });
  it("writes midnight as 00:00", () => expect(formatDateTime("2026-09-16T00:00:00Z", "UTC", "time")).toBe("00:00"));
  it("never writes Invalid Date", () => expect([formatDateTime("soon", "UTC"), formatDateTime(null, "UTC"), formatRelative("soon", iso)]).toEqual(["no date", "no date", "no date"]));
  it.each([
    ["2026-09-16T07:42:00Z", "just now"], ["2026-09-16T07:37:00Z", "5 min ago"], ["2026-09-16T10:42:05Z", "in 3 h"],
    ["2026-09-14T07:42:05Z", "2 d ago"], ["2026-01-02T07:42:05Z", "2 Jan 2026"],
  ])("puts %s in relation to now", (at, text) => expect(formatRelative(at, iso)).toBe(text));
});
