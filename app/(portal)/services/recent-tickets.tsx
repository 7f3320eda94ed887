import Link from "next/link";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber } from "@/lib/format";
import { pageCall, type PageContext } from "@/server/api/page";
import { ticketsOperations } from "@/server/tickets/operations";
import type { TicketRow } from "#contract/tickets";

export interface RecentTicketsProps {
  filter: { service?: string[]; customer?: string[]; team?: string[] };
  /** The list with the same filter. */
  href: string;
  reader: PageContext;
}

const columnsFor = ({ now, actor }: PageContext): Column<TicketRow>[] => [
  { id: "subject", header: "Ticket", isPrimary: true, cell: (row) => row.subject },
  { id: "priority", header: "Priority", cell: (row) => row.priority?.toUpperCase() ?? <span className="text-fg-3">none</span> },
  { id: "state", header: "State", cell: (row) => row.state },
  { id: "opened", header: "Opened", cell: (row) => <Timestamp iso={row.openedAt} now={now} zone={actor.zone} /> },
];

/** The newest tickets of one service, customer or team; nothing for a reader who may not see tickets. */
export async function RecentTickets({ filter, href, reader }: RecentTicketsProps) {
  if (!reader.actor.permissions.has("tickets.read")) return null;
  const tickets = await pageCall(ticketsOperations.list, { ...filter, limit: 5 });
  const all = (
    <Button asChild variant="ghost" size="sm">
      <Link href={href}>Show all</Link>
    </Button>
  );
  return (
    <Card>
      <CardHeader title="Recent tickets" detail={tickets.total === 0 ? null : `of ${formatNumber(tickets.total)}`} actions={tickets.total === 0 ? null : all} />
      <DataTable caption="Recent tickets" columns={columnsFor(reader)} rows={tickets.items} rowKey={(row) => row.number} rowHref={(row) => `/tickets/${encodeURIComponent(row.number)}`} isBare empty={<EmptyState kind="none" title="No ticket yet" />} />
    </Card>
  );
}
