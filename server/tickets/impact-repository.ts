import "server-only";
import type { Scope } from "@/server/platform/auth/actor";
import { db, type Tx } from "@/server/platform/db";
import { ticketsIn } from "@/server/platform/auth/ticket-scope";

/** Tickets that one impact record holds. */
const mostTickets = 500;
/** Alerts that are named; all are counted. */
const mostAlerts = 20;

/** An incident with its tickets, as far as the reader may see them, and when each requester last heard from the desk. */
export async function findImpact(scope: Scope, number: number) {
  const incident = await db().incident.findUnique({ where: { number }, select: { id: true, number: true, title: true, startedAt: true, resolvedAt: true, services: { select: { service: { select: { slug: true, name: true } } } }, alerts: { select: { number: true, title: true, status: true }, orderBy: [{ startedAt: "asc" }, { id: "asc" }], take: mostAlerts }, _count: { select: { alerts: true } } } });
  if (incident === null) return null;
  const tickets = await db().ticket.findMany({
    where: { AND: [ticketsIn(scope), { incidents: { some: { incidentId: incident.id } } }] }, orderBy: { openedAt: "asc" }, take: mostTickets,
    select: { id: true, number: true, subject: true, stateKind: true, requester: true, customerId: true, lastAgentAt: true },
  });
  const customers = await db().customer.findMany({ where: { id: { in: tickets.flatMap(({ customerId }) => customerId ?? []) } }, select: { id: true, name: true } });
  return { incident, tickets, names: new Map(customers.map(({ id, name }) => [id, name])) };
}

/** Drafts that the writer has on these tickets already: none of them is written over. */
export const listOwnDrafts = async (tx: Tx, ticketIds: readonly string[], userId: string): Promise<ReadonlySet<string>> =>
  new Set((await tx.ticketDraft.findMany({ where: { ticketId: { in: [...ticketIds] }, userId, kind: "public", body: { not: "" } }, select: { ticketId: true } })).map(({ ticketId }) => ticketId));
export const insertDrafts = (tx: Tx, rows: readonly { ticketId: string; userId: string; body: string; updatedAt: Date }[]) => tx.ticketDraft.createMany({ data: rows.map((row) => ({ ...row, kind: "public" })), skipDuplicates: true });
