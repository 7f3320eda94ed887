import Link from "next/link";
import type { IncidentRow } from "#contract/incidents";
import type { SloRow } from "#contract/slo";
import { statusOf, statusWords } from "@/components/incidents/incident-words";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { SloStatus } from "@/components/slo/slo-status";
import { leftText, targetText } from "@/components/slo/slo-words";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber } from "@/lib/format";
import { pageCall, type PageContext } from "@/server/api/page";
import { incidentsOperations } from "@/server/incidents";
import { sloOperations } from "@/server/slo";

interface Props {
  service: string;
  reader: PageContext;
}

const shown = 5;

const sloColumns: Column<SloRow>[] = [
  { id: "name", header: "SLO", isPrimary: true, cell: (row) => row.name },
  { id: "status", header: "Status", className: "whitespace-nowrap", cell: (row) => <SloStatus status={row.status} /> },
  { id: "target", header: "Target", align: "end", cell: (row) => targetText(row.target) },
  { id: "left", header: "Left", align: "end", cell: (row) => (row.remaining === null ? <span className="text-fg-3">no data</span> : leftText(row.remaining)) },
];

/** What is promised of the service; nothing for a reader who may not see SLOs. */
export async function ServiceSlos({ service, reader }: Props) {
  if (!reader.actor.permissions.has("slo.read")) return null;
  const slos = await pageCall(sloOperations.list, { service, limit: shown });
  return (
    <Card>
      <CardHeader title="SLOs" detail={slos.total === 0 ? null : formatNumber(slos.total)} />
      <DataTable caption="SLOs" columns={sloColumns} rows={slos.items} rowKey={(row) => row.slug} rowHref={(row) => `/slos/${row.slug}`} isBare empty={<EmptyState kind="none" title="Nothing is promised of it" />} />
    </Card>
  );
}

const incidentColumns = ({ now, actor }: PageContext): Column<IncidentRow>[] => [
  { id: "title", header: "Incident", isPrimary: true, cell: (row) => <span className="wrap-anywhere">{row.title}</span> },
  { id: "severity", header: "Severity", cell: (row) => <SeverityBadge severity={row.severity} /> },
  { id: "state", header: "State", className: "whitespace-nowrap", cell: (row) => <StatusBadge status={statusOf(row)} label={statusWords[row.status]} /> },
  { id: "began", header: "Began", className: "whitespace-nowrap", cell: (row) => <Timestamp iso={row.startedAt} now={now} zone={actor.zone} /> },
];

/** The last incidents of the service; nothing for a reader who may not see incidents. */
export async function ServiceIncidents({ service, reader }: Props) {
  if (!reader.actor.permissions.has("incidents.read")) return null;
  const { items, total } = await pageCall(incidentsOperations.list, { service, limit: shown });
  const all = <Button asChild variant="ghost" size="sm"><Link href={`/incidents?service=${encodeURIComponent(service)}`}>Show all</Link></Button>;
  return (
    <Card>
      <CardHeader title="Recent incidents" detail={total === 0 ? null : `of ${formatNumber(total)}`} actions={total === 0 ? null : all} />
      <DataTable caption="Recent incidents" columns={incidentColumns(reader)} rows={items} rowKey={(row) => String(row.number)} rowHref={(row) => `/incidents/${row.number}`} isBare empty={<EmptyState kind="none" title="No incident on record" />} />
    </Card>
  );
}
