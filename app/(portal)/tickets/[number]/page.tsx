import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/kit/page-header";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { TopBar } from "@/components/shell/top-bar";
import { StateBadge } from "@/components/tickets/state-badge";
import { TicketFacts } from "@/components/tickets/ticket-facts";
import { TicketHistory } from "@/components/tickets/ticket-history";
import { ticketSpan } from "@/components/tickets/ticket-words";
import { Badge } from "@/components/ui/badge";
import { formatDuration, formatNumber } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { can } from "@/server/platform/auth/actor";
import { ticketsOperations } from "@/server/tickets";
import type { TicketDetail } from "#contract/tickets";

type Route = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Route): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

function Measures({ ticket, now }: { ticket: TicketDetail; now: string }) {
  const span = ticketSpan(ticket, now);
  const handovers = ticket.events.filter((event) => event.kind === "reassigned").length;
  const reported = ticket.reassignmentCount === handovers ? undefined : `the source counts ${formatNumber(ticket.reassignmentCount)}`;
  return (
    <SummaryStrip
      label="Measures"
      items={[
        { label: span?.isAge === true ? "Open for" : "Time to resolve", value: formatDuration(span?.ms) },
        { label: "Handovers between groups", value: formatNumber(handovers), detail: reported },
        { label: "Reopened", value: formatNumber(ticket.reopenCount), unit: ticket.reopenCount === 1 ? "time" : "times" },
        { label: "Events", value: formatNumber(ticket.events.length) },
      ]}
    />
  );
}

export default async function TicketPage({ params }: Route) {
  const [{ number }, { actor, now }] = await Promise.all([params, pageContext()]);
  const ticket = await pageCall(ticketsOperations.get, { number: decodeURIComponent(number) });
  const aside = (
    <>
      <StateBadge state={ticket.state} kind={ticket.stateKind} />
      {ticket.isDemo ? <Badge tone="info">demo</Badge> : null}
    </>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Tickets", href: "/tickets" }, { label: ticket.number }]} />
      <Page>
        <PageHeader title={ticket.subject} aside={aside} description={<span className="font-mono text-xs">{ticket.number}</span>} />
        <Measures ticket={ticket} now={now} />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <TicketHistory events={ticket.events} now={now} zone={actor.zone} />
          <TicketFacts ticket={ticket} now={now} zone={actor.zone} canReadCatalog={can(actor, "catalog.read")} />
        </div>
      </Page>
    </>
  );
}
