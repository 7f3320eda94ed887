/** Where zero lies on the track: a quarter is kept for what is overspent. */
export const zeroAt = 0.25;
const atRisk = 0.2;

export interface BudgetBarShape {
  /** Left edge and width as shares of the track. */
  from: number;
  width: number;
  tone: "plain" | "warn" | "over";
  /** Overspent by more than the track can show. */
  isClipped: boolean;
}

/** A signed share of the budget as a bar: to the right of zero what is left, to the left what is overspent. Null without data. */
export function prepareBudgetBar(remaining: number | null): BudgetBarShape | null {
  if (remaining === null) return null;
  const scale = 1 - zeroAt;
  if (remaining >= 0) return { from: zeroAt, width: Math.min(1, remaining) * scale, tone: remaining <= atRisk ? "warn" : "plain", isClipped: false };
  const over = -remaining * scale;
  const width = Math.min(zeroAt, over);
  return { from: zeroAt - width, width, tone: "over", isClipped: over > zeroAt };
}
