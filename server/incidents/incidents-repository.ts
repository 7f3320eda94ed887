import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListIncidents } from "./contract";

/** Incidents belong to teams and services; to a scope of customers they are hidden (the status page is theirs). */
export function incidentsIn(scope: Scope): Prisma.IncidentWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  const ownerTeamId = { in: [...scope.teamIds] };
  return { OR: [{ teamId: ownerTeamId }, { service: { ownerTeamId } }, { services: { some: { service: { ownerTeamId } } } }] };
}

const named = { select: { slug: true, name: true } } as const;
const rowInclude = { service: named, team: named, postmortem: { select: { state: true } }, _count: { select: { alerts: true, tickets: true, actions: { where: { doneAt: null } } } } } satisfies Prisma.IncidentInclude;
export type IncidentRecord = Prisma.IncidentGetPayload<{ include: typeof rowInclude }>;

function matching(input: ListIncidents): Prisma.IncidentWhereInput {
  const text = { contains: input.q ?? "", mode: "insensitive" as const };
  const asNumber = Number(/^(?:inc-?)?(\d+)$/i.exec(input.q ?? "")?.[1]);
  return {
    ...(input.q ? { OR: [{ title: text }, { summary: text }, { service: { name: text } }, ...(Number.isSafeInteger(asNumber) ? [{ number: asNumber }] : [])] } : {}),
    ...(input.status === undefined ? {} : input.status === "open" ? { resolvedAt: null } : { status: input.status }),
    ...(input.severity ? { severity: input.severity } : {}),
    ...(input.service ? { OR: [{ service: { slug: input.service } }, { services: { some: { service: { slug: input.service } } } }] } : {}),
  };
}

const orders: Readonly<Record<ListIncidents["sort"], Prisma.IncidentOrderByWithRelationInput[]>> = {
  "-started": [{ startedAt: "desc" }, { id: "asc" }],
  started: [{ startedAt: "asc" }, { id: "asc" }],
  severity: [{ severity: "asc" }, { startedAt: "desc" }, { id: "asc" }],
  "-duration": [{ resolvedAt: { sort: "desc", nulls: "first" } }, { id: "asc" }],
};

export async function listIncidentRecords(scope: Scope, input: ListIncidents): Promise<{ records: IncidentRecord[]; total: number; open: number }> {
  const where = { AND: [incidentsIn(scope), matching(input)] };
  const [records, total, open] = await Promise.all([
    db().incident.findMany({ where, include: rowInclude, orderBy: orders[input.sort], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().incident.count({ where }),
    db().incident.count({ where: { AND: [where, { resolvedAt: null }] } }),
  ]);
  return { records, total, open };
}

const detailInclude = {
  ...rowInclude,
  postmortem: true,
  services: { include: { service: { select: { id: true, slug: true, name: true, tier: true } } } },
  alerts: { select: { number: true, title: true, severity: true, status: true, startedAt: true, endedAt: true }, orderBy: { startedAt: "asc" as const }, take: 200 },
  tickets: { include: { ticket: { select: { number: true, subject: true, state: true, openedAt: true } } }, orderBy: { linkedAt: "asc" as const }, take: 200 },
  events: { orderBy: { seq: "asc" as const }, take: 1_000 },
  actions: { orderBy: [{ doneAt: { sort: "asc" as const, nulls: "first" as const } }, { dueOn: "asc" as const }, { createdAt: "asc" as const }] },
} satisfies Prisma.IncidentInclude;
export type IncidentDetailRecord = Prisma.IncidentGetPayload<{ include: typeof detailInclude }>;

export const findIncidentDetail = (scope: Scope, number: number): Promise<IncidentDetailRecord | null> => db().incident.findFirst({ where: { AND: [incidentsIn(scope), { number }] }, include: detailInclude });

/** From when to when an incident lasted, and what it hit. */
export const findIncidentSpan = (scope: Scope, number: number): Promise<{ startedAt: Date; resolvedAt: Date | null; services: { serviceId: string }[] } | null> =>
  db().incident.findFirst({ where: { AND: [incidentsIn(scope), { number }] }, select: { startedAt: true, resolvedAt: true, services: { select: { serviceId: true } } } });

/** Other incidents of the same service, the newest first; those with the same root cause lead. */
export async function listSimilar(scope: Scope, incident: { id: string; serviceId: string | null; rootCause: string | null; startedAt: Date }): Promise<{ number: number; title: string; startedAt: Date; rootCause: string | null }[]> {
  if (incident.serviceId === null) return [];
  const rows = await db().incident.findMany({ where: { AND: [incidentsIn(scope), { serviceId: incident.serviceId, id: { not: incident.id }, startedAt: { lt: incident.startedAt } }] }, orderBy: { startedAt: "desc" }, take: 20, select: { number: true, title: true, startedAt: true, rootCause: true } });
  const isSame = (row: { rootCause: string | null }): number => (incident.rootCause !== null && row.rootCause === incident.rootCause ? 1 : 0);
  return rows.sort((a, b) => isSame(b) - isSame(a)).slice(0, 5);
}

export const findForEdit = (tx: Tx, scope: Scope, number: number) => tx.incident.findFirst({ where: { AND: [incidentsIn(scope), { number }] }, include: { services: { include: { service: { select: { slug: true } } } }, postmortem: true } });
export type IncidentForEdit = NonNullable<Awaited<ReturnType<typeof findForEdit>>>;

/** Services by slug in the order named. */
export async function servicesBySlug(tx: Tx, slugs: readonly string[]): Promise<{ id: string; slug: string; ownerTeamId: string | null }[]> {
  const rows = await tx.service.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true, slug: true, ownerTeamId: true } });
  return slugs.flatMap((slug) => rows.find((row) => row.slug === slug) ?? []);
}

