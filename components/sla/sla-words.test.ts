import { describe, expect, it } from "vitest";
import { parseHolidays, parseIntervals, weekLines, writeHolidays, writeIntervals } from "./hours-text";
import { clockWords, formatHours, parseHours } from "./sla-words";

const minute = 60_000;

describe("business time in words", () => {
  it.each([[0, "0 min"], [30_000, "< 1 min"], [45 * minute, "45 min"], [90 * minute, "1 h 30 min"], [60 * 60 * minute, "60 h"], [-90 * minute, "−1 h 30 min"]])("%i ms is %s", (ms, text) => expect(formatHours(ms)).toBe(text));

  it.each([["4 h", 240], ["4h", 240], ["1h30", 90], ["1 h 30 min", 90], ["90 min", 90], ["1.5 h", 90], ["1,5h", 90], ["2 d", 2_880], ["2 days 4 h", 3_120]])("reads %s", (text, minutes) => expect(parseHours(text)).toBe(minutes * minute));
  it.each(["", "soon", "90", "-4 h", "0 h", "4 h 4 h"])("does not read %j", (text) => expect(parseHours(text)).toBeNull());
  it("reads what it writes", () => {
    for (const minutes of [1, 59, 60, 61, 600, 1_439, 5_000]) expect(parseHours(formatHours(minutes * minute))).toBe(minutes * minute);
  });

  it("says what is left, what is over, and what was met", () => {
    expect(clockWords({ state: "running", remainingMs: 90 * minute, elapsedMs: 0, targetMs: 0 })).toBe("1 h 30 min left");
    expect(clockWords({ state: "breached", remainingMs: -5 * minute, elapsedMs: 0, targetMs: 0 })).toBe("5 min over");
    expect(clockWords({ state: "met", remainingMs: 0, elapsedMs: 45 * minute, targetMs: 60 * minute })).toBe("Met in 45 min of 1 h");
  });
});

describe("hours as text", () => {
  it.each([["09:00-12:30, 13:30-18:00", [["09:00", "12:30"], ["13:30", "18:00"]]], ["9-17", [["09:00", "17:00"]]], ["", []], ["closed", []], ["00:00-24:00", [["00:00", "24:00"]]]])("reads %j", (text, expected) => expect(parseIntervals(text)).toEqual(expected));
  it.each(["nine to five", "09:00", "9-", "9-17; 18-19"])("does not read %j", (text) => expect(parseIntervals(text)).toBeNull());

  it("reads holidays, whole and shortened, and names the line that is none", () => {
    const text = "2026-12-24 Christmas Eve, open 09:00-12:00\n2026-12-25 Christmas";
    const read = parseHolidays(`${text}\n\n`);
    expect(read).toEqual({ ok: true, holidays: [{ on: "2026-12-24", name: "Christmas Eve", open: [["09:00", "12:00"]] }, { on: "2026-12-25", name: "Christmas", open: [] }] });
    expect(read.ok && writeHolidays(read.holidays)).toBe(text);
    expect(parseHolidays("2026-12-25 Christmas\n25.12. too")).toEqual({ ok: false, line: "25.12. too" });
  });

  it("writes equal days on one line", () => {
    const work: [string, string][] = [["09:00", "12:30"], ["13:30", "18:00"]];
    expect(writeIntervals(work)).toBe("09:00-12:30, 13:30-18:00");
    expect(weekLines({ "1": work, "2": work, "3": work, "4": work, "5": [["09:00", "16:00"]], "6": [], "7": [] })).toEqual([{ days: "Mon–Thu", hours: "09:00–12:30, 13:30–18:00" }, { days: "Fri", hours: "09:00–16:00" }, { days: "Sat–Sun", hours: "closed" }]);
  });
});
