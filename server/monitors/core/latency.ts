import { dayMs } from "./days";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const stepsMs = [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, dayMs, 7 * dayMs, 28 * dayMs] as const;

export interface LatencyBucket {
  /** Epoch milliseconds of the bucket's start. */
  atMs: number;
  /** Milliseconds; null when the bucket holds no measurement. */
  p50Ms: number | null;
  p95Ms: number | null;
  samples: number;
}

/**
 * The bucket (milliseconds) in which latencies over a span are drawn: the smallest step with at most `maxPoints` buckets and, on
 * average, a measurement in each. Over more than two days it is a day or longer, so that the axis can name days.
 */
export function latencyBucketMs(spanMs: number, samples: number, maxPoints: number): number {
  const leastMs = Math.max(spanMs / maxPoints, spanMs / Math.max(1, samples), spanMs > 2 * dayMs ? dayMs : 0);
  return stepsMs.find((step) => step >= leastMs) ?? 28 * dayMs;
}

/** Puts an empty bucket wherever one is missing between the first and the last, so that a gap is drawn as a gap. */
export function fillLatencyBuckets(buckets: readonly LatencyBucket[], bucketMs: number): LatencyBucket[] {
  const byStart = new Map(buckets.map((bucket) => [bucket.atMs, bucket]));
  const firstMs = buckets[0]?.atMs;
  const lastMs = buckets.at(-1)?.atMs;
  if (firstMs === undefined || lastMs === undefined) return [];
  return Array.from({ length: Math.round((lastMs - firstMs) / bucketMs) + 1 }, (_, index) => {
    const atMs = firstMs + index * bucketMs;
    return byStart.get(atMs) ?? { atMs, p50Ms: null, p95Ms: null, samples: 0 };
  });
}
