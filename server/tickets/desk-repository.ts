import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "@/server/platform/auth/actor";
import { ticketsIn } from "@/server/platform/auth/ticket-scope";
import type { Tx } from "@/server/platform/db";
import { levelSchema, prioritySchema, stateKindSchema, supportLevels, type EventKind, type StateKind } from "#contract/tickets";
import type { DeskTicket, Named } from "#core/tickets";
import { z } from "zod";

/** The counter behind the numbers of tickets that are opened here; its row is locked until the transaction ends. */
export async function nextTicketNumber(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ value: bigint }[]>`insert into number_sequence (name, value) values ('ticket', 1001)
    on conflict (name) do update set value = number_sequence.value + 1 returning value`;
  return String(row?.value ?? 0);
}

/** A ticket for writing: locked until the transaction ends, so that two writers take turns. Null when the writer may not see it. */
export async function lockTicket(tx: Tx, scope: Scope, number: string) {
  await tx.$queryRaw`select id from ticket where number = ${number} for update`;
  return tx.ticket.findFirst({ where: { AND: [ticketsIn(scope), { number }] } });
}
export type TicketRecord = NonNullable<Awaited<ReturnType<typeof lockTicket>>>;

const nullable = { level: z.enum(supportLevels).nullable().catch(null), rate: levelSchema.nullable().catch(null), priority: prioritySchema.nullable().catch(null) };
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const named = async (id: string | null, find: (id: string) => Promise<Named | null>): Promise<Named | null> => (id === null ? null : ((await find(id)) ?? { id, name: id }));
const idName = { select: { id: true, name: true } } as const;

/** The row as the core changes it. An imported assignee has a name and no account: the name stands for the id. */
export async function toDeskTicket(tx: Tx, row: TicketRecord): Promise<DeskTicket> {
  const [customer, service, team] = [
    await named(row.customerId, (id) => tx.customer.findUnique({ where: { id }, ...idName })),
    await named(row.serviceId, (id) => tx.service.findUnique({ where: { id }, ...idName })),
    await named(row.teamId, (id) => tx.team.findUnique({ where: { id }, ...idName })),
  ];
  return {
    subject: row.subject, description: row.description, state: row.state, stateKind: stateKindSchema.parse(row.stateKind),
    impact: nullable.rate.parse(row.impact), urgency: nullable.rate.parse(row.urgency), priority: nullable.priority.parse(row.priority), level: nullable.level.parse(row.level),
    category: row.category, tags: row.tags, requester: row.requester, requesterEmail: row.requesterEmail, customer, service, team,
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

export const updateTicketRow = (tx: Tx, id: string, data: Prisma.TicketUncheckedUpdateInput) => tx.ticket.update({ where: { id }, data, select: { version: true } });

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

/** Appends to the log of a ticket that this transaction has locked. An event is never earlier than the one before it. */
export async function appendTicketEvent(tx: Tx, ticketId: string, event: NewTicketEvent): Promise<Date> {
  const last = await tx.ticketEvent.findFirst({ where: { ticketId }, orderBy: { seq: "desc" }, select: { seq: true, at: true } });
  const at = last !== null && last.at > event.at ? last.at : event.at;
  await tx.ticketEvent.create({ data: { ...event, at, fromTeamId: event.fromTeamId ?? null, ticketId, seq: (last?.seq ?? 0) + 1 } });
  return at;
}
