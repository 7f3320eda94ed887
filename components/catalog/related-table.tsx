import { useId } from "react";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber } from "@/lib/format";

export interface RelatedTableProps<Row extends { slug: string }> {
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The list's own address: rows lead to `path/slug`. */
  path: string;
  /** Said when there are none. */
  none: string;
}

/** What belongs to the thing that a page shows, as a card with a small table. */
export function RelatedTable<Row extends { slug: string }>({ title, columns, rows, path, none }: RelatedTableProps<Row>) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader title={title} titleId={id} detail={rows.length === 0 ? null : formatNumber(rows.length)} />
      <DataTable caption={title} columns={columns} rows={rows} rowKey={(row) => row.slug} rowHref={(row) => `${path}/${row.slug}`} isBare empty={<EmptyState kind="none" title={none} />} />
    </Card>
  );
}
