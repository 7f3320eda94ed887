import type { Priority, TicketRow } from "#contract/tickets";
import { isOver } from "#core/tickets";
import type { Status } from "@/components/kit/status-map";

export const priorityWords: Record<Priority, string> = { p1: "P1, critical", p2: "P2, high", p3: "P3, moderate", p4: "P4, low" };

/** What the source says about the SLA, in words. "Kept" is final only when the ticket is over. */
export function slaStatus(ticket: Pick<TicketRow, "madeSla" | "stateKind">): { status: Status; label: string } {
  if (ticket.madeSla === null) return { status: "no_data", label: "not stated" };
  if (!ticket.madeSla) return { status: "missed", label: "Missed" };
  return isOver(ticket.stateKind) ? { status: "met", label: "Met" } : { status: "none", label: "Not missed yet" };
}

/** How long it took, or how old it is; null when it is over without a time of resolution. */
export function ticketSpan(ticket: Pick<TicketRow, "resolutionMs" | "stateKind" | "openedAt">, now: string): { ms: number; isAge: boolean } | null {
  if (ticket.resolutionMs !== null) return { ms: ticket.resolutionMs, isAge: false };
  if (isOver(ticket.stateKind)) return null;
  return { ms: Math.max(0, Date.parse(now) - Date.parse(ticket.openedAt)), isAge: true };
}

const kinds = { opened: "Opened", state: "State changed", assigned: "Assigned", reassigned: "Handed over", priority: "Priority changed", updated: "Updated", replied: "Replied", noted: "Internal note", escalated: "Escalated", level: "Level changed", rated: "Rated" } as const;
export const eventWords: Record<keyof typeof kinds, string> = kinds;

export const fieldWords: Record<string, string> = {
  state: "State", group: "Group", assignee: "Assignee", priority: "Priority", impact: "Impact", urgency: "Urgency", category: "Category", subcategory: "Subcategory", symptom: "Symptom", madeSla: "SLA", level: "Level", subject: "Subject", description: "Description", tags: "Tags", requester: "Requester", requesterEmail: "Requester's e-mail", customer: "Customer", service: "Service", snoozed: "Snoozed until", link: "Link", attachment: "Attachment", watcher: "Watcher",
};
