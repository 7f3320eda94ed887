import { DataTable, type Column } from "@/components/kit/data-table";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { parseSort, type PageUrl } from "@/components/kit/with-params";
import { Person } from "@/components/ui/avatar";
import { formatNumber, formatRatio } from "@/lib/format";
import { cn } from "@/lib/cn";
import { NOW, ROWS, ZONE, type SampleRow } from "./sample";

const columns: readonly Column<SampleRow>[] = [
  { id: "status", header: "Status", cell: (row) => <StatusBadge status={row.status} /> },
  { id: "name", header: "SLO", isPrimary: true, isSortable: true, cell: (row) => row.name },
  { id: "left", header: "Budget left", align: "end", isSortable: true, cell: (row) => <span className={cn(row.left === null && "text-fg-3", row.left !== null && row.left < 0 && "text-crit-text")}>{formatRatio(row.left)}</span> },
  { id: "burn", header: "Burn", align: "end", priority: 3, cell: (row) => (row.burn === null ? <span className="text-fg-3">no data</span> : `${formatNumber(row.burn, { digits: 1 })}×`) },
  { id: "owner", header: "Owner", cell: (row) => <Person name={row.owner} /> },
  { id: "changed", header: "Changed", align: "end", cell: (row) => <Timestamp iso={row.changedAt} now={NOW} zone={ZONE} /> },
];

export interface SampleTableProps {
  url: PageUrl;
}

export function SampleTable({ url }: SampleTableProps) {
  const one = url.params["sort"];
  return (
    <DataTable
      caption="Service level objectives"
      columns={columns}
      rows={ROWS}
      rowKey={(row) => row.id}
      rowHref={(row) => `/design?row=${row.id}`}
      sort={parseSort(typeof one === "string" ? one : undefined, ["name", "left"])}
      url={url}
      footer={<Pagination url={url} nextCursor="next" summary="4 of 15 objectives" />}
    />
  );
}
