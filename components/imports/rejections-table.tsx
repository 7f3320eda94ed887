import { DataTable, type Column } from "@/components/kit/data-table";
import type { Rejection } from "@/components/imports/import-messages";
import { formatCount } from "@/lib/format";

type NumberedRejection = Rejection & { index: number };

const columns: readonly Column<NumberedRejection>[] = [
  { id: "line", header: "Line", cell: (row) => row.line, isPrimary: true, className: "w-20" },
  { id: "reason", header: "Reason", cell: (row) => <span className="wrap-anywhere">{row.reason}</span> },
  { id: "excerpt", header: "Begins with", cell: (row) => <code className="font-mono text-xs wrap-anywhere text-fg-3">{row.excerpt === "" ? "nothing" : row.excerpt}</code>, priority: 2 },
];

export interface RejectionsTableProps {
  rejections: readonly Rejection[];
  /** Rows refused in all, which may be more than are shown. */
  total: number;
}

/** Rows that an import refused, each with its line and the reason. */
export function RejectionsTable({ rejections, total }: RejectionsTableProps) {
  const rest = total - rejections.length;
  return (
    <DataTable
      caption="Rejected rows"
      columns={columns}
      rows={rejections.map((rejection, index) => ({ ...rejection, index }))}
      rowKey={(row) => String(row.index)}
      footer={rest > 0 ? <p className="border-t border-line px-4 py-2 text-xs text-fg-3">and {formatCount(rest, "more row")}</p> : undefined}
    />
  );
}
