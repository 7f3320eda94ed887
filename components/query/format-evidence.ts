import type { Cell, Unit } from "#contract/query";
import { formatCell } from "#core/query";
import { formatDateTime, NO_DATA } from "@/lib/format";

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A cell in the very words of the sentences that are made from it; nothing is "no data", never 0. Dates are written as server and browser both do. */
export function formatEvidence(value: Cell | undefined, unit: Unit, zone: string): string {
  if (value === null || value === undefined || value === "") return NO_DATA;
  if (typeof value !== "string") return formatCell(value, unit, zone);
  if (unit === "datetime" && !Number.isNaN(Date.parse(value))) return formatDateTime(value, zone);
  return unit === "date" && isDay(value) ? formatDateTime(`${value}T00:00:00Z`, "UTC", "date") : value;
}
