import { describe, expect, it } from "vitest";
import type { GoalProgress } from "#contract/catalog";
import { progressText, wayText } from "./goal-words";

const row = (over: Partial<GoalProgress>): GoalProgress => ({ goal: { target: 0.1 }, metric: { unit: "ratio" }, status: "met", value: 0.03, startValue: 0.5, progress: 1.2, ...over }) as GoalProgress;

describe("the way of a goal", () => {
  it("is a share of what there was to go", () => {
    expect(progressText(row({}))).toBe("120\u00a0%");
    expect(wayText(row({}))).toMatch(/^from 50/);
  });

  it.each([["met", "kept"], ["behind", "not kept"]] as const)("is none where it began better than it has to be: %s is %s", (status, text) => {
    const kept = row({ status, startValue: 0.034, progress: null });
    expect(progressText(kept)).toBe(text);
    expect(wayText(kept)).toMatch(/at its start, better than it has to be$/);
  });

  it("is not known without a start, or without a value", () => {
    expect(progressText(row({ status: "open", startValue: null, progress: null }))).toBe("no start to measure from");
    expect(progressText(row({ status: "not_measured", value: null, progress: null }))).toBe("not measured");
  });
});
