import type { AlertRow } from "#contract/alerts";
import { StatusBadge } from "@/components/kit/status-badge";

type Shown = Pick<AlertRow, "status" | "severity" | "acknowledgedAt" | "silencedUntil">;

/** What an alert waits for: pages that nobody has taken on are the loudest. */
export function AlertState({ alert }: { alert: Shown }) {
  if (alert.status === "ended") return <StatusBadge status="ok" label="Ended" />;
  if (alert.silencedUntil !== null) return <StatusBadge status="none" label="Silenced" />;
  if (alert.acknowledgedAt !== null) return <StatusBadge status="info" label="Acknowledged" />;
  return alert.severity === "page" ? <StatusBadge status="critical" label="Firing" /> : <StatusBadge status="warn" label="Firing" />;
}
