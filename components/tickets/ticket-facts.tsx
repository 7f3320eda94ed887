import Link from "next/link";
import type { ReactNode } from "react";
import { DescriptionList, type DescriptionItem } from "@/components/kit/description-list";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { PriorityMark } from "@/components/tickets/priority-mark";
import { slaStatus } from "@/components/tickets/ticket-words";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { TicketDetail } from "#contract/tickets";

export interface TicketFactsProps {
  ticket: TicketDetail;
  now: string;
  zone: string;
  /** Whether group, customer and service have pages that this reader may open. */
  canReadCatalog: boolean;
}

const link = "rounded-sm text-link hover:underline";
const unknown = <span className="text-fg-3">unknown</span>;

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

const known = (items: readonly [term: string, value: string | null][]): DescriptionItem[] => items.flatMap(([term, value]) => (value === null ? [] : [{ term, description: value }]));

/** What is known about a ticket, beside its history. Fields that the source leaves open are not listed, except those one looks for. */
export function TicketFacts({ ticket, now, zone, canReadCatalog }: TicketFactsProps) {
  const at = (iso: string | null, none: string) => <Timestamp iso={iso} now={now} zone={zone} show="full" none={none} />;
  return (
    <div className="grid content-start gap-4">
      <Card>
        <CardHeader title="Ticket" />
        <CardBody>
          <DescriptionList
            items={[
              { term: "SLA", description: <StatusBadge {...slaStatus(ticket)} /> },
              { term: "Priority", description: <PriorityMark priority={ticket.priority} isLong /> },
              ...known([["Impact", ticket.impact], ["Urgency", ticket.urgency]]),
              { term: "Group", description: place(ticket.team, { folder: "teams", filter: "team", canReadCatalog }) },
              { term: "Assignee", description: ticket.assignee ?? unknown },
              ...(ticket.customer === null ? [] : [{ term: "Customer", description: place(ticket.customer, { folder: "customers", filter: "customer", canReadCatalog }) }]),
              ...(ticket.service === null ? [] : [{ term: "Service", description: place(ticket.service, { folder: "services", filter: "service", canReadCatalog }) }]),
              ...known([["Requester", ticket.requester], ["Channel", ticket.channel], ["Category", ticket.category], ["Subcategory", ticket.subcategory], ["Symptom", ticket.symptom], ["Location", ticket.location]]),
            ]}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="Times" />
        <CardBody>
          <DescriptionList
            items={[
              { term: "Opened", description: at(ticket.openedAt, "unknown") },
              ...(ticket.firstResponseAt === null ? [] : [{ term: "First response", description: at(ticket.firstResponseAt, "unknown") }]),
              { term: "Resolved", description: at(ticket.resolvedAt, "no time given") },
              { term: "Closed", description: at(ticket.closedAt, "no time given") },
              { term: "Updated", description: at(ticket.updatedAt, "unknown") },
            ]}
          />
        </CardBody>
      </Card>
    </div>
  );
}
