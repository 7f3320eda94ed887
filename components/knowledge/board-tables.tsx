import type { BoardOutput, BoardRow, DocRequest } from "#contract/knowledge";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { FreshnessBadge } from "@/components/knowledge/freshness-badge";
import { NewDoc, type NewDocProps } from "@/components/knowledge/new-doc";
import { RequestActions } from "@/components/knowledge/request-row";
import type { Reader } from "@/components/knowledge/runbooks-table";
import { formatDateTime } from "@/lib/format";

const none = <span className="text-fg-3">nobody</span>;

const columnsFor = ({ now, zone }: Reader): Column<BoardRow>[] => [
  { id: "title", header: "Document", isPrimary: true, className: "md:w-[30%]", cell: (row) => row.title },
  { id: "space", header: "Space", priority: 3, cell: (row) => row.space ?? "" },
  { id: "freshness", header: "Review", className: "whitespace-nowrap", cell: (row) => <FreshnessBadge freshness={row.freshness} /> },
  { id: "by", header: "By", className: "whitespace-nowrap", cell: (row) => (row.reviewBy === null ? <span className="text-fg-3">no date</span> : formatDateTime(row.reviewBy, "UTC", "date")) },
  { id: "owner", header: "Owner", cell: (row) => row.ownerName ?? none },
  { id: "reads", header: "Reads, 30 d", align: "end", cell: (row) => row.reads },
  { id: "useful", header: "Useful", align: "end", cell: (row) => (row.yes + row.no === 0 ? <span className="text-fg-3">no votes</span> : `${row.yes} of ${row.yes + row.no}`) },
  { id: "changed", header: "Changed", align: "end", priority: 3, cell: (row) => <Timestamp iso={row.updatedAt} now={now} zone={zone} /> },
];

export interface BoardTableProps {
  rows: readonly BoardRow[];
  caption: string;
  empty: string;
  reader: Reader;
}

export function BoardTable({ rows, caption, empty, reader }: BoardTableProps) {
  return <DataTable caption={caption} columns={columnsFor(reader)} rows={rows} rowKey={(row) => row.slug} rowHref={(row) => `/docs/${row.slug}`} empty={<EmptyState kind="none" title={empty} />} />;
}

export interface RequestsTableProps {
  requests: readonly DocRequest[];
  spaces: NewDocProps["spaces"];
  reader: Reader;
}

export function RequestsTable({ requests, spaces, reader: { now, zone } }: RequestsTableProps) {
  const columns: Column<DocRequest>[] = [
    { id: "words", header: "Looked for", isPrimary: true, className: "md:w-[30%]", cell: (row) => row.words },
    { id: "times", header: "Times", align: "end", cell: (row) => row.times },
    { id: "last", header: "Last", align: "end", cell: (row) => <Timestamp iso={row.lastAt} now={now} zone={zone} /> },
    { id: "owner", header: "Owner", cell: (row) => row.ownerName ?? none },
    { id: "act", header: "Actions", isHeaderHidden: true, align: "end", cell: (row) => <span className="inline-flex flex-wrap items-center justify-end gap-1"><NewDoc spaces={spaces} request={row} /><RequestActions request={row} /></span> },
  ];
  return <DataTable caption="Searches without a result" columns={columns} rows={requests} rowKey={(row) => row.id} empty={<EmptyState kind="none" title="Every search had a result">A search that finds nothing is listed here, with how often it was made.</EmptyState>} />;
}

export function ReviewsTable({ rows, reader: { now, zone } }: { rows: BoardOutput["inReview"]; reader: Reader }) {
  const columns: Column<BoardOutput["inReview"][number]>[] = [
    { id: "title", header: "Document", isPrimary: true, cell: (row) => row.title },
    { id: "number", header: "Version", align: "end", cell: (row) => row.number },
    { id: "by", header: "Written by", cell: (row) => row.authorName },
    { id: "at", header: "Since", align: "end", cell: (row) => <Timestamp iso={row.createdAt} now={now} zone={zone} /> },
  ];
  return <DataTable caption="Waiting for review" columns={columns} rows={rows} rowKey={(row) => `${row.slug}-${row.number}`} rowHref={(row) => `/docs/${row.slug}/history?version=${row.number}`} empty={<EmptyState kind="none" title="Nothing waits for review" />} />;
}
