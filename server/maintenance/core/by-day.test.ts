import { describe, expect, it } from "vitest";
import { dayStarts, firstOfDays } from "./by-day";

const at = (iso: string): { startsAtMs: number } => ({ startsAtMs: Date.parse(iso) });

describe("windows of a day", () => {
  const starts = dayStarts({ fromMs: Date.parse("2026-03-27T23:00:00Z"), toMs: Date.parse("2026-03-30T22:00:00Z") }, "Europe/Berlin");

  it("are those of the reader's day, also where a day has 23 hours", () => expect(starts.map(({ date, fromMs }) => [date, new Date(fromMs).toISOString().slice(5, 16)])).toEqual([["2026-03-28", "03-27T23:00"], ["2026-03-29", "03-28T23:00"], ["2026-03-30", "03-29T22:00"]]));
  it("are the first few, with how many there are; what began before stands on the first day", () => {
    const rows = [at("2026-03-20T10:00:00Z"), at("2026-03-27T23:00:00Z"), at("2026-03-28T22:59:00Z"), at("2026-03-29T21:59:00Z"), at("2026-03-29T22:00:00Z")];
    expect(firstOfDays(rows, { starts, perDay: 2 })).toEqual({ rows: [rows[0], rows[1], rows[3], rows[4]], days: [{ date: "2026-03-28", windows: 3 }, { date: "2026-03-29", windows: 1 }, { date: "2026-03-30", windows: 1 }] });
  });
  it("are only counted after the day that brings them to so many", () => {
    const rows = ["2026-03-28T01:00:00Z", "2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "2026-03-30T01:00:00Z"].map(at);
    expect(firstOfDays(rows, { starts, perDay: 9, most: 3 })).toEqual({ rows: rows.slice(0, 4), days: [{ date: "2026-03-28", windows: 2 }, { date: "2026-03-29", windows: 2 }, { date: "2026-03-30", windows: 1 }] });
    expect(firstOfDays(rows, { starts, perDay: 1, most: 2 }).rows).toEqual([rows[0], rows[2]]);
  });
  it("are none where there is nothing", () => expect(firstOfDays([], { starts, perDay: 3 })).toEqual({ rows: [], days: [] }));
});
