import Link from "next/link";
import type { ReactNode } from "react";
import { DescriptionList, type DescriptionItem } from "@/components/kit/description-list";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { ratingWord } from "@/components/tickets/desk-words";
import { PriorityMark } from "@/components/tickets/priority-mark";
import { slaStatus } from "@/components/tickets/ticket-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { TicketDetail, TicketThread } from "#contract/tickets";

export interface TicketFactsProps {
  ticket: TicketDetail;
  now: string;
  zone: string;
  /** Whether group, customer and service have pages that this reader may open. */
  canReadCatalog: boolean;
  /** What the requester said of it; null when nothing, or when the reader is who said it. */
  rating: TicketThread["rating"];
}

const link = "rounded-sm text-link hover:underline";
const nobody = (word: string) => <span className="text-fg-3">{word}</span>;
const unknown = nobody("unknown");

interface Reference {
  slug: string;
  name: string;
}

function place(value: Reference | null, { folder, filter, canReadCatalog }: { folder: string; filter: string; canReadCatalog: boolean }): ReactNode {
  if (value === null) return unknown;
  const href = canReadCatalog ? `/${folder}/${encodeURIComponent(value.slug)}` : `/tickets?${new URLSearchParams({ [filter]: value.slug }).toString()}`;
  return (
    <Link href={href} className={link}>
      {value.name}
    </Link>
  );
}

const ratedAs = ({ score, comment }: NonNullable<TicketThread["rating"]>): ReactNode => (
  <>
    {ratingWord(score)}, {score} of 5{comment === "" ? null : <q className="mt-0.5 block text-fg-2 wrap-anywhere">{comment}</q>}
  </>
);

const known = (items: readonly [term: string, value: string | null][]): DescriptionItem[] => items.flatMap(([term, value]) => (value === null ? [] : [{ term, description: value }]));

/** What one looks at first: how urgent it is, whose it is, and who has it. */
export function TicketFacts({ ticket, canReadCatalog, rating }: Omit<TicketFactsProps, "now" | "zone">) {
  return (
    <Card>
      <CardHeader title="Ticket" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Priority", description: <PriorityMark priority={ticket.priority} isLong /> },
            ...(ticket.customer === null ? [] : [{ term: "Customer", description: place(ticket.customer, { folder: "customers", filter: "customer", canReadCatalog }) }]),
            ...(ticket.service === null ? [] : [{ term: "Service", description: place(ticket.service, { folder: "services", filter: "service", canReadCatalog }) }]),
            ...known([["Requester", ticket.requester]]),
            { term: "Group", description: ticket.team === null && !ticket.isImported ? nobody("none") : place(ticket.team, { folder: "teams", filter: "team", canReadCatalog }) },
            { term: "Assignee", description: ticket.assignee ?? (ticket.isImported ? unknown : nobody("nobody")) },
            { term: "SLA", description: <StatusBadge {...slaStatus(ticket)} /> },
            ...(rating === null ? [] : [{ term: "Rating", description: ratedAs(rating) }]),
          ]}
        />
      </CardBody>
    </Card>
  );
}

/** The rest: how it was sorted, and its times. */
export function TicketDetails({ ticket, now, zone }: Pick<TicketFactsProps, "ticket" | "now" | "zone">) {
  const at = (iso: string | null, none: string) => <Timestamp iso={iso} now={now} zone={zone} show="full" none={none} />;
  const notYet = ticket.stateKind === "resolved" || ticket.stateKind === "closed" ? "no time given" : "not yet";
  return (
    <Card>
      <CardHeader title="Details" />
      <CardBody>
        <DescriptionList
          items={[
            ...known([["Impact", ticket.impact], ["Urgency", ticket.urgency], ["Channel", ticket.channel], ["Category", ticket.category], ["Subcategory", ticket.subcategory], ["Symptom", ticket.symptom], ["Location", ticket.location]]),
            { term: "Opened", description: at(ticket.openedAt, "unknown") },
            ...(ticket.firstResponseAt === null ? [] : [{ term: "First response", description: at(ticket.firstResponseAt, "unknown") }]),
            { term: "Resolved", description: at(ticket.resolvedAt, notYet) },
            { term: "Closed", description: at(ticket.closedAt, ticket.stateKind === "closed" ? "no time given" : "not yet") },
            { term: "Updated", description: at(ticket.updatedAt, "unknown") },
          ]}
        />
      </CardBody>
    </Card>
  );
}
