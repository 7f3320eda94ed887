import type { AgeRow, ComplianceRow, SlaReport } from "#contract/sla";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { formatHours } from "@/components/sla/sla-words";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDuration, formatNumber, formatRatio } from "@/lib/format";

/** A bar of what was kept; the number stands beside it. */
function Kept({ row }: { row: ComplianceRow }) {
  if (row.rate === null) return <span className="text-fg-3">no data</span>;
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-crit max-sm:hidden"><span className="block h-full bg-ok" style={{ width: `${row.rate * 100}%` }} /></span>
      <span className="w-14 text-right font-medium">{formatRatio(row.rate, { digits: 1 })}</span>
    </span>
  );
}

const time = (ms: number | null) => (ms === null ? <span className="text-fg-3">no data</span> : formatHours(ms));

export function ComplianceTable({ report, groupWord }: { report: SlaReport; groupWord: string }) {
  const rows = report.rows.length > 1 ? [...report.rows, report.total] : report.rows;
  const columns: Column<ComplianceRow>[] = [
    { id: "label", header: groupWord, isPrimary: true, cell: ({ label }) => label },
    { id: "rate", header: "Kept", align: "end", cell: (row) => <Kept row={row} /> },
    { id: "met", header: "Met", align: "end", cell: ({ met }) => formatNumber(met) },
    { id: "breached", header: "Breached", align: "end", cell: ({ breached }) => formatNumber(breached) },
    { id: "p50", header: "Median time", align: "end", cell: ({ p50Ms }) => time(p50Ms) },
    { id: "p90", header: "90 % within", align: "end", cell: ({ p90Ms }) => time(p90Ms) },
  ];
  return <DataTable caption="Promises kept and broken" columns={columns} rows={rows} rowKey={({ key, label }) => `${key} ${label}`} empty={<EmptyState kind="none" title="Nothing was promised in this period">No clock was met or broken in it.</EmptyState>} />;
}

const buckets = ["under 1 day", "1 to 3 days", "3 to 7 days", "7 to 30 days", "over 30 days"] as const;

export function AgeingTable({ rows }: { rows: readonly AgeRow[] }) {
  const columns: Column<AgeRow>[] = [
    { id: "label", header: "Priority", isPrimary: true, cell: ({ label }) => label },
    ...buckets.map((header, index): Column<AgeRow> => ({ id: header, header, align: "end", cell: (row) => ((row.buckets[index] ?? 0) === 0 ? <span className="text-fg-3">0</span> : formatNumber(row.buckets[index] ?? 0)) })),
    { id: "total", header: "Open", align: "end", cell: ({ total }) => <span className="font-medium">{formatNumber(total)}</span> },
    { id: "oldest", header: "Oldest", align: "end", cell: ({ oldestMs }) => formatDuration(oldestMs) },
  ];
  return (
    <Card>
      <CardHeader title="How old the open tickets are" detail="by the wall clock, now" />
      <DataTable isBare caption="Ages of open tickets" columns={columns} rows={rows} rowKey={({ key }) => key} empty={<EmptyState kind="none" title="No open ticket" />} />
    </Card>
  );
}
