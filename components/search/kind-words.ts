import type { SearchKind } from "#contract/search";

/** How a kind of result is called: one of it, and several. */
export const kindWords: Readonly<Record<SearchKind, { one: string; many: string }>> = {
  document: { one: "Document", many: "Documents" },
  runbook: { one: "Runbook", many: "Runbooks" },
  ticket: { one: "Ticket", many: "Tickets" },
  incident: { one: "Incident", many: "Incidents" },
  window: { one: "Planned work", many: "Planned work" },
  service: { one: "Service", many: "Services" },
  person: { one: "Person", many: "People" },
  brief: { one: "Conversation", many: "Conversations" },
};
