import type { Cell, Unit } from "#contract/query";
import { formatDateTime, formatDuration, formatNumber, formatRatio, NO_DATA } from "@/lib/format";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** One evidence cell as a person reads it; null is "no data", never 0. */
export function formatCell(value: Cell | undefined, unit: Unit, zone: string): string {
  if (value === null || value === undefined || value === "") return NO_DATA;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return unit === "datetime" && !Number.isNaN(Date.parse(value)) ? formatDateTime(value, zone) : value;
  return formatQuantity(value, unit);
}

function formatQuantity(value: number, unit: Unit): string {
  switch (unit) {
    case "ratio":
      return formatRatio(value);
    case "ms":
      return formatDuration(value);
    case "minutes":
      return formatDuration(value * minuteMs);
    case "days":
      return formatDuration(value * dayMs);
    case "count":
    case "text":
    case "datetime":
    case "date":
      return formatNumber(value);
  }
}

export const isNumeric = (unit: Unit): boolean => unit === "count" || unit === "ratio" || unit === "ms" || unit === "minutes" || unit === "days";
