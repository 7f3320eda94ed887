import type { ReactNode } from "react";
import type { AlertRow } from "#contract/alerts";
import { AlertState } from "@/components/alerts/alert-state";
import { severityWords, sourceWord } from "@/components/alerts/alert-words";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Timestamp } from "@/components/kit/timestamp";
import { parseSort, type PageUrl } from "@/components/kit/with-params";
import { formatDuration } from "@/lib/format";

export interface Reader {
  now: string;
  zone: string;
}

const none = <Absent>none</Absent>;

const columnsFor = (reader: Reader): Column<AlertRow>[] => [
  { id: "state", header: "State", cell: (row) => <AlertState alert={row} /> },
  { id: "title", header: "Alert", isPrimary: true, cell: (row) => <span className="wrap-anywhere">{row.title}</span> },
  { id: "severity", header: "Severity", isSortable: true, cell: (row) => severityWords[row.severity] },
  { id: "service", header: "Service", className: "whitespace-nowrap", cell: (row) => row.service?.name ?? none },
  { id: "team", header: "Team", inLine: "named", className: "whitespace-nowrap", cell: (row) => row.team?.name ?? none },
  { id: "started", header: "Began", isSortable: true, firstDirection: "desc", cell: (row) => <Timestamp iso={row.startedAt} now={reader.now} zone={reader.zone} show="full" /> },
  { id: "duration", header: "Lasts", inLine: "named", align: "end", className: "whitespace-nowrap", cell: (row) => formatDuration(row.durationMs) },
  { id: "by", header: "Acknowledged by", inLine: "named", cell: (row) => row.acknowledgedBy ?? <Absent>nobody</Absent> },
  { id: "source", header: "Source", inLine: "hidden", className: "whitespace-nowrap text-fg-3", cell: (row) => sourceWord(row.source) },
];

export interface AlertsTableProps {
  alerts: readonly AlertRow[];
  reader: Reader;
  url: PageUrl;
  empty: ReactNode;
  footer: ReactNode;
}

export function AlertsTable({ alerts, reader, url, empty, footer }: AlertsTableProps) {
  const sort = typeof url.params.sort === "string" ? url.params.sort : "-started";
  return <DataTable caption="Alerts" phone="lines" columns={columnsFor(reader)} rows={alerts} rowKey={(row) => String(row.number)} rowHref={(row) => `/alerts/${row.number}`} sort={parseSort(sort, ["started", "severity"])} url={url} empty={empty} footer={footer} />;
}
