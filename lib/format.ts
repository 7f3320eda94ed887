import { formatBytes, formatNumber, formatRatio } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";

export { NO_DATA, formatBytes, formatNumber, formatRatio, isValue, type NumberOptions, type RatioOptions } from "@/lib/format-number";
export { formatDateTime, formatDuration, formatRelative, type DateTimeStyle } from "@/lib/format-time";

/** How a figure is measured: a plain count, a ratio 0..1, milliseconds, or bytes. */
export type ValueKind = "number" | "ratio" | "duration" | "bytes";

/** One door for figures whose kind is data (chart axes, table twins). Null reads "no data". */
export function formatValue(value: number | null | undefined, kind: ValueKind): string {
  if (kind === "ratio") return formatRatio(value);
  if (kind === "duration") return formatDuration(value);
  if (kind === "bytes") return formatBytes(value);
  return formatNumber(value);
}

/** "1 ticket", "2 tickets", "1,204 tickets". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
