import type { PromiseRow } from "#contract/slo";
import type { Status } from "@/components/kit/status-map";
import { formatDuration, formatNumber, formatRatio, NO_DATA } from "@/lib/format";

const badges: Readonly<Record<PromiseRow["status"], { status: Status; label: string }>> = {
  kept: { status: "ok", label: "Kept" }, at_risk: { status: "at_risk", label: "At risk" }, broken: { status: "critical", label: "Broken" }, no_data: { status: "no_data", label: "No data" }, benchmark: { status: "none", label: "Benchmark only" },
};

export const promiseBadge = ({ status }: Pick<PromiseRow, "status">) => badges[status];

/** What was measured, in the promise's unit. */
export function promiseValue({ value, unit }: Pick<PromiseRow, "value" | "unit">): string {
  if (value === null) return NO_DATA;
  if (unit === "ms") return value < 10 ? `${formatNumber(value, { digits: 1 })} ms` : formatDuration(value);
  return unit === "ratio" ? formatRatio(value, { digits: 2 }) : formatNumber(value);
}

export interface PromiseCount {
  kept: number;
  atRisk: number;
  broken: number;
  /** Without a value here: nothing recorded, or measured by the benchmark only. */
  unmeasured: number;
}

export function countPromises(rows: readonly Pick<PromiseRow, "status">[]): PromiseCount {
  const count = (...statuses: PromiseRow["status"][]): number => rows.filter(({ status }) => statuses.includes(status)).length;
  return { kept: count("kept"), atRisk: count("at_risk"), broken: count("broken"), unmeasured: count("no_data", "benchmark") };
}
