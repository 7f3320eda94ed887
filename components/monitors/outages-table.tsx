import type { ReactNode } from "react";
import type { OutageRow } from "#contract/monitors";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { parseSort, type PageUrl } from "@/components/kit/with-params";
import type { Reader } from "@/components/monitors/monitors-table";
import { formatDuration } from "@/lib/format";

const startedColumn = (reader: Reader, isPrimary: boolean): Column<OutageRow> => ({
  id: "started", header: "Began", isPrimary, isSortable: true, firstDirection: "desc",
  cell: (row) => <Timestamp iso={row.startedAt} now={reader.now} zone={reader.zone} show="full" />,
});

const columnsFor = (reader: Reader): Column<OutageRow>[] => [
  { id: "duration", header: "Length", inLine: "named", align: "end", isSortable: true, firstDirection: "desc", cell: (row) => <span className="font-medium">{formatDuration(row.durationMs)}</span> },
  { id: "ended", header: "Ended", inLine: "named", cell: (row) => (row.endedAt === null ? <StatusBadge status="down" label="Down at the last check" /> : <Timestamp iso={row.endedAt} now={reader.now} zone={reader.zone} show="full" />) },
  { id: "cause", header: "First failing check", inLine: "text", cell: (row) => (row.cause === "" ? <Absent>not recorded</Absent> : row.cause) },
];

const monitorColumn: Column<OutageRow> = { id: "monitor", header: "Monitor", isPrimary: true, cell: (row) => row.monitor.name };

export interface OutagesTableProps {
  outages: readonly OutageRow[];
  reader: Reader;
  caption: string;
  /** With the monitor's name, which leads to it. Without it, the table is about one monitor. */
  withMonitor?: boolean;
  url?: PageUrl;
  empty: ReactNode;
  footer?: ReactNode;
  isBare?: boolean;
}

/** Outages with their length: until the end, or until the last check of one that is still open. */
export function OutagesTable({ outages, reader, caption, withMonitor = false, url, empty, footer, isBare }: OutagesTableProps) {
  const sort = typeof url?.params.sort === "string" ? url.params.sort : "-started";
  const columns = withMonitor ? [monitorColumn, startedColumn(reader, false), ...columnsFor(reader)] : [startedColumn(reader, true), ...columnsFor(reader)];
  return (
    <DataTable
      caption={caption}
      phone="lines"
      columns={columns}
      rows={outages}
      rowKey={(row) => row.id}
      {...(withMonitor ? { rowHref: (row: OutageRow) => `/monitors/${row.monitor.slug}` } : {})}
      {...(url === undefined ? {} : { url, sort: parseSort(sort, ["started", "duration"]) })}
      empty={empty}
      footer={footer}
      {...(isBare === undefined ? {} : { isBare })}
    />
  );
}
