import Link from "next/link";
import type { ReactNode } from "react";
import { DueMark } from "@/components/tickets/due-mark";
import { PriorityMark } from "@/components/tickets/priority-mark";
import { QueueKeys } from "@/components/tickets/queue-keys";
import { Avatar } from "@/components/ui/avatar";
import type { TicketRow } from "#contract/tickets";

export interface QueueListProps {
  rows: readonly TicketRow[];
  /** The number of the open ticket. */
  current: string | null;
  /** Appended to every ticket's address, so that the list stays beside it. */
  query: string;
  now: string;
  /** A control before a row, by number: a box to tick it. */
  ticks?: Readonly<Record<string, ReactNode>>;
}

function Row({ row, current, query, now }: { row: TicketRow } & Pick<QueueListProps, "current" | "query" | "now">) {
  return (
    <Link href={`/tickets/${encodeURIComponent(row.number)}${query}`} data-queue-link="" aria-current={row.number === current ? "page" : undefined} className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-1 border-l-2 border-transparent px-3 py-2 text-sm hover:bg-hover aria-[current=page]:border-primary aria-[current=page]:bg-select">
      <span className="flex items-start gap-2">
        <PriorityMark priority={row.priority} />
        <span className="min-w-0 flex-1 truncate font-medium @max-md:line-clamp-2 @max-md:whitespace-normal">{row.subject}</span>
        <DueMark due={row.due} now={now} />
      </span>
      <span className="flex items-center gap-3 text-xs text-fg-3">
        <span className="font-mono">{row.number}</span>
        {row.customer === null ? null : <span className="min-w-0 truncate">{row.customer.name}</span>}
        {row.service === null ? null : <span className="min-w-0 truncate @max-md:hidden">{row.service.name}</span>}
        <span className="ml-auto flex items-center gap-1.5 whitespace-nowrap">{row.state}<Avatar name={row.assignee} /><span className="sr-only">{row.assignee ?? "nobody"}</span></span>
      </span>
    </Link>
  );
}

/** Tickets in the order in which they have to be worked on; j and k move, Enter opens. */
export function QueueList({ rows, current, query, now, ticks = {} }: QueueListProps) {
  return (
    <QueueKeys>
      <ol aria-label="Tickets" className="@container divide-y divide-line">
        {rows.map((row) => (
          <li key={row.number} className="flex items-center">
            {ticks[row.number]}
            <Row row={row} current={current} query={query} now={now} />
          </li>
        ))}
      </ol>
    </QueueKeys>
  );
}
