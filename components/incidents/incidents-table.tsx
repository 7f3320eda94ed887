import type { ReactNode } from "react";
import type { IncidentRow } from "#contract/incidents";
import { causeWords, statusOf, statusWords } from "@/components/incidents/incident-words";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { parseSort, type PageUrl } from "@/components/kit/with-params";
import { formatDuration } from "@/lib/format";

export interface Reader {
  now: string;
  zone: string;
}

const none = <Absent>none</Absent>;

const columnsFor = (reader: Reader): Column<IncidentRow>[] => [
  { id: "state", header: "State", className: "whitespace-nowrap", cell: (row) => <StatusBadge status={statusOf(row)} label={statusWords[row.status]} /> },
  { id: "severity", header: "Severity", isSortable: true, cell: (row) => <SeverityBadge severity={row.severity} /> },
  { id: "title", header: "Incident", isPrimary: true, cell: (row) => <span className="wrap-anywhere"><span className="mr-2 font-mono text-xs whitespace-nowrap text-fg-3">INC-{row.number}</span>{row.title}</span> },
  { id: "service", header: "Service", className: "whitespace-nowrap", cell: (row) => row.service?.name ?? none },
  { id: "started", header: "Began", isSortable: true, firstDirection: "desc", cell: (row) => <Timestamp iso={row.startedAt} now={reader.now} zone={reader.zone} show="full" /> },
  { id: "duration", header: "Lasted", inLine: "named", align: "end", className: "whitespace-nowrap", cell: (row) => formatDuration(row.durationMs) },
  { id: "cause", header: "Cause", inLine: "named", cell: (row) => (row.rootCause === null ? <Absent>not said</Absent> : causeWords[row.rootCause]) },
  { id: "actions", header: "Open actions", inLine: "named", align: "end", cell: (row) => (row.openActions === 0 ? <Absent>0</Absent> : row.openActions) },
  { id: "postmortem", header: "Postmortem", inLine: "named", className: "whitespace-nowrap", cell: (row) => row.postmortem?.replace("_", " ") ?? none },
];

export interface IncidentsTableProps {
  incidents: readonly IncidentRow[];
  reader: Reader;
  url: PageUrl;
  empty: ReactNode;
  footer: ReactNode;
}

export function IncidentsTable({ incidents, reader, url, empty, footer }: IncidentsTableProps) {
  const sort = typeof url.params.sort === "string" ? url.params.sort : "-started";
  return <DataTable caption="Incidents" phone="lines" columns={columnsFor(reader)} rows={incidents} rowKey={(row) => String(row.number)} rowHref={(row) => `/incidents/${row.number}`} sort={parseSort(sort, ["started", "severity"])} url={url} empty={empty} footer={footer} />;
}
