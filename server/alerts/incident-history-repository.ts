import "server-only";
import { db } from "../platform/db";
import { groupSubject, withNames } from "./deliveries-repository";

const mostAlerts = 60;
const mostRows = 300;

export interface IncidentAlert {
  id: string;
  number: number;
  title: string;
  groupKey: string;
  startedAt: Date;
  endedAt: Date | null;
  isLinked: boolean;
}

/** Alerts that are linked to an incident, and those that began on its services while it lasted. */
export async function listIncidentAlerts(incident: { id: string; serviceIds: readonly string[] }, { from, to }: { from: Date; to: Date }): Promise<IncidentAlert[]> {
  const rows = await db().alert.findMany({
    where: { OR: [{ incidentId: incident.id }, { incidentId: null, serviceId: { in: [...incident.serviceIds] }, startedAt: { gte: from, lte: to } }] },
    orderBy: { startedAt: "asc" }, take: mostAlerts, select: { id: true, number: true, title: true, groupKey: true, startedAt: true, endedAt: true, incidentId: true },
  });
  return rows.map(({ incidentId, ...alert }) => ({ ...alert, isLinked: incidentId !== null }));
}

/** What people did about alerts. */
export const listWorkOn = (alertIds: readonly string[]) =>
  alertIds.length === 0 ? [] : db().alertEvent.findMany({ where: { alertId: { in: [...alertIds] }, kind: { in: ["acknowledged", "silenced", "note"] } }, orderBy: { at: "asc" }, take: mostRows });

/** What was told about groups of alerts in a stretch of time, and to whom. */
export async function listToldAbout(groupKeys: readonly string[], { from, to }: { from: Date; to: Date }) {
  if (groupKeys.length === 0) return [];
  return withNames(await db().delivery.findMany({ where: { subjectType: groupSubject, subjectId: { in: [...groupKeys] }, createdAt: { gte: from, lte: to } }, orderBy: { createdAt: "asc" }, take: mostRows }));
}
