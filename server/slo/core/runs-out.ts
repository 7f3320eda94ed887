export interface Burning {
  atMs: number;
  /** Share of the budget left. */
  remaining: number | null;
  /** Steady burn from now on. */
  burn: number | null;
  /** Length of the whole window. */
  periodMs: number;
  /** When the window renews its budget: later than that, the answer means nothing. */
  horizonMs: number;
}

/**
 * When a budget is gone at a steady burn: now + remaining * period / burn (Google SRE workbook, ch. 5: a burn of 1 spends it exactly over the period).
 * Null when nothing is known, nothing is left, nothing burns, or the window ends first.
 */
export function runsOutAtMs({ atMs, remaining, burn, periodMs, horizonMs }: Burning): number | null {
  if (remaining === null || burn === null || remaining <= 0 || burn <= 0) return null;
  const goneMs = atMs + (remaining * periodMs) / burn;
  return goneMs < horizonMs ? goneMs : null;
}
