import type { MonitorDetail } from "#contract/monitors";
import type { Grain } from "@/components/kit/charts/bucket";
import type { TrendSeries } from "@/components/kit/charts/prepare-trend";

const dayMs = 86_400_000;

export interface LatencyTrend {
  grain: Grain;
  /** "UTC" where a point is a whole UTC day or more, so that it is not named by the day before. */
  zone: string;
  series: TrendSeries[];
  /** What one point stands for. */
  bucket: string;
}

const bucketWord = (bucketMs: number): string => {
  if (bucketMs >= dayMs) return bucketMs === dayMs ? "day (UTC)" : `${bucketMs / dayMs} days (UTC)`;
  return bucketMs >= 3_600_000 ? "hour" : `${bucketMs / 60_000} min`;
};

const grainOf = (bucketMs: number): Grain => {
  if (bucketMs >= 7 * dayMs) return "week";
  if (bucketMs >= dayMs) return "day";
  return bucketMs >= 3_600_000 ? "hour" : "minute";
};

/** The latency series as two lines. Buckets without a measurement stay gaps. */
export function prepareLatency({ bucketMs, points }: MonitorDetail["latencySeries"], zone: string): LatencyTrend {
  const line = (id: "p50Ms" | "p95Ms", label: string): TrendSeries => ({ id, label, points: points.map((point) => ({ at: point.at, value: point[id] })) });
  return { grain: grainOf(bucketMs), zone: bucketMs >= dayMs ? "UTC" : zone, bucket: bucketWord(bucketMs), series: [line("p50Ms", "p50"), line("p95Ms", "p95")] };
}
