import type { ReactNode } from "react";
import type { RunbookRunRow } from "#contract/runbooks";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Timestamp } from "@/components/kit/timestamp";
import { RunState } from "@/components/runbooks/run-badges";
import { runName, type Reader } from "@/components/runbooks/run-words";
import { formatDuration } from "@/lib/format";

const columnsFor = (reader: Reader, isBare: boolean): Column<RunbookRunRow>[] => [
  { id: "state", header: "State", className: "whitespace-nowrap", cell: (row) => <RunState status={row.status} /> },
  { id: "run", header: "Run", isPrimary: true, cell: (row) => <span className="wrap-anywhere"><span className="mr-2 font-mono text-xs whitespace-nowrap text-fg-3">{runName(row.number)}</span>{isBare ? `by ${row.startedBy}` : row.runbook.title}</span> },
  ...(isBare ? [] : [{ id: "by", header: "By", className: "whitespace-nowrap", cell: (row: RunbookRunRow) => row.startedBy }]),
  { id: "for", header: "For", cell: (row) => (row.subject === null ? <span className="text-fg-3">a rehearsal</span> : <span className="wrap-anywhere">{row.subject.title}</span>) },
  { id: "done", header: "Steps", align: "end", className: "whitespace-nowrap", cell: (row) => `${row.done} of ${row.steps}` },
  { id: "began", header: "Began", className: "whitespace-nowrap", cell: (row) => <Timestamp iso={row.startedAt} now={reader.now} zone={reader.zone} show="full" /> },
  { id: "took", header: "Took", align: "end", className: "whitespace-nowrap", cell: (row) => formatDuration(row.activeMs) },
];

export interface RunsTableProps {
  caption: string;
  runs: readonly RunbookRunRow[];
  reader: Reader;
  /** On the page of the runbook itself. */
  isBare?: boolean;
  empty: ReactNode;
  footer?: ReactNode;
}

export function RunsTable({ caption, runs, reader, isBare = false, empty, footer }: RunsTableProps) {
  return <DataTable caption={caption} columns={columnsFor(reader, isBare)} rows={runs} rowKey={(row) => String(row.number)} rowHref={(row) => `/runbooks/runs/${row.number}`} isBare={isBare} empty={empty} footer={footer} />;
}
