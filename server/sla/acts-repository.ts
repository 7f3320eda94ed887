import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";
import type { ClockKind } from "./contract";

// A demo wakes nobody, and an imported ticket is worked on elsewhere.
const ours = "not t.is_demo and t.source_key is null and t.state_kind in ('open', 'waiting')";

/** Tickets of which a clock has passed its warning or its target and nobody was told. */
export async function listPassing(now: Date, limit: number): Promise<string[]> {
  const rows = await db().$queryRawUnsafe<{ id: string }[]>(
    `select t.id from ticket_clock k join ticket t on t.id = k.ticket_id where ${ours} and k.stopped_at is null and ((k.due_at < $1 and k.acted_at is null) or (k.warn_at <= $1 and k.warned_at is null and k.acted_at is null)) group by t.id order by min(k.due_at) limit $2`, now, limit);
  return rows.map(({ id }) => id);
}

export interface HeldTicket {
  id: string;
  number: string;
  subject: string;
  state: string;
  stateKind: string;
  priority: string | null;
  level: string | null;
  teamId: string | null;
  team: string | null;
  assignee: string | null;
  assigneeId: string | null;
  madeSla: boolean | null;
  reassignmentCount: number;
}

/** Holds a ticket for the length of the transaction; null when it is over or gone. */
export async function holdTicket(tx: Tx, id: string): Promise<HeldTicket | null> {
  const [row] = await tx.$queryRaw<HeldTicket[]>`
    select t.id, t.number, t.subject, t.state, t.state_kind as "stateKind", t.priority, t.level, t.team_id as "teamId", g.name as team, t.assignee, t.assignee_id as "assigneeId", t.made_sla as "madeSla", t.reassignment_count as "reassignmentCount"
    from ticket t left join team g on g.id = t.team_id where t.id = ${id} and t.state_kind in ('open', 'waiting') for update of t`;
  return row ?? null;
}

export interface PassedClock {
  kind: ClockKind;
  what: "warning" | "breach";
  dueAt: Date | null;
  startedAt: Date;
}

/** Marks what has passed and was not told, and says what it marked: who marks it tells it. */
export async function markPassed(tx: Tx, ticketId: string, now: Date): Promise<PassedClock[]> {
  const breached = await tx.$queryRaw<PassedClock[]>`
    update ticket_clock set acted_at = ${now}, warned_at = coalesce(warned_at, ${now}) where ticket_id = ${ticketId} and stopped_at is null and breached_at is not null and acted_at is null returning kind, 'breach' as what, due_at as "dueAt", started_at as "startedAt"`;
  const warned = await tx.$queryRaw<PassedClock[]>`
    update ticket_clock set warned_at = ${now} where ticket_id = ${ticketId} and stopped_at is null and breached_at is null and warn_at <= ${now} and warned_at is null returning kind, 'warning' as what, due_at as "dueAt", started_at as "startedAt"`;
  return [...breached, ...warned];
}

export interface ToldEvent {
  at: Date;
  kind: "updated" | "escalated" | "reassigned" | "assigned";
  fromTeamId?: string | null;
  detail: Prisma.InputJsonObject;
}

/** Appends to the log of a held ticket. */
export async function appendToLog(tx: Tx, ticket: HeldTicket, { at, kind, fromTeamId = null, detail }: ToldEvent): Promise<void> {
  const last = await tx.ticketEvent.findFirst({ where: { ticketId: ticket.id }, orderBy: { seq: "desc" }, select: { seq: true, at: true } });
  const after = last && last.at > at ? last.at : at;
  await tx.ticketEvent.create({ data: { ticketId: ticket.id, seq: (last?.seq ?? 0) + 1, at: after, kind, state: ticket.state, stateKind: ticket.stateKind, fromTeamId, teamId: ticket.teamId, assignee: ticket.assignee, priority: ticket.priority, madeSla: ticket.madeSla, actor: "System", detail } });
}

export const findPeople = (ids: readonly string[]) => db().user.findMany({ where: { id: { in: [...ids] }, status: "active" }, select: { id: true, name: true, email: true } });
