import type { IncidentRow } from "#contract/incidents";
import { statusOf } from "@/components/incidents/incident-words";
import type { Tone } from "@/components/kit/status-mark";
import { formatDuration, formatNumber } from "@/lib/format";

export interface SummaryInput {
  /** Those that are open, and how many there are in all. */
  open: readonly Pick<IncidentRow, "number" | "severity" | "status" | "durationMs">[];
  openCount: number;
  resolvedCount: number;
  overdueActions: number;
}

export interface SummaryFigure {
  label: string;
  value: string;
  detail: string;
  tone?: Tone;
  href: string | null;
}

/** The figures above the list of incidents. */
export function prepareSummary({ open, openCount, resolvedCount, overdueActions }: SummaryInput): SummaryFigure[] {
  const isLoud = open.some((row) => statusOf(row) === "critical");
  const [worst] = [...open].sort((a, b) => a.severity.localeCompare(b.severity) || b.durationMs - a.durationMs);
  const [longest] = [...open].sort((a, b) => b.durationMs - a.durationMs);
  return [
    { label: "Open", value: formatNumber(openCount), detail: worst === undefined ? "nothing is being worked on" : `worst: ${worst.severity.toUpperCase()}, INC-${worst.number}`, tone: isLoud ? "critical" : openCount > 0 ? "warn" : "ok", href: openCount > 0 ? "/incidents?status=open" : null },
    { label: "Longest open", value: longest === undefined ? "none" : formatDuration(longest.durationMs), detail: longest === undefined ? "no incident lasts" : `INC-${longest.number}`, href: longest === undefined ? null : `/incidents/${longest.number}` },
    { label: "Resolved, not closed", value: formatNumber(resolvedCount), detail: "a postmortem or actions to finish", href: resolvedCount > 0 ? "/incidents?status=resolved" : null },
    { label: "Overdue actions", value: formatNumber(overdueActions), detail: "what incidents taught, past its date", tone: overdueActions > 0 ? "warn" : "ok", href: overdueActions > 0 ? "/incidents/actions?state=overdue" : null },
  ];
}
