import { formatDateTime } from "@/lib/format";

export type Grain = "minute" | "hour" | "day" | "week" | "month";

const STYLES = { minute: "time", hour: "time", day: "day", week: "day", month: "month" } as const;

/** A bucket on the axis: "14:00", "2 Sep", "Sep 2026". */
export function bucketTick(at: string, grain: Grain, zone: string): string {
  return formatDateTime(at, zone, STYLES[grain]);
}

/** A bucket in full, for the tooltip and the table twin. */
export function bucketName(at: string, grain: Grain, zone: string): string {
  if (grain === "minute" || grain === "hour") return formatDateTime(at, zone, "full");
  if (grain === "month") return formatDateTime(at, zone, "month");
  const date = formatDateTime(at, zone, "date");
  return grain === "week" ? `week of ${date}` : date;
}

const SO_FAR = { minute: "this minute", hour: "this hour", day: "today", week: "this week", month: "this month" } as const;

/** How the last, incomplete bucket is called. */
export function soFar(grain: Grain): string {
  return `${SO_FAR[grain]}, so far`;
}

const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 24, 28, 30, 48, 60, 90, 120, 180, 365] as const;

/**
 * Which buckets get a label on the axis: the first, then evenly, and the last. At most six; the last but one gives way
 * when it would stand closer to the last than about half a step.
 */
export function tickIndexes(count: number): number[] {
  if (count <= 1) return count === 1 ? [0] : [];
  const span = count - 1;
  const step = STEPS.find((candidate) => span / candidate <= 4) ?? Math.ceil(span / 4);
  const even = Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
  const last = even.at(-1) ?? 0;
  if (last === span) return even;
  return [...(span - last < step * 0.6 && even.length > 1 ? even.slice(0, -1) : even), span];
}
