import "server-only";
import { Prisma } from "@/server/generated/prisma/client";
import type { TicketModel } from "@/server/generated/prisma/models";
import type { Scope } from "@/server/platform/auth/actor";
import type { Tx } from "@/server/platform/db";
import { levelSchema, prioritySchema, stateKindSchema, supportLevels, type EventKind, type StateKind } from "#contract/tickets";
import type { DeskTicket, Named } from "#core/tickets";
import { z } from "zod";
import { whereScope } from "./ticket-where";

/** The counter behind the numbers of tickets that are opened here; its row is locked until the transaction ends. */
export async function nextTicketNumber(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ value: bigint }[]>`insert into number_sequence (name, value) values ('ticket', 1001)
    on conflict (name) do update set value = number_sequence.value + 1 returning value`;
  return String(row?.value ?? 0);
}

interface Beside {
  customerName: string | null;
  serviceName: string | null;
  teamName: string | null;
  /** Somebody has begun to write on it. */
  hasDrafts: boolean;
  /** It is in the state in which tickets arrive; null while the desk has named no states of its own. */
  isArrival: boolean | null;
}

export type TicketRecord = TicketModel & Beside;

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** A list that was never written reads as an empty one, as the client has it. */
const columnOf = (name: string): string => (name === "tags" ? "coalesce(t.tags, '{}')" : `t.${snake(name)}`);
const ticketColumns = Object.keys(Prisma.TicketScalarFieldEnum).map((name) => `${columnOf(name)} as "${name}"`).join(", ");
const nameOf = (table: "customer" | "service" | "team"): string => `(select n.name from ${table} n where n.id = t.${table}_id) as "${table}Name"`;
const besideColumns = `${nameOf("customer")}, ${nameOf("service")}, ${nameOf("team")}, exists (select 1 from ticket_draft d where d.ticket_id = t.id) as "hasDrafts",
  (select bool_or(s.name = t.state and s.kind = 'open' and s.is_default) from ticket_state s where s.retired_at is null) as "isArrival"`;

/** A ticket for writing, with what its change needs to know, as one way to the database: locked until the transaction ends, so that two writers take turns. Null when the writer may not see it. */
export async function lockTicket(tx: Tx, scope: Scope, number: string): Promise<TicketRecord | null> {
  const where = whereScope(scope).add(number, (value) => `t.number = ${value}`);
  const [row] = await tx.$queryRawUnsafe<TicketRecord[]>(`select ${ticketColumns}, ${besideColumns} from ticket t where ${where.sql} for update`, ...where.values);
  return row ?? null;
}

const nullable = { level: z.enum(supportLevels).nullable().catch(null), rate: levelSchema.nullable().catch(null), priority: prioritySchema.nullable().catch(null) };
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const named = (id: string | null, name: string | null): Named | null => (id === null ? null : { id, name: name ?? id });

/** The row as the core changes it. An imported assignee has a name and no account: the name stands for the id. */
export function toDeskTicket(row: TicketRecord): DeskTicket {
  return {
    subject: row.subject, description: row.description, state: row.state, stateKind: stateKindSchema.parse(row.stateKind),
    impact: nullable.rate.parse(row.impact), urgency: nullable.rate.parse(row.urgency), priority: nullable.priority.parse(row.priority), level: nullable.level.parse(row.level),
    category: row.category, tags: row.tags, requester: row.requester, requesterEmail: row.requesterEmail,
    customer: named(row.customerId, row.customerName), service: named(row.serviceId, row.serviceName), team: named(row.teamId, row.teamName),
    assignee: row.assignee === null ? null : { id: row.assigneeId ?? row.assignee, name: row.assignee },
    snoozedUntil: iso(row.snoozedUntil), resolvedAt: iso(row.resolvedAt), closedAt: iso(row.closedAt), reassignmentCount: row.reassignmentCount, reopenCount: row.reopenCount,
  };
}

