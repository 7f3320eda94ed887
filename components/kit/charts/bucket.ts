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
