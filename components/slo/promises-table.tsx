import Link from "next/link";
import type { PromiseRow } from "#contract/slo";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { promiseBadge, promiseValue } from "@/components/slo/prepare-promises";
import { leftText } from "@/components/slo/slo-words";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";

export interface PromisesTableProps {
  rows: readonly PromiseRow[];
  windowDays: number;
  reader: { now: string; zone: string };
}

function Promised({ row }: { row: PromiseRow }) {
  return (
    <span className="block min-w-0">
      <span className="block font-medium">{row.title}</span>
      <span className="block text-fg-2">{row.promised}</span>
    </span>
  );
}

/** What is not measured says why, where the value would stand. */
function Value({ row }: { row: PromiseRow }) {
  return <span className={cn("whitespace-nowrap", row.value === null ? "text-fg-3" : "font-medium")}>{row.status === "benchmark" ? "not here" : promiseValue(row)}</span>;
}

const columnsFor = ({ reader }: Pick<PromisesTableProps, "reader">): Column<PromiseRow>[] => [
  { id: "promise", header: "Promise", isPrimary: true, className: "font-normal md:min-w-56", cell: (row) => <Promised row={row} /> },
  { id: "status", header: "Status", cell: (row) => <StatusBadge {...promiseBadge(row)} /> },
  { id: "value", header: "Measured", inLine: "named", align: "end", cell: (row) => <Value row={row} /> },
  { id: "n", header: "n", inLine: "named", align: "end", cell: (row) => (row.n === null ? <Absent>none</Absent> : <span title={row.noun}>{formatNumber(row.n)}</span>) },
  { id: "left", header: "Budget left", inLine: "named", align: "end", cell: (row) => (row.slo === null ? <Absent>no SLO</Absent> : <Link href={`/slos/${row.slo.slug}`} className="text-link hover:underline">{leftText(row.slo.remaining)}</Link>) },
  { id: "method", header: "How it is measured", inLine: "text", className: "md:min-w-64 md:max-w-md whitespace-normal", cell: (row) => <span className="text-xs text-fg-2">{row.method}{row.reason === null ? "" : `. ${row.reason}`}</span> },
  { id: "at", header: "Last", inLine: "named", cell: (row) => (row.measuredAt === null ? <Absent>never</Absent> : <Timestamp iso={row.measuredAt} now={reader.now} zone={reader.zone} />) },
];

/** Every promise of the portal with what it came to. */
export function PromisesTable({ rows, windowDays, reader }: PromisesTableProps) {
  return (
    <DataTable
      caption="Promises of the portal"
      columns={columnsFor({ reader })}
      rows={rows}
      rowKey={(row) => row.id}
      density="comfortable"
      phone="lines"
      footer={<p className="border-t border-line px-4 py-2 text-xs text-fg-3">The last {windowDays} days. Kept: budget is left, as its SLO counts it. Without observations nothing is said: neither kept nor broken.</p>}
    />
  );
}
