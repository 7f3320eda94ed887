import { describe, expect, it } from "vitest";
import { nextUpdateOf } from "./next-update";

const at = (minutes: number): string => new Date(Date.parse("2026-08-19T10:00:00.000Z") + minutes * 60_000).toISOString();
const open = { severity: "sev2" as const, declaredAt: at(0), resolvedAt: null, updates: [] as string[] };

describe("the next update of an incident", () => {
  it.each([["sev1", 30], ["sev2", 60], ["sev3", 240], ["sev4", 1_440]] as const)("of %s is due %d minutes after the declaration", (severity, minutes) => expect(nextUpdateOf({ ...open, severity }, Date.parse(at(1)))).toEqual({ everyMinutes: minutes, dueAt: at(minutes), lastAt: null, isOverdue: false }));
  it("counts from the last one, in whatever order they are named", () => expect(nextUpdateOf({ ...open, updates: [at(50), at(20)] }, Date.parse(at(70)))).toMatchObject({ dueAt: at(110), lastAt: at(50), isOverdue: false }));
  it("is late after its time, not at it", () => expect([60, 60.01].map((minutes) => nextUpdateOf(open, Date.parse(at(minutes)))?.isOverdue)).toEqual([false, true]));
  it("is none once it is resolved", () => expect(nextUpdateOf({ ...open, resolvedAt: at(9) }, Date.parse(at(500)))).toBeNull());
});