const dateOf = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** The columns of a ticket as the core left it. An assignee whose id is the name has no account. */
export const toColumns = (ticket: DeskTicket) => ({
  subject: ticket.subject, description: ticket.description, state: ticket.state, stateKind: ticket.stateKind, impact: ticket.impact, urgency: ticket.urgency, priority: ticket.priority, level: ticket.level,
  category: ticket.category, tags: [...ticket.tags], requester: ticket.requester, requesterEmail: ticket.requesterEmail, customerId: ticket.customer?.id ?? null, serviceId: ticket.service?.id ?? null, teamId: ticket.team?.id ?? null,
  assignee: ticket.assignee?.name ?? null, assigneeId: ticket.assignee === null || ticket.assignee.id === ticket.assignee.name ? null : ticket.assignee.id,
  snoozedUntil: dateOf(ticket.snoozedUntil), resolvedAt: dateOf(ticket.resolvedAt), closedAt: dateOf(ticket.closedAt), reassignmentCount: ticket.reassignmentCount, reopenCount: ticket.reopenCount,
});

export const insertTicket = (tx: Tx, data: Prisma.TicketUncheckedCreateInput) => tx.ticket.create({ data, select: { id: true } });

export interface NewTicketEvent {
  kind: EventKind;
  at: Date;
  actor: string;
  state: string;
  stateKind: StateKind;
  teamId: string | null;
  fromTeamId?: string | null;
  assignee: string | null;
  priority: string | null;
  madeSla: boolean | null;
  detail: Prisma.InputJsonObject;
}

const eventColumns = "(ticket_id, seq, at, kind, state, state_kind, from_team_id, team_id, assignee, priority, made_sla, actor, detail)";
/** Next in the log, and never earlier than the event before it. */
const eventValues = `select $1, coalesce(last.seq, 0) + 1, greatest($2::timestamptz, last.at), $3, $4, $5, $6, $7, $8, $9, $10::boolean, $11, $12::jsonb
  from (select 1) one left join lateral (select e.seq, e.at from ticket_event e where e.ticket_id = $1 order by e.seq desc limit 1) last on true`;
const insertEvent = `insert into ticket_event ${eventColumns} ${eventValues} returning at`;

const valuesOf = (ticketId: string, event: NewTicketEvent): unknown[] => [
  ticketId, event.at, event.kind, event.state, event.stateKind, event.fromTeamId ?? null, event.teamId, event.assignee, event.priority, event.madeSla, event.actor, JSON.stringify(event.detail),
];

/** Appends to the log of a ticket that this transaction has locked. */
export async function appendTicketEvent(tx: Tx, ticketId: string, event: NewTicketEvent): Promise<Date> {
  const [row] = await tx.$queryRawUnsafe<{ at: Date }[]>(insertEvent, ...valuesOf(ticketId, event));
  return row?.at ?? event.at;
}

/** What an event changes of its ticket's row. */
export type TicketColumns = Partial<ReturnType<typeof toColumns> & Record<"lastAgentAt" | "lastRequesterAt" | "firstResponseAt", Date | null>>;

/** Appends to the log and writes what the event changes, as one way to the database. A change of fields makes a new version. */
export async function tellTicket(tx: Tx, ticketId: string, told: { event: NewTicketEvent; columns: TicketColumns; isChange: boolean }): Promise<{ version: number; updatedAt: Date }> {
  const values = valuesOf(ticketId, told.event);
  const sets = Object.entries(told.columns).map(([name, value]) => `${snake(name)} = $${values.push(value)}`);
  const text = `with told as (${insertEvent}) update ticket set ${[...sets, "updated_at = told.at", ...(told.isChange ? ["version = version + 1"] : [])].join(", ")} from told where id = $1 returning version, updated_at as "updatedAt"`;
  const [row] = await tx.$queryRawUnsafe<{ version: number; updatedAt: Date }[]>(text, ...values);
  return row ?? { version: 0, updatedAt: told.event.at };
}
