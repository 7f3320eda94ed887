import type { TestDatabase } from "../platform/db/test-database";
import { newId } from "../platform/ids";

export interface FixtureTicket {
  number: string;
  openedAt: string;
  priority?: string;
  customerId?: string;
  teamId?: string;
  assigneeId?: string;
  level?: string;
  events?: readonly { at: string; stateKind: string; priority?: string; kind?: string }[];
  words?: readonly { at: string; by: "agent" | "requester" }[];
  isDemo?: boolean;
  sourceKey?: string;
}

/** A ticket with its log, as the desk writes it. */
export async function insertTicket(database: TestDatabase, ticket: FixtureTicket): Promise<string> {
  const id = newId("tkt");
  const events = [{ at: ticket.openedAt, stateKind: "open", kind: "opened" }, ...(ticket.events ?? [])];
  const last = events.at(-1);
  await database.query(
    "insert into ticket (id, number, subject, state, state_kind, priority, customer_id, team_id, assignee_id, level, opened_at, updated_at, resolved_at, is_demo, source_key, tags) values ($1, $2, 'Slow', $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '{}')",
    [id, ticket.number, last?.stateKind, ticket.priority ?? "p3", ticket.customerId ?? null, ticket.teamId ?? null, ticket.assigneeId ?? null, ticket.level ?? null, ticket.openedAt, last?.at, last?.stateKind === "resolved" ? last.at : null, ticket.isDemo ?? false, ticket.sourceKey ?? null],
  );
  for (const [index, event] of events.entries())
    await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, priority, detail) values ($1, $2, $3, $4, $5, $5, $6, '{}')", [id, index + 1, event.at, event.kind ?? "state", event.stateKind, ("priority" in event ? event.priority : undefined) ?? ticket.priority ?? "p3"]);
  for (const word of ticket.words ?? []) await database.query("insert into ticket_message (id, ticket_id, kind, author_kind, author_name, body, mention_ids, created_at) values ($1, $2, 'public', $3, 'Somebody', 'Words', '{}', $4)", [newId("msg"), id, word.by, word.at]);
  return id;
}
