import { SummaryStrip } from "@/components/kit/summary-strip";
import { ticketSpan } from "@/components/tickets/ticket-words";
import { formatDuration, formatNumber } from "@/lib/format";
import type { TicketDetail } from "#contract/tickets";

/** How long it takes, and how far it has travelled. */
export function TicketMeasures({ ticket, now }: { ticket: TicketDetail; now: string }) {
  const span = ticketSpan(ticket, now);
  const handovers = ticket.events.filter((event) => event.kind === "reassigned").length;
  if (!ticket.hasHistory) return <SummaryStrip label="Measures" items={[{ label: span?.isAge === true ? "Open for" : "Time to resolve", value: formatDuration(span?.ms) }, { label: "Handovers between groups", value: "no data", detail: "it came from a list" }, { label: "Reopened", value: "no data" }]} />;
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
