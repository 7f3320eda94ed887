export const checkStatuses = ["up", "down", "degraded"] as const;

/** What a check found. Degraded is slow or partly working: it is not down. */
export type CheckStatus = (typeof checkStatuses)[number];

export interface Check {
  /** Epoch milliseconds. */
  atMs: number;
  status: CheckStatus;
  /** Null: the request ended without an HTTP answer. */
  httpStatus: number | null;
  /** Milliseconds; null when nothing was measured. */
  latencyMs: number | null;
}

/** A half-open span of epoch milliseconds: `fromMs` belongs to it, `toMs` does not. */
export interface Span {
  fromMs: number;
  toMs: number;
}
