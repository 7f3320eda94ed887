import "server-only";
import { z } from "zod";
import { eventKindSchema, prioritySchema, stateKindSchema, type TicketDetail, type TicketEvent, type TicketRow } from "#contract/tickets";
import type { Sight } from "./search-where";
import type { StoredEventRow, StoredTicketRow } from "./ticket-repository";

const reference = (slug: string | null, name: string | null) => (slug === null || name === null ? null : { slug, name });
const instant = (date: Date | null): string | null => date?.toISOString() ?? null;
const priority = z.nullable(prioritySchema);

const detailSchema = z.object({ changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])).default({}), isReopening: z.boolean().default(false), escalation: z.object({ to: z.string(), reason: z.string() }).optional() });

export const toTicketRow = (row: StoredTicketRow, { seesNotes }: Sight): TicketRow => ({
  number: row.number, subject: row.subject, state: row.state, stateKind: stateKindSchema.parse(row.state_kind), priority: priority.parse(row.priority),
  category: row.category, team: reference(row.team_slug, row.team_name), assignee: row.assignee,
  customer: reference(row.customer_slug, row.customer_name), service: reference(row.service_slug, row.service_name), requester: row.requester, madeSla: row.made_sla,
  openedAt: row.opened_at.toISOString(), updatedAt: row.updated_at.toISOString(), resolvedAt: instant(row.resolved_at), resolutionMs: row.resolution_ms,
  reassignmentCount: row.reassignment_count, reopenCount: row.reopen_count,
  level: seesNotes ? row.level : null, tags: seesNotes ? row.tags : [], snoozedUntil: seesNotes ? instant(row.snoozed_until) : null,
  due: row.clock_kind === null || row.clock_state === null ? null : { kind: row.clock_kind, state: row.clock_state, at: instant(row.clock_due_at), warnAt: instant(row.clock_warn_at) },
});

const toTicketEvent = (row: StoredEventRow): TicketEvent => ({
  seq: row.seq, at: row.at.toISOString(), kind: eventKindSchema.parse(row.kind), state: row.state, stateKind: stateKindSchema.parse(row.state_kind),
  fromTeam: reference(row.from_slug, row.from_name), team: reference(row.team_slug, row.team_name), assignee: row.assignee, priority: priority.parse(row.priority),
  madeSla: row.made_sla, actor: row.actor, ...detailSchema.parse(row.detail),
});

/** What the desk keeps for itself: how it sorts its work, and what else a ticket is linked to, which may be somebody else's. */
const deskFields: ReadonlySet<string> = new Set(["link", "tags", "level", "snoozed"]);
const deskKinds: ReadonlySet<string> = new Set(["updated", "level", "escalated"]);

/** The history as the requester may know it: without notes, and without what only the desk is told of. */
const outwardEvents = (events: readonly TicketEvent[]): TicketEvent[] =>
  events.filter(({ kind }) => kind !== "noted").flatMap(({ escalation: _escalation, ...event }) => {
    const changes = Object.fromEntries(Object.entries(event.changes).filter(([field]) => !deskFields.has(field)));
    return deskKinds.has(event.kind) && Object.keys(changes).length === 0 ? [] : [{ ...event, changes }];
  });

export const toTicketDetail = (row: StoredTicketRow, events: readonly StoredEventRow[], sight: Sight): TicketDetail => ({
  ...toTicketRow(row, sight), impact: row.impact, urgency: row.urgency, channel: row.channel, subcategory: row.subcategory, symptom: row.symptom, location: row.location,
  firstResponseAt: instant(row.first_response_at), closedAt: instant(row.closed_at), isDemo: row.is_demo, isImported: row.is_imported, hasHistory: !row.is_listed, events: sight.seesNotes ? events.map(toTicketEvent) : outwardEvents(events.map(toTicketEvent)),
});
