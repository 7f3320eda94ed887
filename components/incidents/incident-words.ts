import type { Status } from "@/components/kit/status-map";
import type { IncidentRow, IncidentStatus } from "#contract/incidents";

export const statusWords: Readonly<Record<IncidentStatus, string>> = { triage: "Triage", started: "Started", mitigated: "Mitigated", resolved: "Resolved", closed: "Closed" };

/** What a button that leads to the state says. */
export const stepWords: Readonly<Record<IncidentStatus, string>> = { triage: "Back to triage", started: "Start work", mitigated: "Mitigated", resolved: "Resolved", closed: "Close incident" };

export const causeWords: Readonly<Record<NonNullable<IncidentRow["rootCause"]>, string>> = { vendor: "vendor", change: "change", capacity: "capacity", config: "configuration", code: "code", data: "data", network: "network", unknown: "unknown" };

/** SEV1 and SEV2 are loud while they last. */
export function statusOf({ status, severity }: Pick<IncidentRow, "status" | "severity">): Status {
  if (status === "closed" || status === "resolved") return "ok";
  if (status === "mitigated") return "info";
  return severity === "sev1" || severity === "sev2" ? "critical" : "warn";
}
