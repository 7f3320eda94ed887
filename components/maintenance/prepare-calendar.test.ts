import { describe, expect, it } from "vitest";
import type { CalendarFreeze, CalendarWindow, DeadlineKind } from "#contract/maintenance";
import { addMonths, agendaPage, daysOf, foldDeadlines, freezeBars, isDate, placeDays, stepTo, titleOf, weekOf, weeksOf } from "./prepare-calendar";

const zone = "Europe/Berlin";
const window = (number: number, startsAt: string): CalendarWindow => ({ number, title: "t", status: "approved", kind: "normal", startsAt, endsAt: startsAt, zone, series: null, services: [], conflicts: 0 });
const freeze = (from: string, to: string | null): CalendarFreeze => ({ id: "f", title: "f", kind: "hard", reason: "", from, to, services: [], source: "calendar" });

describe("the calendar", () => {
  it("shows whole weeks of a month, whose days follow daylight saving", () => {
    const days = daysOf("month", "2026-03-16", zone);
    expect([days.length, days[0]?.date, days.at(-1)?.date]).toEqual([42, "2026-02-23", "2026-04-05"]);
    expect(days.find(({ date }) => date === "2026-03-29")).toMatchObject({ fromMs: Date.parse("2026-03-28T23:00:00Z"), toMs: Date.parse("2026-03-29T22:00:00Z") });
  });
  it("puts a window on the reader's day", () => {
    const placed = placeDays(daysOf("week", "2026-09-16", zone), { days: [{ date: "2026-09-14", windows: 7 }, { date: "2026-09-16", windows: 1 }], windows: [window(1, "2026-09-15T22:30:00Z"), window(2, "2026-09-01T00:00:00Z")], deadlines: [{ kind: "action", at: "2026-09-20T21:59:00Z", title: "d", href: "/" }], busy: [{ title: "Trade fair", from: "2026-09-10T00:00:00Z", to: "2026-09-15T00:00:00Z" }] }, 4);
    expect(placed.map(({ windows, deadlines }) => [windows.map(({ number }) => number), deadlines.length])).toEqual([[[2], 0], [[], 0], [[1], 0], [[], 0], [[], 0], [[], 0], [[], 1]]);
    expect(placed.map(({ total }) => total)).toEqual([7, 0, 1, 0, 0, 0, 0]);
    expect(placed.map(({ due }) => due)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(placed.map(({ busy }) => busy.length)).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });
  it("cuts freezes at the week and tells that they go on", () => {
    const week = daysOf("week", "2026-09-16", zone);
    expect(freezeBars(week, [freeze("2026-09-01T00:00:00Z", null), freeze("2026-09-15T22:00:00Z", "2026-09-16T22:00:00Z"), freeze("2026-10-01T00:00:00Z", null)]).map(({ from, to, comes, goesOn }) => [from, to, comes, goesOn])).toEqual([[0, 6, true, true], [2, 2, false, false]]);
    expect(freezeBars(week, [{ ...freeze("2026-09-01T00:00:00Z", null), kind: "soft" }, freeze("2026-09-16T00:00:00Z", null)]).map((bar) => bar.freeze.kind)).toEqual(["hard", "soft"]);
  });
  it("counts ISO weeks, keeps the month's end, and names its views", () => {
    expect([weekOf("2026-01-01"), weekOf("2027-01-01"), weekOf("2026-09-16")]).toEqual([1, 53, 38]);
    expect([addMonths("2026-01-31", 1), stepTo("month", "2026-03-31", -1), stepTo("week", "2026-01-01", 1)]).toEqual(["2026-02-28", "2026-02-28", "2026-01-08"]);
    expect([titleOf("month", "2026-09-16"), titleOf("week", "2026-09-16")]).toEqual(["September 2026", "Week 38, 14 Sep – 20 Sep 2026"]);
    expect([isDate("2026-02-30"), isDate("x"), isDate("2026-02-28")]).toEqual([false, false, true]);
  });
  it("folds deadlines of a kind when there are too many", () => {
    const due = (kind: DeadlineKind, title: string) => ({ kind, title, at: "2026-09-16T00:00:00Z", href: "/" });
    const many = [due("sla", "a"), due("sla", "b"), due("review", "c")];
    expect(foldDeadlines(many, 3).map(({ title }) => title)).toEqual(["a", "b", "c"]);
    expect(foldDeadlines(many, 2).map(({ title }) => title)).toEqual(["2 SLA times due", "c"]);
  });
  it("cuts an agenda into pages of whole days", () => {
    const at = (day: number, count: number) => Array.from({ length: count }, (_, number) => window(day * 100 + number, `2026-09-${day}T10:00:00Z`));
    const days = placeDays(daysOf("week", "2026-09-14", zone), { days: [["14", 5], ["15", 2], ["16", 1]].map(([day, windows]) => ({ date: `2026-09-${day}`, windows: Number(windows) })), windows: [...at(14, 5), ...at(15, 2), ...at(16, 1)], deadlines: [], busy: [] }, 4);
    const page = agendaPage(days, { perDay: 3, most: 4 });
    expect([page.days.map(({ date, windows, hidden }) => [date, windows.length, hidden]), page.next]).toEqual([[["2026-09-14", 3, 2], ["2026-09-15", 2, 0]], "2026-09-16"]);
    expect(agendaPage(days, { perDay: 9, most: 99 }).next).toBeNull();
  });
  it("prepares five thousand windows, within seconds on the slowest machine", () => {
    const many = Array.from({ length: 5_000 }, (_, number) => window(number, new Date(Date.parse("2026-08-31T00:00:00Z") + number * 600_000).toISOString()));
    const begun = performance.now();
    const placed = placeDays(daysOf("month", "2026-09-16", zone), { days: [], windows: many, deadlines: [], busy: [] }, 4);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect([placed.reduce((sum, { windows }) => sum + windows.length, 0), weeksOf(placed).length]).toEqual([5_000, 5]);
  });
});
