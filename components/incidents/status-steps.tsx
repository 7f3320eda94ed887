import { Check } from "lucide-react";
import type { IncidentRow, IncidentStatus } from "#contract/incidents";
import { incidentStatuses } from "#contract/incidents";
import { statusWords } from "@/components/incidents/incident-words";
import { formatDateTime } from "@/lib/format";
import { cn } from "@/lib/cn";

const timeOf = (row: IncidentRow, status: IncidentStatus): string | null =>
  ({ triage: row.startedAt, started: row.acknowledgedAt, mitigated: row.mitigatedAt, resolved: row.resolvedAt, closed: row.closedAt })[status];

/** Where the incident is on its way, with the time of each step that was reached. */
export function StatusSteps({ row, zone }: { row: IncidentRow; zone: string }) {
  const at = incidentStatuses.indexOf(row.status);
  return (
    <ol aria-label="Steps" className="grid grid-cols-5 gap-1">
      {incidentStatuses.map((status, index) => {
        const time = index <= at ? timeOf(row, status) : null;
        return (
          <li key={status} aria-current={index === at ? "step" : undefined} className={cn("min-w-0 border-t-3 pt-2 text-sm", index < at ? "border-fg-3" : index === at ? "border-primary font-semibold" : "border-line text-fg-3")}>
            <span className="flex items-center gap-1">
              {index < at ? <Check aria-hidden className="size-3.5 shrink-0 max-sm:hidden" /> : null}
              <span className="truncate">{statusWords[status]}</span>
            </span>
            {time === null ? null : (
              <span className="block text-xs font-normal text-fg-3">
                <span className="max-sm:hidden">{formatDateTime(time, zone, "day")}, </span>
                {formatDateTime(time, zone, "time")}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
