import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import { appendEvent } from "@/server/platform/outbox";
import type { Ctx } from "@/server/platform/registry";
import { isOver, planChange, type DeskPatch, type DeskTicket } from "#core/tickets";
import { recomputeClocks } from "../sla";
import { appendTicketEvent, lockTicket, tellTicket, toColumns, toDeskTicket, type NewTicketEvent, type TicketColumns, type TicketRecord } from "./desk-repository";

export const noSuchTicket = (number: string): DomainError => new DomainError("NOT_FOUND", `There is no ticket ${number}.`);
export const staleTicket = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this ticket since you opened it. What you wrote is kept; look at the change, then save again.");

/** A ticket that this transaction holds, and what to tell of it. */
export interface HeldTicket {
  row: TicketRecord;
  ticket: DeskTicket;
}

export async function holdTicket(tx: Tx, ctx: Pick<Ctx, "actor">, number: string): Promise<HeldTicket> {
  const row = await lockTicket(tx, ctx.actor.scope, number);
  if (!row) throw noSuchTicket(number);
  return { row, ticket: toDeskTicket(row) };
}

const eventOf = (ticket: DeskTicket, row: Pick<TicketRecord, "madeSla">): Omit<NewTicketEvent, "kind" | "at" | "actor" | "detail"> => ({
  state: ticket.state, stateKind: ticket.stateKind, teamId: ticket.team?.id ?? null, assignee: ticket.assignee?.name ?? null, priority: ticket.priority, madeSla: row.madeSla,
});

export interface Teller {
  at: Date;
  /** Who did it, as the history shows it. */
  actor: string;
}

/** Applies a change to a held ticket: event, row, clocks. Null when nothing changes. The caller records it. */
export async function applyChange(tx: Tx, held: HeldTicket, { patch, at, actor, detail = {}, isQuiet = false }: Teller & { patch: DeskPatch; detail?: Prisma.InputJsonObject; /** The requester did it: nobody has to be told that it is resolved. */ isQuiet?: boolean }): Promise<(HeldTicket & { changes: Record<string, [string | null, string | null]> }) | null> {
  const { row } = held;
  const planned = planChange(held.ticket, patch, at.toISOString());
  if (planned === null) return null;
  const event: NewTicketEvent = { ...eventOf(planned.after, row), kind: planned.kind, fromTeamId: planned.fromTeamId, at, actor, detail: { changes: planned.changes, isReopening: planned.isReopening, ...detail } };
  const { version, updatedAt } = await tellTicket(tx, row.id, { event, columns: toColumns(planned.after), isChange: true });
  await recomputeClocks(tx, row.id, updatedAt);
  if (!isQuiet && !isOver(held.ticket.stateKind) && isOver(planned.after.stateKind)) await appendEvent(tx, { topic: "ticket.resolved", payload: { number: row.number } });
  return { row: { ...row, version, updatedAt }, ticket: planned.after, changes: planned.changes };
}

interface Told extends Teller {
  kind: NewTicketEvent["kind"];
  detail: Prisma.InputJsonObject;
  columns?: TicketColumns;
}

/** Tells something that is no change of a field, and leaves the clocks to the caller. */
export async function appendToldAlone(tx: Tx, { row, ticket }: HeldTicket, told: Told): Promise<Date> {
  const { columns = {}, ...event } = told;
  return (await tellTicket(tx, row.id, { event: { ...eventOf(ticket, row), ...event }, columns, isChange: false })).updatedAt;
}

/** Tells something that is no change of a field: a reply, a note, a link. */
export async function appendTold(tx: Tx, held: HeldTicket, told: Told): Promise<void> {
  await recomputeClocks(tx, held.row.id, await appendToldAlone(tx, held, told));
}

/** The first event of a ticket. */
export const tellOpening = (tx: Tx, row: { id: string }, { ticket, ...event }: Teller & { ticket: DeskTicket; detail: Prisma.InputJsonObject }): Promise<Date> =>
  appendTicketEvent(tx, row.id, { ...eventOf(ticket, { madeSla: null }), ...event, kind: "opened" });
