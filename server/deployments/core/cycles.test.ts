import { describe, expect, it } from "vitest";
import { openDates, standingOf, type Cycle } from "./cycles";

const at = (iso: string): number => Date.parse(iso);
const monthly: Cycle = { rrule: "FREQ=MONTHLY;BYDAY=2TU", startsLocal: "2026-01-13T06:00", zone: "Europe/Berlin", lastDoneAtMs: null };
const done = (iso: string): Cycle => ({ ...monthly, lastDoneAtMs: at(iso) });

describe("an update cycle", () => {
  it.each([
    ["is due for the first time when nobody has done it", monthly, "2026-01-10T00:00Z", { dueAtMs: at("2026-01-13T05:00Z"), state: "due_soon", missed: 0 }],
    ["is overdue since the first date that was left out", monthly, "2026-03-01T00:00Z", { dueAtMs: at("2026-01-13T05:00Z"), state: "overdue", missed: 2 }],
    ["has its next date after it was done", done("2026-02-10T09:00Z"), "2026-02-11T00:00Z", { dueAtMs: at("2026-03-10T05:00Z"), state: "planned", missed: 0 }],
    ["keeps its local time across daylight saving", done("2026-03-10T09:00Z"), "2026-04-01T00:00Z", { dueAtMs: at("2026-04-14T04:00Z"), state: "planned", missed: 0 }],
    ["counts for a date when it was done two days before", done("2026-03-08T09:00Z"), "2026-03-20T00:00Z", { dueAtMs: at("2026-04-14T04:00Z"), state: "planned" }],
    ["does not count for a date when it was done four days before", done("2026-03-06T00:00Z"), "2026-03-20T00:00Z", { dueAtMs: at("2026-03-10T05:00Z"), state: "overdue", missed: 1 }],
    ["is over when its rule ends", { ...done("2026-01-13T09:00Z"), rrule: "FREQ=MONTHLY;BYDAY=2TU;COUNT=1" }, "2026-03-01T00:00Z", { dueAtMs: null, state: "over", missed: 0 }],
  ] as [string, Cycle, string, object][])("%s", (_, cycle, now, expected) => expect(standingOf(cycle, at(now))).toMatchObject(expected));

  it("tells how long it is overdue", () => expect(standingOf(monthly, at("2026-01-13T06:00Z")).overdueMs).toBe(3_600_000));
  it("shows a calendar its open dates, what is done left out", () => {
    expect(openDates(done("2026-02-10T09:00Z"), { fromMs: at("2026-02-01T00:00Z"), toMs: at("2026-05-01T00:00Z") }).map((ms) => new Date(ms).toISOString())).toEqual(["2026-03-10T05:00:00.000Z", "2026-04-14T04:00:00.000Z"]);
  });
});
