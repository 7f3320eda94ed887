import "server-only";
import { db } from "../platform/db";
import type { Scope } from "../platform/auth/actor";
import { alertsIn, type AlertRecord } from "./alerts-repository";
import { groupSubject, withNames } from "./deliveries-repository";

const shownEvents = 200;
const shownDeliveries = 100;
const dayMs = 86_400_000;

export const listAlertEvents = (alertId: string) => db().alertEvent.findMany({ where: { alertId }, orderBy: { seq: "asc" }, take: shownEvents });

/** What was told about the alert's group while it fired, and of its end. */
export async function listAlertDeliveries(alert: AlertRecord) {
  const rows = await db().delivery.findMany({
    where: { subjectType: groupSubject, subjectId: alert.groupKey, createdAt: { gte: alert.startedAt, ...(alert.endedAt ? { lte: new Date(alert.endedAt.getTime() + dayMs / 24) } : {}) } },
    orderBy: { createdAt: "asc" }, take: shownDeliveries,
  });
  return withNames(rows);
}

export const listEarlier = (scope: Scope, alert: AlertRecord) =>
  db().alert.findMany({ where: { AND: [alertsIn(scope), { groupKey: alert.groupKey, id: { not: alert.id }, startedAt: { lte: alert.startedAt }, openKey: null }] }, orderBy: { startedAt: "desc" }, take: 5, include: { incident: { select: { number: true } } } });

export const countOthers = (scope: Scope, alert: AlertRecord): Promise<number> => db().alert.count({ where: { AND: [alertsIn(scope), { groupKey: alert.groupKey, id: { not: alert.id }, openKey: { not: null } }] } });

/** The last incident that touched the service before the alert. */
export const findLastIncident = (alert: AlertRecord) =>
  alert.serviceId === null ? null : db().incident.findFirst({
    where: { startedAt: { lt: alert.startedAt }, OR: [{ serviceId: alert.serviceId }, { services: { some: { serviceId: alert.serviceId } } }], ...(alert.incidentId ? { id: { not: alert.incidentId } } : {}) },
    orderBy: { startedAt: "desc" }, select: { number: true, title: true, startedAt: true, rootCause: true },
  });

export const listBudgets = (serviceId: string | null) =>
  serviceId === null ? [] : db().slo.findMany({ where: { serviceId, archivedAt: null }, select: { slug: true, name: true, status: { select: { status: true, remaining: true, burnHour: true } } }, orderBy: { slug: "asc" }, take: 10 });

export const findRunbook = (slug: string | null) => (slug === null ? null : db().document.findUnique({ where: { slug }, select: { slug: true, title: true } }));
