import "server-only";
import { db, type Tx } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import { ticketsIn } from "@/server/platform/auth/ticket-scope";

export interface LinkRow {
  ticketId: string;
  kind: string;
  targetId: string;
  createdBy: string;
  createdAt: Date;
}

export const insertLink = async (tx: Tx, link: LinkRow): Promise<boolean> => (await tx.ticketLink.createMany({ data: link, skipDuplicates: true })).count > 0;
export const deleteLink = async (tx: Tx, link: Pick<LinkRow, "ticketId" | "kind" | "targetId">): Promise<boolean> => (await tx.ticketLink.deleteMany({ where: link })).count > 0;
export const insertIncidentLink = async (tx: Tx, link: { incidentId: string; ticketId: string; linkedAt: Date }): Promise<boolean> => (await tx.incidentTicket.createMany({ data: link, skipDuplicates: true })).count > 0;
export const deleteIncidentLink = async (tx: Tx, link: { incidentId: string; ticketId: string }): Promise<boolean> => (await tx.incidentTicket.deleteMany({ where: link })).count > 0;

const parties = { id: true, number: true, stateKind: true, requesterId: true, requesterEmail: true, customerId: true } as const;
export const findParty = (tx: Tx, where: { number: string } | { id: string }) => tx.ticket.findUnique({ where, select: parties });
export type Party = NonNullable<Awaited<ReturnType<typeof findParty>>>;
/** What a ticket was last said to repeat. */
export const findRepeated = async (tx: Tx, ticketId: string): Promise<string | null> =>
  (await tx.ticketLink.findFirst({ where: { ticketId, kind: "duplicate" }, orderBy: [{ createdAt: "desc" }, { targetId: "asc" }], select: { targetId: true } }))?.targetId ?? null;

/** What a link may point to. Nothing that the writer may not see. */
export const targetFinders = {
  ticket: async (tx: Tx, scope: Scope, number: string) => (await tx.ticket.findFirst({ where: { AND: [ticketsIn(scope), { number }] }, select: { id: true } }))?.id ?? null,
  incident: async (tx: Tx, scope: Scope, number: string) => {
    const asNumber = Number(/^(?:inc-?)?(\d{1,9})$/i.exec(number)?.[1]);
    return scope.kind === "customers" || !Number.isInteger(asNumber) ? null : ((await tx.incident.findUnique({ where: { number: asNumber }, select: { id: true } }))?.id ?? null);
  },
  maintenance: async (tx: Tx, scope: Scope, id: string) => (scope.kind === "customers" ? null : ((await tx.maintenanceWindow.findUnique({ where: { id }, select: { id: true } }))?.id ?? null)),
  runbook: async (tx: Tx, scope: Scope, slug: string) => (scope.kind === "customers" ? null : ((await tx.document.findFirst({ where: { slug, kind: "runbook" }, select: { id: true } }))?.id ?? null)),
  brief: async (tx: Tx, scope: Scope, id: string) => (scope.kind === "customers" ? null : ((await tx.queryThread.findUnique({ where: { id }, select: { id: true } }))?.id ?? null)),
} as const;

const target = { select: { number: true, subject: true, state: true } } as const;

/** Every link of a ticket, and those of other tickets that point to it. */
export async function listLinkRows(ticketId: string) {
  const [own, incoming, incidents] = await Promise.all([
    db().ticketLink.findMany({ where: { ticketId }, orderBy: { createdAt: "asc" }, take: 100 }),
    db().ticketLink.findMany({ where: { targetId: ticketId, kind: { in: ["duplicate", "related"] } }, include: { ticket: target }, orderBy: { createdAt: "asc" }, take: 100 }),
    db().incidentTicket.findMany({ where: { ticketId }, include: { incident: { select: { number: true, title: true, severity: true, status: true } } }, orderBy: { linkedAt: "asc" }, take: 50 }),
  ]);
  // Most tickets have no links: what nothing points to is not looked for.
  const found = <T>(kinds: readonly string[], read: (ids: string[]) => Promise<T[]>): Promise<T[]> => {
    const ids = own.filter(({ kind }) => kinds.includes(kind)).map(({ targetId }) => targetId);
    return ids.length === 0 ? Promise.resolve([]) : read(ids);
  };
  const [tickets, windows, runbooks, threads] = await Promise.all([
    found(["duplicate", "related"], (ids) => db().ticket.findMany({ where: { id: { in: ids } }, select: { id: true, ...target.select } })),
    found(["maintenance"], (ids) => db().maintenanceWindow.findMany({ where: { id: { in: ids } }, select: { id: true, title: true, status: true } })),
    found(["runbook"], (ids) => db().document.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true, title: true } })),
    found(["brief"], (ids) => db().queryThread.findMany({ where: { id: { in: ids } }, select: { id: true, title: true } })),
  ]);
  return { own, incoming, incidents, tickets, windows, runbooks, threads };
}
