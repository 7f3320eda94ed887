export type Freshness = "current" | "due" | "overdue" | "never";

export interface FreshnessInput {
  /** Date, "2026-11-21"; null when none is set. */
  reviewBy: string | null;
  /** Instant of the last review; null when nobody ever reviewed it. */
  reviewedAt: string | null;
  /** Date of the reader's day. */
  today: string;
  /** Days before the date from which it counts as due. */
  dueDays?: number;
}

const dayMs = 86_400_000;

/** How a document stands towards its review. A date that has passed outweighs everything; without any review it was never reviewed. */
export function freshnessOf({ reviewBy, reviewedAt, today, dueDays = 14 }: FreshnessInput): Freshness {
  if (reviewBy !== null && reviewBy < today) return "overdue";
  if (reviewedAt === null) return "never";
  if (reviewBy !== null && Date.parse(reviewBy) - Date.parse(today) <= dueDays * dayMs) return "due";
  return "current";
}

/** The date by which a document reviewed on a day is to be looked at again. */
export const nextReview = (today: string, everyDays: number): string => new Date(Date.parse(today) + everyDays * dayMs).toISOString().slice(0, 10);
