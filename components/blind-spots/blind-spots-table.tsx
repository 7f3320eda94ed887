import Link from "next/link";
import type { BlindSpot } from "#contract/blind-spots";
import { gapWords, hrefOf, kindWords, remedyHref } from "@/components/blind-spots/gap-words";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";

const quiet = (text: string) => <span className="text-fg-3">{text}</span>;

export interface BlindSpotsTableProps {
  items: readonly BlindSpot[];
  reader: { now: string; zone: string };
  empty: React.ReactNode;
  footer: React.ReactNode;
}

export function BlindSpotsTable({ items, reader, empty, footer }: BlindSpotsTableProps) {
  const columns: Column<BlindSpot>[] = [
    { id: "name", header: "What", isPrimary: true, cell: ({ name }) => name },
    { id: "kind", header: "Kind", cell: ({ kind }) => kindWords[kind] },
    { id: "gap", header: "Gap", cell: ({ gap }) => <StatusBadge status={gap === "no_data" ? "no_data" : "warn"} label={gapWords[gap].label} /> },
    { id: "since", header: "Data until", cell: ({ gap, since }) => (gap !== "no_data" ? quiet("–") : since === null ? quiet("never any") : <Timestamp iso={since} now={reader.now} zone={reader.zone} />) },
    { id: "tier", header: "Tier", align: "end", cell: ({ tier }) => tier ?? quiet("–") },
    { id: "owner", header: "Owner", cell: ({ team }) => team?.name ?? quiet("no owner") },
    { id: "remedy", header: "What to do", cell: (row) => <Link className="text-link underline-offset-2 hover:underline" href={remedyHref(row)}>{gapWords[row.gap].remedy}</Link> },
  ];
  return <DataTable caption="Blind spots" columns={columns} rows={items} rowKey={({ kind, slug, gap }) => `${kind}/${slug}/${gap}`} rowHref={hrefOf} empty={empty} footer={footer} />;
}
