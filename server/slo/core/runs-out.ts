export interface Burning {
  atMs: number;
  /** Share of the budget left. */
  remaining: number | null;
  /** Steady burn from now on. */
  burn: number | null;
  /** Length of the whole window. */
  periodMs: number;
  /** When a calendar window ends and its budget is renewed; null for a rolling one. */
  endMs: number | null;
}

/**
 * When a budget is gone at a steady burn: now + remaining * period / burn (Google SRE workbook, ch. 5: a burn of 1 spends it exactly over the period).
 * A rolling window loses old spending as it gains new: a burn of 1 or less never empties it, and with more the instant is the earliest possible.
 * Null when nothing is known, nothing is left, nothing burns, or the window ends first.
 */
export function runsOutAtMs({ atMs, remaining, burn, periodMs, endMs }: Burning): number | null {
  if (remaining === null || burn === null || remaining <= 0 || burn <= 0) return null;
  if (endMs === null && burn <= 1) return null;
  const goneMs = atMs + (remaining * periodMs) / burn;
  return endMs === null || goneMs < endMs ? goneMs : null;
}
