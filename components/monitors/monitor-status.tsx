import type { MonitorRow } from "#contract/monitors";
import { StatusBadge } from "@/components/kit/status-badge";
import { STATUS } from "@/components/kit/status-map";
import { formatDateTime } from "@/lib/format";

export interface MonitorStatusProps {
  monitor: Pick<MonitorRow, "status" | "lastCheckAt">;
  zone: string;
}

/** The status with its date: an imported record says how it was, not how it is. */
export function MonitorStatus({ monitor, zone }: MonitorStatusProps) {
  if (monitor.lastCheckAt === null || monitor.status === "none") return <StatusBadge status="none" label="Never checked" />;
  return <StatusBadge status={monitor.status} label={`${STATUS[monitor.status].word} on ${formatDateTime(monitor.lastCheckAt, zone, "day")}`} />;
}

/** Where a record comes from, in words. */
export const originWord = (monitor: Pick<MonitorRow, "source" | "isDemo">): string => (monitor.isDemo ? "demo data" : `imported from ${monitor.source === "upptime" ? "Upptime" : monitor.source}`);
