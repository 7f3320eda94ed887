import type { Brief, EvidenceTable, Unit } from "#contract/query";
import type { ValueKind } from "@/lib/format";

type BriefChart = Brief["charts"][number];

const minuteMs = 60_000;
const dayMs = 86_400_000;
const scaleOf: Partial<Record<Unit, number>> = { minutes: minuteMs, days: dayMs };

/** Chart values are counts, ratios or milliseconds; minutes and days become milliseconds so that durations read alike. */
export function kindOf(unit: Unit): ValueKind {
  if (unit === "ratio") return "ratio";
  return unit === "ms" || unit === "minutes" || unit === "days" ? "duration" : "number";
}

export const unitWords: Record<Unit, string> = { count: "count", ratio: "share", ms: "duration", minutes: "duration", days: "duration", text: "", datetime: "", date: "" };

export function grainOf(dimensions: readonly string[]): "hour" | "day" | "week" | "month" {
  return (["month", "week", "day"] as const).find((grain) => dimensions.includes(grain)) ?? "day";
}

/** `2016-03-01` or an instant -> the bucket's start as an ISO instant. Null for what is no date. */
export function bucketStart(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const time = Date.parse(value.length === 10 ? `${value}T00:00:00Z` : value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

const numeric = (value: unknown, unit: Unit): number | null => (typeof value === "number" && Number.isFinite(value) ? value * (scaleOf[unit] ?? 1) : null);

export interface ChartPoint {
  at: string;
  value: number | null;
}

export function pointsOf(chart: BriefChart, table: EvidenceTable, column: string): ChartPoint[] {
  return table.rows.flatMap((row) => {
    const at = bucketStart(row[chart.x]);
    return at === null ? [] : [{ at, value: numeric(row[column], chart.unit) }];
  });
}

export function itemsOf(chart: BriefChart, table: EvidenceTable): { id: string; label: string; value: number | null }[] {
  const column = chart.y[0] ?? "";
  return table.rows.map((row, index) => ({ id: String(index), label: row[chart.x] === null || row[chart.x] === undefined ? "unknown" : String(row[chart.x]), value: numeric(row[column], chart.unit) }));
}
