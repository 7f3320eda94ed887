export type GoalStatus = "met" | "missed" | "on_track" | "behind" | "open" | "not_measured";

export interface GoalFacts {
  /** Which way the metric is better; neutral leaves it to start and target. */
  goodDirection: "up" | "down" | "neutral";
  target: number | null;
  startValue: number | null;
  /** Null = nothing was measured. */
  value: number | null;
  /** Days, `2026-09-30`. */
  startOn: string | null;
  dueOn: string | null;
  today: string;
}

export interface GoalJudgement {
  status: GoalStatus;
  /** Share of the way from start to target that is done; below 0 it has gone the other way, above 1 it is beyond. Null where there is no way to go: start and target are one, or the start was better. */
  progress: number | null;
  /** Share of the time from start to due date that has passed, 0..1. */
  elapsed: number | null;
}

const dayMs = 86_400_000;
const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

function directionOf({ goodDirection, startValue, target }: GoalFacts): "up" | "down" | null {
  if (goodDirection !== "neutral") return goodDirection;
  return startValue === null || target === null || startValue === target ? null : startValue < target ? "up" : "down";
}

/** The start day has nothing behind it; the due day counts in full. */
function elapsedOf({ startOn, dueOn, today }: GoalFacts): number | null {
  if (startOn === null || dueOn === null || startOn > dueOn) return null;
  return Math.min(1, Math.max(0, (dayOf(today) - dayOf(startOn)) / (dayOf(dueOn) + 1 - dayOf(startOn))));
}

/**
 * How a goal stands: met as soon as the value reaches the target; missed when the due date has passed without; in between on track when at least as much of the way is done as
 * of the time has passed, an even pace assumed. One that was better at its start than it has to be is to be kept: behind while it is not. Where way or time has no length it is
 * open, and without a value it is not measured.
 */
export function judgeGoal(facts: GoalFacts): GoalJudgement {
  const { target, startValue, value, dueOn, today } = facts;
  const elapsed = elapsedOf(facts);
  const direction = directionOf(facts);
  if (target === null || value === null || direction === null) return { status: "not_measured", progress: null, elapsed };
  const reaches = (reached: number): boolean => (direction === "up" ? reached >= target : reached <= target);
  const isToKeep = startValue !== null && startValue !== target && reaches(startValue);
  const progress = startValue === null || startValue === target || isToKeep ? null : (value - startValue) / (target - startValue);
  const isMet = reaches(value);
  if (isMet) return { status: "met", progress, elapsed };
  if (dueOn !== null && today > dueOn) return { status: "missed", progress, elapsed };
  if (isToKeep) return { status: "behind", progress, elapsed };
  if (progress === null || elapsed === null) return { status: "open", progress, elapsed };
  return { status: progress >= elapsed ? "on_track" : "behind", progress, elapsed };
}
