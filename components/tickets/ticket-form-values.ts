import type { TicketFormValues } from "@/components/tickets/ticket-form";
import { levels, supportLevels, type TicketDetail, type TicketThread } from "#contract/tickets";

/** A ticket as the form shows it. */
export const toFormValues = (ticket: TicketDetail, thread: TicketThread): TicketFormValues => ({
  subject: ticket.subject, description: thread.description, requester: ticket.requester ?? "", requesterEmail: thread.requesterEmail ?? "",
  customer: ticket.customer?.slug ?? null, service: ticket.service?.slug ?? null, team: ticket.team?.slug ?? null, assigneeId: thread.assigneeId, category: ticket.category ?? "", tags: thread.tags.join(", "),
  impact: levels.find((level) => level === ticket.impact) ?? null, urgency: levels.find((level) => level === ticket.urgency) ?? null, level: supportLevels.find((level) => level === thread.level) ?? null,
});
