/** Good and all events (or milliseconds) of a stretch. Counts add; ratios never do. */
export interface Tally {
  good: number;
  total: number;
}

/** Error budget as a ratio: 1 - target. Source: Google SRE workbook, ch. 5. */
export const budgetRatio = (target: number): number => 1 - target;

/** SLI: good over total, 0..1; null without data. */
export const goodRatio = ({ good, total }: Tally): number | null => (total > 0 ? good / total : null);

/** Bad over total, 0..1; null without data. */
export const badRatio = ({ good, total }: Tally): number | null => (total > 0 ? (total - good) / total : null);

/** How many times faster than sustainable the budget is spent: bad ratio / budget ratio. 1 spends it exactly over the period. Null without data. */
export function burnRate(tally: Tally, target: number): number | null {
  const bad = badRatio(tally);
  return bad === null ? null : bad / budgetRatio(target);
}

/** Share of the period's budget that is left: 1 - burn(period). Signed: -0.5 means half a budget overspent. Null without data. */
export function budgetRemaining(period: Tally, target: number): number | null {
  const burn = burnRate(period, target);
  return burn === null ? null : 1 - burn;
}

/** Time that may be bad in a window of `windowMs`: (1 - target) * window. 99.9% of 30 d is 2,592 s. */
export const timeBudgetMs = (target: number, windowMs: number): number => budgetRatio(target) * windowMs;
