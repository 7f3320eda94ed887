import type { SloDetail } from "#contract/slo";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { ExcludeSheet } from "@/components/slo/exclude-sheet";
import { WithdrawExclusion } from "@/components/slo/withdraw-exclusion";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatDuration } from "@/lib/format";

type Exclusion = SloDetail["exclusions"][number];

export interface ExclusionsProps {
  slo: SloDetail;
  reader: { now: string; zone: string };
  canWrite: boolean;
}

function Counts({ exclusion: { isCounted, countedMs, from, to } }: { exclusion: Exclusion }) {
  if (!isCounted) return <StatusBadge status="warn" label="Charged: approved late" />;
  if (countedMs === 0) return <StatusBadge status="warn" label="Charged: beyond the year’s cap" />;
  return <StatusBadge status="maintenance" label={countedMs < Date.parse(to) - Date.parse(from) ? `Excluded for ${formatDuration(countedMs)}, then capped` : "Excluded"} />;
}

function columnsFor(slug: string, { zone }: ExclusionsProps["reader"], canWrite: boolean): Column<Exclusion>[] {
  const columns: Column<Exclusion>[] = [
    { id: "reason", header: "Reason", isPrimary: true, cell: (row) => row.reason },
    { id: "from", header: "From", className: "whitespace-nowrap", cell: (row) => formatDateTime(row.from, zone) },
    { id: "length", header: "Length", align: "end", className: "whitespace-nowrap", cell: (row) => formatDuration(Date.parse(row.to) - Date.parse(row.from)) },
    { id: "counts", header: "Counts", cell: (row) => <Counts exclusion={row} /> },
    { id: "by", header: "Approved by", cell: (row) => <>{row.approvedBy}<span className="ml-1 text-xs whitespace-nowrap text-fg-3">{formatDateTime(row.approvedAt, zone, "day")}</span></> },
  ];
  return canWrite ? [...columns, { id: "withdraw", header: "Withdraw", isHeaderHidden: true, align: "end", cell: (row) => <WithdrawExclusion slug={slug} exclusion={row} /> }] : columns;
}

/** Planned work that is taken out, and such as came too late. */
export function Exclusions({ slo, reader, canWrite }: ExclusionsProps) {
  return (
    <Card>
      <CardHeader title="Exclusions" detail={slo.definition.exclusionCapMinutes ? `count only if approved before they begin, and up to ${formatDuration(slo.definition.exclusionCapMinutes * 60_000)} a year` : "count only if approved before they begin"} actions={canWrite ? <ExcludeSheet slug={slo.row.slug} reader={reader} /> : null} />
      <DataTable caption="Exclusions" columns={columnsFor(slo.row.slug, reader, canWrite)} rows={slo.exclusions} rowKey={(row) => row.id} isBare empty={<EmptyState kind="none" title="Nothing is excluded">Raw and adjusted figures are the same.</EmptyState>} />
    </Card>
  );
}
