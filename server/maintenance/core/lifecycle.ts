import type { WindowStatus } from "../contract";

/** Where a window may go from where it is. Approved is reached by approval alone, and never from here. */
const next: Readonly<Record<WindowStatus, readonly WindowStatus[]>> = {
  draft: ["requested", "cancelled"],
  requested: ["approved", "draft", "cancelled"],
  approved: ["announced", "in_progress", "requested", "cancelled"],
  announced: ["in_progress", "requested", "cancelled"],
  in_progress: ["verifying", "completed", "failed", "rolled_back"],
  verifying: ["completed", "in_progress", "failed", "rolled_back"],
  completed: [],
  cancelled: [],
  failed: [],
  rolled_back: [],
};

/** Steps that a person takes; `approved` and going back to `requested` follow from decisions and changes. */
const byHand: readonly WindowStatus[] = ["requested", "announced", "in_progress", "verifying", "completed", "cancelled", "failed", "rolled_back", "draft"];

export const mayBecome = (from: WindowStatus, to: WindowStatus): boolean => next[from].includes(to);
export const stepsFrom = (status: WindowStatus): WindowStatus[] => next[status].filter((to) => byHand.includes(to) && !(to === "requested" && status !== "draft"));
export const isOver = (status: WindowStatus): boolean => next[status].length === 0;
export const isUnderWay = (status: WindowStatus): boolean => status === "in_progress" || status === "verifying";
/** Stands in the calendar as time that is taken. */
export const isPlanned = (status: WindowStatus): boolean => !isOver(status) && status !== "draft";

export interface WindowTimes {
  startsAtMs: number;
  endsAtMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
}

/** Times after a step. Null = the step cannot be taken from there, or would end before it began. */
export function timesAfter(times: WindowTimes, step: { from: WindowStatus; to: WindowStatus; atMs: number }): WindowTimes | null {
  if (!mayBecome(step.from, step.to)) return null;
  if (step.to === "in_progress") return { ...times, startedAtMs: times.startedAtMs ?? step.atMs, endedAtMs: null };
  if (!isUnderWay(step.from) || !isOver(step.to)) return times;
  return step.atMs < (times.startedAtMs ?? step.atMs) ? null : { ...times, endedAtMs: step.atMs };
}

/** How long the work has gone beyond its plan at an instant, ms; 0 = it has not. What lies beyond is charged: the exclusion ends at the planned end. */
export const overrunMs = ({ endsAtMs, startedAtMs, endedAtMs }: WindowTimes, atMs: number): number => (startedAtMs === null ? 0 : Math.max(0, (endedAtMs ?? atMs) - endsAtMs));

export type DueStep = { to: "in_progress" | "completed" } | { overrun: true } | null;

/** What the clock itself does to a window at an instant: an automatic one begins and ends, any other is only noticed when it runs over. */
export function dueStep(window: WindowTimes & { status: WindowStatus; isAutomatic: boolean; hasOverrun: boolean }, atMs: number): DueStep {
  const isReady = window.status === "approved" || window.status === "announced";
  if (window.isAutomatic && isReady && window.startsAtMs <= atMs && atMs < window.endsAtMs) return { to: "in_progress" };
  if (window.isAutomatic && window.status === "in_progress" && window.endsAtMs <= atMs) return { to: "completed" };
  return isUnderWay(window.status) && window.endsAtMs < atMs && !window.hasOverrun ? { overrun: true } : null;
}
