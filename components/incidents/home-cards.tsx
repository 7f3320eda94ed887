import Link from "next/link";
import type { ReactNode } from "react";
import type { z } from "zod";
import type { IncidentRow, listActionsOutput } from "#contract/incidents";
import { statusOf, statusWords } from "@/components/incidents/incident-words";
import type { Reader } from "@/components/incidents/incidents-table";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatNumber } from "@/lib/format";

type Action = z.infer<typeof listActionsOutput>["items"][number];

const line = "flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 text-sm first:border-0";
const nothing = (words: string): ReactNode => <p className="px-4 py-6 text-sm text-fg-3">{words}</p>;
const all = (href: string, words: string): ReactNode => <Button asChild size="sm" variant="ghost"><Link href={href}>{words}</Link></Button>;

/** Incidents that are not resolved yet, the gravest first. */
export function OpenIncidentsCard({ incidents, open, reader }: { incidents: readonly IncidentRow[]; open: number; reader: Reader }) {
  return (
    <Card aria-labelledby="open-incidents">
      <CardHeader title="Open incidents" titleId="open-incidents" detail={open === 0 ? undefined : formatNumber(open)} actions={all("/incidents", "All incidents")} />
      {incidents.length === 0 ? nothing("No incident is open.") : (
        <ul>
          {incidents.map((row) => (
            <li key={row.number} className={line}>
              <SeverityBadge severity={row.severity} />
              <Link href={`/incidents/${row.number}`} className="min-w-0 flex-1 basis-48 truncate font-semibold hover:underline">{row.title}</Link>
              <StatusBadge status={statusOf(row)} label={statusWords[row.status]} />
              <span className="text-xs text-fg-3"><Timestamp iso={row.startedAt} now={reader.now} zone={reader.zone} /></span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What incidents taught us to do and is late. */
export function OverdueActionsCard({ actions }: { actions: readonly Action[] }) {
  return (
    <Card aria-labelledby="overdue-actions">
      <CardHeader title="Overdue actions" titleId="overdue-actions" detail="from incidents" actions={all("/incidents/actions", "All actions")} />
      {actions.length === 0 ? nothing("No action from an incident is late.") : (
        <ul>
          {actions.map((action) => (
            <li key={action.id} className={line}>
              <Link href={`/incidents/${action.incident}`} className="min-w-0 flex-1 basis-48 truncate hover:underline"><span className="font-semibold">{action.title}</span> <span className="text-fg-3">INC-{action.incident}</span></Link>
              <span className="text-xs text-fg-3">{action.owner === "" ? "nobody" : action.owner}{action.dueOn === null ? "" : `, was due ${formatDateTime(action.dueOn, "UTC", "day")}`}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
