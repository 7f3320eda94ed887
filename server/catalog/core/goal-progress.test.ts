import { describe, expect, it } from "vitest";
import { judgeGoal, type GoalFacts } from "./goal-progress";

const facts = (over: Partial<GoalFacts> = {}): GoalFacts => ({ goodDirection: "down", target: 50, startValue: 100, value: 80, startOn: "2026-07-01", dueOn: "2026-09-30", today: "2026-08-19", ...over });

describe("a goal", () => {
  it.each([
    ["is behind when less of the way is done than of the time", {}, "behind", 0.4],
    ["is on track when at least as much is done", { value: 70 }, "on_track", 0.6],
    ["is met at the target itself", { value: 50 }, "met", 1],
    ["is met beyond it, and stays met after the due date", { value: 20, today: "2026-12-01" }, "met", 1.6],
    ["is not missed on the due date", { today: "2026-09-30" }, "behind", 0.4],
    ["is missed the day after", { today: "2026-10-01" }, "missed", 0.4],
    ["can go the wrong way", { value: 120 }, "behind", -0.4],
    ["counts upwards where more is better", { goodDirection: "up" as const, target: 0.999, startValue: 0.9, value: 0.9995 }, "met", 1.005],
    ["takes the way from start to target where the metric has none", { goodDirection: "neutral" as const, value: 70 }, "on_track", 0.6],
    ["has no way to go when it was better at its start than it has to be", { startValue: 20, value: 30 }, "met", null],
    ["is behind, not on track, when what was better at its start is worse now", { startValue: 20, value: 60 }, "behind", null],
    ["is to be kept upwards, too", { goodDirection: "up" as const, target: 0.999, startValue: 1, value: 0.99 }, "behind", null],
    ["is missed when it was not kept until the due date", { startValue: 20, value: 60, today: "2026-10-01" }, "missed", null],
    ["is open without a start", { startValue: null }, "open", null],
    ["is open without a due date", { dueOn: null }, "open", 0.4],
    ["is open without a start date", { startOn: null }, "open", 0.4],
    ["is judged against its target even when start and target are one", { startValue: 50 }, "open", null],
  ])("%s", (_, over, status, progress) => {
    const judged = judgeGoal(facts(over));
    expect(judged.status).toBe(status);
    if (progress === null) expect(judged.progress).toBeNull();
    else expect(judged.progress).toBeCloseTo(progress, 2);
  });

  it.each([["no value", { value: null }], ["no target", { target: null }], ["no direction", { goodDirection: "neutral" as const, startValue: null }]])("is not measured with %s, and neither met nor missed", (_, over) => {
    expect(judgeGoal(facts({ ...over, today: "2027-01-01" }))).toMatchObject({ status: "not_measured", progress: null });
  });

  it("has no time passed at its start and all of it after its due date", () => {
    expect(judgeGoal(facts({ today: "2026-06-01" })).elapsed).toBe(0);
    expect(judgeGoal(facts({ today: "2026-07-01" })).elapsed).toBe(0);
    expect(judgeGoal(facts({ today: "2026-10-01" })).elapsed).toBe(1);
    expect(judgeGoal(facts({ startOn: "2026-10-05" })).elapsed).toBeNull();
  });
});