/** People of the organisation who can sign in: work can be theirs. */
export const listPeopleNames = (): Promise<{ name: string }[]> => db().user.findMany({ where: { status: "active", customerId: null }, select: { name: true }, distinct: ["name"], orderBy: { name: "asc" }, take: 500 });

export const insertIncident = (tx: Tx, data: Prisma.IncidentUncheckedCreateInput): Promise<{ number: number }> => tx.incident.create({ data, select: { number: true } });

/** False when the stored version is not the one that was seen. */
export const updateIncidentRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.IncidentUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.incident.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;

export async function replaceServices(tx: Tx, incidentId: string, serviceIds: readonly string[]): Promise<void> {
  await tx.incidentService.deleteMany({ where: { incidentId } });
  if (serviceIds.length > 0) await tx.incidentService.createMany({ data: serviceIds.map((serviceId) => ({ incidentId, serviceId })) });
}

/** Ties alerts to the incident; the numbers of those that exist. */
export async function linkAlerts(tx: Tx, incidentId: string, numbers: readonly number[]): Promise<{ number: number; title: string }[]> {
  if (numbers.length === 0) return [];
  await tx.alert.updateMany({ where: { number: { in: [...numbers] } }, data: { incidentId } });
  return tx.alert.findMany({ where: { number: { in: [...numbers] } }, select: { number: true, title: true }, orderBy: { number: "asc" } });
}

export const findAlertLink = (tx: Tx, number: number): Promise<{ title: string; incident: { number: number } | null } | null> => tx.alert.findUnique({ where: { number }, select: { title: true, incident: { select: { number: true } } } });
export const incidentIdByNumber = async (tx: Tx, scope: Scope, number: number): Promise<string | null> => (await tx.incident.findFirst({ where: { AND: [incidentsIn(scope), { number }] }, select: { id: true } }))?.id ?? null;
export const ticketIdByNumber = async (tx: Tx, number: string): Promise<string | null> => (await tx.ticket.findUnique({ where: { number }, select: { id: true } }))?.id ?? null;
export const insertTicketLink = (tx: Tx, link: { incidentId: string; ticketId: string; linkedAt: Date }) => tx.incidentTicket.createMany({ data: link, skipDuplicates: true });
export const deleteTicketLink = async (tx: Tx, link: { incidentId: string; ticketId: string }): Promise<boolean> => (await tx.incidentTicket.deleteMany({ where: link })).count > 0;

export const numberOf = async (scope: Scope, id: string): Promise<number | null> => (await db().incident.findFirst({ where: { AND: [incidentsIn(scope), { id }] }, select: { number: true } }))?.number ?? null;
