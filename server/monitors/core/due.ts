/** A failure that is not confirmed yet is looked at again soon. */
const confirmMs = 5_000;
const jitterShare = 0.05;

export interface DueRules {
  intervalMs: number;
  /** The last check failed and it does not count as down yet. */
  isUnconfirmed: boolean;
}

/**
 * Milliseconds until the next check, counted from the begin of this one. Jitter of up to 5% either way keeps monitors that started together from staying
 * together; their mean distance is the interval. `random` is 0..1. Count them on a clock that nobody can set.
 */
export function nextDelayMs({ intervalMs, isUnconfirmed }: DueRules, random: number): number {
  const baseMs = isUnconfirmed ? Math.min(intervalMs, confirmMs) : intervalMs;
  return Math.max(1, Math.round(baseMs * (1 + jitterShare * (2 * random - 1))));
}

/** How long to wait after a start: what is left of the planned time, never longer than one interval (a clock that was set back); without a plan, spread evenly. */
export function firstDelayMs(plan: { intervalMs: number; nextCheckMs: number | null; nowMs: number }, random: number): number {
  if (plan.nextCheckMs === null) return Math.round(plan.intervalMs * random);
  const leftMs = plan.nextCheckMs - plan.nowMs;
  // What fell due while nobody ran is spread over a tenth of the interval instead of starting all at once.
  return leftMs <= 0 ? Math.round((plan.intervalMs / 10) * random) : Math.min(leftMs, plan.intervalMs);
}

/** Instant at which a heartbeat that has not come counts as missing; null before the first one: nothing is known of it yet. */
export const beatDueMs = ({ lastBeatMs, intervalMs, graceMs }: { lastBeatMs: number | null; intervalMs: number; graceMs: number }): number | null => (lastBeatMs === null ? null : lastBeatMs + intervalMs + graceMs);
