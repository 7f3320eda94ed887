import Link from "next/link";
import { DescriptionList } from "@/components/kit/description-list";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDuration, formatNumber, formatRatio } from "@/lib/format";
import type { TicketBeside } from "#contract/tickets";

const link = "rounded-sm text-link hover:underline";

function outcome(one: TicketBeside["similar"][number]): string {
  const state = one.resolutionMs === null ? one.state.toLowerCase() : `solved in ${formatDuration(one.resolutionMs)}`;
  return [one.number, one.customer, state, one.isSameIncident ? "same incident" : null].filter((part) => part !== null).join(", ");
}

function Similar({ similar }: Pick<TicketBeside, "similar">) {
  if (similar.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Similar tickets" />
      <CardBody><ul className="grid gap-2 text-sm">{similar.map((one) => <li key={one.number} className="grid"><Link href={`/tickets/${encodeURIComponent(one.number)}`} className={`truncate ${link}`}>{one.subject}</Link><span className="text-xs text-fg-3">{outcome(one)}</span></li>)}</ul></CardBody>
    </Card>
  );
}

/** What helps with the ticket: runbooks that speak of it, tickets like it, and how its customer fares. */
export function BesideCards({ beside }: { beside: TicketBeside }) {
  const { runbooks, similar, customer } = beside;
  return (
    <>
      {runbooks.length === 0 ? null : (
        <Card>
          <CardHeader title="Suggested runbooks" />
          <CardBody><ul className="grid gap-1.5 text-sm">{runbooks.map((one) => <li key={one.slug}><Link href={`/runbooks/${encodeURIComponent(one.slug)}`} className={link}>{one.title}</Link></li>)}</ul></CardBody>
        </Card>
      )}
      <Similar similar={similar} />
      {customer === null ? null : (
        <Card>
          <CardHeader title={customer.name} detail="90 days" />
          <CardBody>
            <DescriptionList items={[
              { term: "Tickets", description: <Link href={`/tickets?customer=${encodeURIComponent(customer.slug)}`} className={link}>{formatNumber(customer.tickets)}, {formatNumber(customer.open)} open</Link> },
              { term: "SLA met", description: customer.slaMet === null ? "no data" : `${formatRatio(customer.slaMet)} of ${formatNumber(customer.slaSample)}` },
              { term: "Rating", description: customer.rating === null ? "no data" : `${formatNumber(customer.rating, { digits: 1 })} of 5, ${formatNumber(customer.ratings)} rated` },
            ]} />
          </CardBody>
        </Card>
      )}
    </>
  );
}
