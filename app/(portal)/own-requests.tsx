import Link from "next/link";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { StateBadge } from "@/components/tickets/state-badge";
import { SubmitRequest } from "@/components/tickets/submit-request";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { pageCall } from "@/server/api/page";
import { ticketsOperations } from "@/server/tickets";

const shown = 8;

/** The home of whoever asks: what they asked for last, and the way to ask for more. */
export async function OwnRequests({ now, zone }: { now: string; zone: string }) {
  const { items, total } = await pageCall(ticketsOperations.list, { sort: "updated", direction: "desc", limit: shown });
  if (total === 0) return <EmptyState kind="none" title="No requests yet" action={<SubmitRequest />}>What you ask for is listed here, and so is what you write to the desk by mail.</EmptyState>;
  return (
    <Card aria-label="Your requests">
      <CardHeader title="Your requests" detail="latest first" actions={<SubmitRequest />} />
      <ul>
        {items.map((row) => (
          <li key={row.number} className="border-b border-line last:border-b-0">
            <Link href={`/tickets/${encodeURIComponent(row.number)}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover">
              <span className="min-w-40 flex-1 font-medium wrap-anywhere">{row.subject}</span>
              <StateBadge state={row.state} kind={row.stateKind} />
              <Timestamp iso={row.updatedAt} now={now} zone={zone} className="text-xs text-fg-3" />
            </Link>
          </li>
        ))}
      </ul>
      {total > items.length ? <CardFooter><Link href="/tickets" className="text-link hover:underline">All {total} requests</Link></CardFooter> : null}
    </Card>
  );
}
