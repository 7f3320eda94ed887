import { describe, expect, it } from "vitest";
import { levels, type Level } from "../contract";
import { priorityOf } from "./priority-matrix";

describe("priority from impact and urgency", () => {
  it.each([
    ["high", "high", "p1"], ["high", "medium", "p2"], ["medium", "high", "p2"], ["high", "low", "p3"], ["low", "high", "p3"],
    ["medium", "medium", "p3"], ["medium", "low", "p4"], ["low", "medium", "p4"], ["low", "low", "p4"],
  ] as const)("impact %s and urgency %s make %s", (impact, urgency, priority) => expect(priorityOf(impact, urgency)).toBe(priority));

  it("is unknown while either side is", () => expect([priorityOf(null, "high"), priorityOf("high", null)]).toEqual([null, null]));

  it("never falls when impact or urgency rises", () => {
    const rank = (a: Level, b: Level): string => priorityOf(a, b) ?? "";
    for (const other of levels) for (let at = 1; at < levels.length; at += 1) {
      const [higher = "high", lower = "low"] = [levels[at - 1], levels[at]];
      expect(rank(higher, other) <= rank(lower, other)).toBe(true);
      expect(rank(other, higher) <= rank(other, lower)).toBe(true);
    }
  });
});
