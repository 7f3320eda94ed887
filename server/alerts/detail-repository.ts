import "server-only";
import { db } from "../platform/db";
import type { Scope } from "../platform/auth/actor";
import { alertsIn, type AlertRecord } from "./alerts-repository";
import { groupSubject, withNames } from "./deliveries-repository";

const shownEvents = 200;
const shownDeliveries = 100;
const shownChanges = 8;
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

interface ServiceChange {
  at: Date;
  actorName: string;
  action: string;
}

const outcomeWords: Readonly<Record<string, string>> = { succeeded: "", failed: ", which failed", rolled_back: ", rolled back since" };

/** What was deployed of the service: the first thing to suspect. */
async function listDeployments(serviceId: string, deployedAt: { gte: Date; lte: Date }): Promise<ServiceChange[]> {
  const rows = await db().deployment.findMany({ where: { serviceId, deployedAt }, orderBy: { deployedAt: "desc" }, take: shownChanges, select: { deployedAt: true, actorName: true, source: true, release: true, environment: true, outcome: true } });
  return rows.map(({ deployedAt: at, actorName, source, release, environment, outcome }) => ({ at, actorName: actorName === "" ? source : actorName, action: `deployed ${release} to ${environment}${outcomeWords[outcome] ?? `, ${outcome}`}` }));
}

/** What was deployed, and changed about the service, its SLOs and its monitors, in the day before the alert and while it fired; the newest first. */
export async function listServiceChanges(alert: AlertRecord): Promise<ServiceChange[]> {
  if (alert.serviceId === null) return [];
  const time = { gte: new Date(alert.startedAt.getTime() - dayMs), lte: alert.endedAt ?? new Date(alert.startedAt.getTime() + dayMs) };
  const [deployed, edited] = await Promise.all([listDeployments(alert.serviceId, time), listEdits(alert.serviceId, time)]);
  return [...deployed, ...edited].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, shownChanges);
}

const wordsOf = (action: string): string => action.replace(/[._-]+/g, " ");

async function listEdits(serviceId: string, at: { gte: Date; lte: Date }): Promise<ServiceChange[]> {
  const [slos, monitors] = await Promise.all([db().slo.findMany({ where: { serviceId }, select: { id: true }, take: 100 }), db().monitor.findMany({ where: { serviceId }, select: { id: true }, take: 100 })]);
  const entityId = { in: [serviceId, ...slos.map(({ id }) => id), ...monitors.map(({ id }) => id)] };
  const rows = await db().auditEvent.findMany({ where: { entityType: { in: ["service", "slo", "monitor"] }, entityId, at }, orderBy: { at: "desc" }, take: shownChanges, select: { at: true, actorName: true, action: true } });
  return rows.map(({ action, ...row }) => ({ ...row, action: wordsOf(action) }));
}

export const findRunbook = (slug: string | null) => (slug === null ? null : db().document.findUnique({ where: { slug }, select: { slug: true, title: true } }));
