import type { ReactNode } from "react";
import type { RunRow } from "#contract/changes";
import { purposeWords, runName, type Reader } from "@/components/changes/change-words";
import { RunState } from "@/components/changes/run-state";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Timestamp } from "@/components/kit/timestamp";
import { formatDuration } from "@/lib/format";

const lasted = ({ startedAt, endedAt }: RunRow, now: string): string => (startedAt === null ? "not begun" : formatDuration(Date.parse(endedAt ?? now) - Date.parse(startedAt)));

const columnsFor = (reader: Reader, hasPlan: boolean): Column<RunRow>[] => [
  { id: "state", header: "State", className: "whitespace-nowrap", cell: (row) => <RunState run={row} /> },
  { id: "run", header: "Run", isPrimary: true, cell: (row) => <span className="wrap-anywhere"><span className="mr-2 font-mono text-xs whitespace-nowrap text-fg-3">{runName(row.number)}</span>{hasPlan ? row.plan.title : purposeWords[row.purpose]}</span> },
  ...(hasPlan ? [{ id: "service", header: "Service", className: "whitespace-nowrap", cell: (row: RunRow) => row.service?.name ?? <span className="text-fg-3">none</span> }, { id: "purpose", header: "As", cell: (row: RunRow) => purposeWords[row.purpose] }] : []),
  { id: "now", header: "At", priority: 3, cell: (row) => row.currentStep ?? <span className="text-fg-3">over</span> },
  { id: "done", header: "Steps", align: "end", className: "whitespace-nowrap", cell: (row) => `${row.done} of ${row.steps}` },
  { id: "by", header: "Started by", className: "whitespace-nowrap", cell: (row) => row.startedBy },
  { id: "began", header: "Began", className: "whitespace-nowrap", cell: (row) => <Timestamp iso={row.startedAt} now={reader.now} zone={reader.zone} show="full" none="not begun" /> },
  { id: "lasted", header: "Lasted", align: "end", className: "whitespace-nowrap", cell: (row) => lasted(row, reader.now) },
];

export interface RunsTableProps {
  caption: string;
  runs: readonly RunRow[];
  reader: Reader;
  /** False on the page of the plan itself. */
  hasPlan?: boolean;
  isBare?: boolean;
  empty: ReactNode;
  footer?: ReactNode;
}

export function RunsTable({ caption, runs, reader, hasPlan = true, isBare = false, empty, footer }: RunsTableProps) {
  return <DataTable caption={caption} columns={columnsFor(reader, hasPlan)} rows={runs} rowKey={(row) => String(row.number)} rowHref={(row) => `/changes/runs/${row.number}`} isBare={isBare} empty={empty} footer={footer} />;
}
