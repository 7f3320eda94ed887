import { describe, expect, it } from "vitest";
import { faultsOfRecurrence } from "#core/maintenance";
import { repeats, ruleFrom, ruleWords } from "./cycle-rule";

describe("the rule of an update cycle", () => {
  it.each([["2026-08-11T06:00", "FREQ=MONTHLY;BYDAY=2TU"], ["2026-08-31T06:00", "FREQ=MONTHLY;BYDAY=-1MO"], ["2026-03-01T06:00", "FREQ=MONTHLY;BYDAY=1SU"]])("from %s takes the weekday's place in the month", (local, rule) => expect(ruleFrom("month_weekday", local)).toBe(rule));
  it("always gives the start that it was made from", () => {
    for (const local of ["2026-08-11T06:00", "2026-08-31T06:00", "2028-02-29T23:30", "2026-01-01T00:00"]) for (const repeat of repeats) if (repeat !== "own") {
      expect(faultsOfRecurrence({ rrule: ruleFrom(repeat, local), startsLocal: local, zone: "Europe/Berlin", durationMs: 1, exdates: [], rdates: [] })).toEqual([]);
    }
  });
  it.each([
    ["FREQ=WEEKLY;BYDAY=MO", "every week on Monday"], ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every second week on Monday and Thursday"], ["FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"], ["FREQ=MONTHLY;BYDAY=-1SU", "every month on the last Sunday"],
    ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "every 3 months on day 15"], ["FREQ=YEARLY", "every year"], ["FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYMONTHDAY=1,15"], ["FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;COUNT=4"],
  ])("%s reads: %s", (rule, words) => expect(ruleWords(rule)).toBe(words));
});
