import type { SloReport } from "#contract/slo";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { BudgetBar } from "@/components/slo/budget-bar";
import { attainedText, targetText, titleOf } from "@/components/slo/slo-words";
import { cn } from "@/lib/cn";
import { formatRatio } from "@/lib/format";

type Row = SloReport["rows"][number];

/** While a month runs, being below the target can still be mended as long as the month's budget lasts. */
function Verdict({ row, isOver }: { row: Row; isOver: boolean }) {
  if (row.isMet === null) return <StatusBadge status="no_data" />;
  if (isOver) return <StatusBadge status={row.isMet ? "met" : "missed"} />;
  if (row.isMet) return <StatusBadge status="met" label="Met so far" />;
  return (row.adjusted.spent ?? 0) > 1 ? <StatusBadge status="missed" label="Budget gone" /> : <StatusBadge status="warn" label="Below so far" />;
}

const quiet = (ratio: number | null, text: string) => <span className={cn(ratio === null && "text-fg-3")}>{text}</span>;
const spentText = (ratio: number | null) => <span className={cn(ratio === null && "text-fg-3", ratio !== null && ratio > 1 && "text-crit-text")}>{formatRatio(ratio)}</span>;

const columnsFor = ({ isOver, daysInMonth }: Pick<SloReport, "isOver" | "daysInMonth">): Column<Row>[] => [
  { id: "name", header: "SLO", isPrimary: true, cell: (row) => <>{titleOf(row)}</> },
  { id: "met", header: "Result", cell: (row) => <Verdict row={row} isOver={isOver} /> },
  { id: "target", header: "Target", inLine: "named", align: "end", cell: (row) => targetText(row.target) },
  { id: "attained", header: "Attained", inLine: "named", align: "end", cell: (row) => <span className="font-medium">{quiet(row.adjusted.attained, attainedText(row.adjusted.attained))}</span> },
  { id: "raw", header: "Raw", align: "end", className: "max-md:hidden", cell: (row) => quiet(row.raw.attained, attainedText(row.raw.attained)) },
  { id: "bar", header: "Budget left", isHeaderHidden: true, className: "w-1/8 max-md:hidden", cell: (row) => <BudgetBar remaining={row.adjusted.spent === null ? null : 1 - row.adjusted.spent} /> },
  { id: "spent", header: "Budget spent", inLine: "named", align: "end", cell: (row) => spentText(row.adjusted.spent) },
  { id: "spentRaw", header: "Spent, raw", align: "end", className: "max-md:hidden", cell: (row) => spentText(row.raw.spent) },
  { id: "days", header: "Days with data", inLine: "named", align: "end", cell: (row) => `${row.daysWithData} of ${daysInMonth}` },
  { id: "owner", header: "Owner", className: "max-md:hidden", cell: (row) => row.owner?.name ?? <span className="text-fg-3">no owner</span> },
];

/** What every SLO attained in a month. */
export function ReportTable({ report, monthName }: { report: SloReport; monthName: string }) {
  return (
    <DataTable
      caption={`SLOs in ${monthName}`}
      columns={columnsFor(report)}
      rows={report.rows}
      phone="lines"
      rowKey={(row) => row.slug}
      rowHref={(row) => `/slos/${row.slug}`}
      empty={<EmptyState kind="none" title="No SLOs yet">The report lists what each SLO attained.</EmptyState>}
      footer={<p className="border-t border-line px-4 py-2 text-xs text-fg-3">Whole UTC days, with today’s definitions. Met: attained at least the target. Budget spent is of the whole month’s budget, so with days missing the two may differ.</p>}
    />
  );
}
