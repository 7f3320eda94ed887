import type { MonitorRow } from "#contract/monitors";
import { StatusBadge } from "@/components/kit/status-badge";
import { STATUS } from "@/components/kit/status-map";
import { formatDateTime } from "@/lib/format";

export interface MonitorStatusProps {
  monitor: Pick<MonitorRow, "status" | "lastCheckAt" | "isWatched" | "isPaused" | "flappingSince">;
  zone: string;
}

/** The status of what is watched now; with its date where a record says how it was, not how it is. */
export function MonitorStatus({ monitor, zone }: MonitorStatusProps) {
  if (monitor.isPaused) return <StatusBadge status="paused" />;
  if (monitor.isWatched && monitor.flappingSince !== null) return <StatusBadge status="degraded" label="Flapping" />;
  if (monitor.lastCheckAt === null || monitor.status === "none") return <StatusBadge status="none" label="Never checked" />;
  if (monitor.isWatched) return <StatusBadge status={monitor.status} />;
  return <StatusBadge status={monitor.status} label={`${STATUS[monitor.status].word} on ${formatDateTime(monitor.lastCheckAt, zone, "day")}`} />;
}

/** Where a record comes from, in words. */
export const originWord = (monitor: Pick<MonitorRow, "source" | "isDemo" | "isWatched">): string => (monitor.isDemo ? "demo data" : monitor.isWatched ? "checked by this portal" : `imported from ${monitor.source === "upptime" ? "Upptime" : monitor.source}`);
