import type { Unit } from "#contract/query";
import { formatDuration, formatNumber, formatRatio, NO_DATA } from "@/lib/format";

/** A goal's target in the unit of its metric; without a known metric, the number as it was entered. */
export function formatTarget(target: number | null, unit: Unit | null): string {
  if (target === null) return NO_DATA;
  if (unit === "ratio") return formatRatio(target);
  if (unit === "ms") return formatDuration(target);
  if (unit === "minutes" || unit === "days") return `${formatExactly(target)} ${unit === "minutes" ? "min" : "d"}`;
  return formatExactly(target);
}

/** As many digits as the number has, so that 0.9995 never reads as 1. */
function formatExactly(value: number): string {
  const digits = String(value).split(".")[1]?.length ?? 0;
  return formatNumber(value, { digits: Math.min(digits, 10) });
}
