import type { GoalProgress } from "#contract/catalog";
import type { Unit } from "#contract/query";
import { formatTarget } from "@/components/catalog/format-target";
import type { Status } from "@/components/kit/status-map";
import { formatRatio, NO_DATA } from "@/lib/format";

export interface GoalMetric {
  id: string;
  label: string;
  unit: string;
  hasService: boolean;
}

const badges: Readonly<Record<GoalProgress["status"], { status: Status; label: string }>> = {
  met: { status: "met", label: "Met" }, missed: { status: "missed", label: "Missed" }, on_track: { status: "ok", label: "On track" }, behind: { status: "warn", label: "Behind" },
  open: { status: "queued", label: "Open" }, not_measured: { status: "none", label: "Not measured" },
};

export const goalBadge = ({ status }: Pick<GoalProgress, "status">) => badges[status];

export const unitOf = ({ metric }: Pick<GoalProgress, "metric">): Unit | null => (metric?.unit as Unit | undefined) ?? null;

/** A value of the goal's metric in its unit. */
export const valueText = (value: number | null, row: Pick<GoalProgress, "metric">): string => (value === null ? NO_DATA : formatTarget(Number(value.toPrecision(4)), unitOf(row)));

/** How to write a target, by the unit of the metric. */
export function targetHint(unit: string | null): string {
  if (unit === "ratio") return "As a ratio: 0.95 is 95 %.";
  if (unit === "ms") return "In milliseconds: 3600000 is one hour.";
  return unit === null ? "A number." : `In the metric’s unit: ${unit}.`;
}

/** True for a goal that was better at its start than it has to be: there is no way to go, it is to be kept. */
export const isToKeep = ({ progress, startValue, goal, status }: Pick<GoalProgress, "progress" | "startValue" | "goal" | "status">): boolean => status !== "not_measured" && progress === null && startValue !== null && startValue !== goal.target;

/** "from 12 h 40 min to 4 h", or what of it is known. */
export function wayText(row: GoalProgress): string {
  const to = formatTarget(row.goal.target, unitOf(row));
  if (isToKeep(row)) return `${valueText(row.startValue, row)} at its start, better than it has to be`;
  return row.startValue === null ? `to ${to}` : `from ${valueText(row.startValue, row)} to ${to}`;
}

/** How much of the way is done, or why there is none. */
export function progressText(row: Pick<GoalProgress, "progress" | "startValue" | "goal" | "status">): string {
  if (row.progress !== null) return formatRatio(row.progress, { digits: 0 });
  if (row.status === "not_measured") return "not measured";
  return isToKeep(row) ? (row.status === "met" ? "kept" : "not kept") : "no start to measure from";
}
