import { describe, expect, it } from "vitest";
import { prepareBudgetBar } from "./prepare-budget-bar";
import { dayNumber, pointsOf, prepareSparkline } from "./prepare-sparkline";

describe("the budget bar", () => {
  it("draws what is left to the right of zero, in amber from a fifth down", () => {
    expect(prepareBudgetBar(1)).toEqual({ from: 0.25, width: 0.75, tone: "plain", isClipped: false });
    expect([prepareBudgetBar(0.21)?.tone, prepareBudgetBar(0.2)?.tone, prepareBudgetBar(0)?.tone]).toEqual(["plain", "warn", "warn"]);
  });
  it("draws what is overspent to the left, and says when there is more than fits", () => {
    expect(prepareBudgetBar(-0.2)).toMatchObject({ width: 0.15000000000000002, tone: "over", isClipped: false });
    expect(prepareBudgetBar(-5)).toEqual({ from: 0, width: 0.25, tone: "over", isClipped: true });
  });
  it("has no shape without data: not an empty budget and not a full one", () => expect(prepareBudgetBar(null)).toBeNull());
});

describe("the sparkline", () => {
  const box = { width: 100, height: 20, count: 28 };
  it("breaks at a day without data", () => {
    const line = prepareSparkline(pointsOf({ from: "2026-08-01", left: [1, 0.9, null, null, 0.5] }), box);
    expect(line.paths).toHaveLength(2);
    expect(line.last?.x).toBe(98);
  });
  it("keeps the zero line inside when the budget is overspent, and at the foot when it is not", () => {
    expect(prepareSparkline([{ at: dayNumber("2026-08-01"), value: -0.5 }], box).zeroY).toBeLessThan(18);
    expect(prepareSparkline([{ at: dayNumber("2026-08-01"), value: 0.5 }], box).zeroY).toBe(18);
  });
  it("draws nothing without data", () => expect(prepareSparkline([], box)).toEqual({ paths: [], zeroY: 18, last: null }));
});
