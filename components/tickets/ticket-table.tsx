import Link from "next/link";
import type { ReactNode } from "react";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { withParams, type PageUrl, type Sort } from "@/components/kit/with-params";
import { PriorityMark } from "@/components/tickets/priority-mark";
import { StateBadge } from "@/components/tickets/state-badge";
import { slaStatus, ticketSpan } from "@/components/tickets/ticket-words";
import { formatCount, formatDuration } from "@/lib/format";
import type { TicketList, TicketRow } from "#contract/tickets";

function Span({ ticket, now }: { ticket: TicketRow; now: string }) {
  const span = ticketSpan(ticket, now);
  if (span === null) return <Absent>no data</Absent>;
  return span.isAge ? <span className="whitespace-nowrap text-fg-3">open {formatDuration(span.ms)}</span> : <span className="whitespace-nowrap">{formatDuration(span.ms)}</span>;
}

function Reference({ value, href }: { value: { name: string } | null; href: string | null }) {
  if (value === null) return <Absent>unknown</Absent>;
  if (href === null) return value.name;
  return (
    <Link href={href} className="rounded-sm hover:underline">
      {value.name}
    </Link>
  );
}

export interface TicketTableProps {
  list: TicketList;
  url: PageUrl;
  sort: Sort;
  now: string;
  zone: string;
  empty: ReactNode;
  /** Columns that no ticket fills are left out. */
  has: { customer: boolean; service: boolean; /** Groups and promises, which are the desk's. */ desk: boolean };
}

function columnsOf({ url, now, zone, has }: Pick<TicketTableProps, "url" | "now" | "zone" | "has">): Column<TicketRow>[] {
  const narrowed = (name: string, slug: string | undefined) => (slug === undefined ? null : withParams(url, { [name]: slug, cursor: null }));
  const customer: Column<TicketRow> = { id: "customer", header: "Customer", cell: (row) => <Reference value={row.customer} href={narrowed("customer", row.customer?.slug)} />, priority: 2 };
  const service: Column<TicketRow> = { id: "service", header: "Service", cell: (row) => <Reference value={row.service} href={narrowed("service", row.service?.slug)} />, priority: 2 };
  const desk: Column<TicketRow>[] = [
    { id: "team", header: "Group", cell: (row) => <Reference value={row.team} href={narrowed("team", row.team?.slug)} /> },
    { id: "sla", header: "SLA", cell: (row) => <StatusBadge {...slaStatus(row)} /> },
  ];
  const number: Column<TicketRow> = { id: "number", header: "Ticket", cell: (row) => <span className="font-mono text-xs">{row.number}</span>, isPrimary: has.desk, isSortable: true };
  const subject: Column<TicketRow> = { id: "subject", header: "Subject", cell: (row) => <span className="line-clamp-1 wrap-anywhere">{row.subject}</span>, className: "min-w-48", isPrimary: !has.desk, inLine: "text" };
  return [
    // Numbers are how a desk speaks of tickets; a person knows a request by what it is about.
    ...(has.desk ? [number, subject] : [subject, number]),
    { id: "priority", header: "Priority", cell: (row) => <PriorityMark priority={row.priority} />, isSortable: true, firstDirection: "desc" },
    { id: "state", header: "State", cell: (row) => <StateBadge state={row.state} kind={row.stateKind} /> },
    ...(has.customer ? [customer] : []),
    ...(has.service ? [service] : []),
    ...(has.desk ? desk : []),
    { id: "opened", header: "Opened", inLine: "named", cell: (row) => <Timestamp iso={row.openedAt} now={now} zone={zone} />, isSortable: true, firstDirection: "desc" },
    { id: "updated", header: "Updated", inLine: "hidden", cell: (row) => <Timestamp iso={row.updatedAt} now={now} zone={zone} />, isSortable: true, firstDirection: "desc", priority: 3 },
    { id: "resolution", header: "Time to resolve", inLine: "named", cell: (row) => <Span ticket={row} now={now} />, align: "end", isSortable: true, firstDirection: "desc" },
  ];
}

/** One page of tickets. */
export function TicketTable({ list, url, sort, now, zone, empty, has }: TicketTableProps) {
  const summary = list.items.length === list.total ? formatCount(list.total, "ticket") : `${list.items.length} of ${list.isTotalExact ? "" : "more than "}${formatCount(list.total, "ticket")}`;
  return (
    <DataTable
      caption="Tickets"
      phone="lines"
      columns={columnsOf({ url, now, zone, has })}
      rows={list.items}
      rowKey={(row) => row.number}
      rowHref={(row) => `/tickets/${encodeURIComponent(row.number)}`}
      sort={sort}
      url={url}
      empty={empty}
      footer={<Pagination url={url} nextCursor={list.nextCursor} summary={summary} />}
    />
  );
}
