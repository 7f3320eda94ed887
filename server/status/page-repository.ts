import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db } from "../platform/db";
import type { KnownIncident, KnownMonitor, KnownWork, PublicRecords, StatusDay } from "./core";
import { statusLimits } from "./contract";

const dayMs = 86_400_000;
const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Monitors with the outages that touch the time since `from`. */
export async function readMonitors(keys: readonly number[], from: Date): Promise<KnownMonitor[]> {
  if (keys.length === 0) return [];
  const [monitors, outages] = await Promise.all([
    db().monitor.findMany({ where: { key: { in: [...keys] }, archivedAt: null }, select: { key: true, status: true, firstCheckAt: true, lastCheckAt: true, intervalMs: true } }),
    db().outage.findMany({ where: { monitorKey: { in: [...keys] }, OR: [{ endedAt: null }, { endedAt: { gt: from } }] }, select: { monitorKey: true, startedAt: true, endedAt: true } }),
  ]);
  return monitors.map(({ key, status, firstCheckAt, lastCheckAt, intervalMs }) => ({
    key, status, intervalMs, firstCheckMs: firstCheckAt?.getTime() ?? null, lastCheckMs: lastCheckAt?.getTime() ?? null,
    outages: outages.filter(({ monitorKey }) => monitorKey === key).map(({ startedAt, endedAt }) => ({ startedAtMs: startedAt.getTime(), endedAtMs: endedAt?.getTime() ?? null })),
  }));
}

export const asDay = ({ day, observedMs, downMs }: { day: Date; observedMs: number; downMs: number }): StatusDay => ({ day: iso(day).slice(0, 10), observedMs, downMs });

// Only what the public may read is selected: no summary, no severity, no names of people, no notes.
const incidentColumns = {
  number: true, title: true, status: true, serviceId: true, startedAt: true, resolvedAt: true, services: { select: { serviceId: true } },
  events: { where: { kind: "update", isPublic: true }, orderBy: { seq: "desc" }, take: 50, select: { at: true, text: true } },
} satisfies Prisma.IncidentSelect;

/** Incidents that are marked as public: those that are open, and those that began in the days shown. */
export async function readIncidents(now: Date): Promise<KnownIncident[]> {
  const since = new Date(now.getTime() - statusLimits.shownDays * dayMs);
  const rows = await db().incident.findMany({ where: { isPublic: true, startedAt: { lte: now }, OR: [{ resolvedAt: null }, { startedAt: { gte: since } }] }, select: incidentColumns, orderBy: { startedAt: "desc" }, take: 200 });
  return rows.map(({ number, title, status, serviceId, startedAt, resolvedAt, services, events }) => ({
    number, title, status, startedAt: iso(startedAt), resolvedAt: isoOrNull(resolvedAt), serviceIds: [...new Set([...(serviceId === null ? [] : [serviceId]), ...services.map((each) => each.serviceId)])],
    updates: events.map(({ at, text }) => ({ at: iso(at), text })),
  }));
}

/** Steps of planned work that the public hears of: it has been announced, or has been done since. */
const toldSteps = ["announced", "in_progress", "verifying", "completed", "failed", "rolled_back"];

/** Planned work that is marked as public, from the days shown to some weeks ahead. */
export async function readWork(now: Date): Promise<KnownWork[]> {
  const rows = await db().maintenanceWindow.findMany({
    where: { isPublic: true, status: { in: toldSteps }, endsAt: { gte: new Date(now.getTime() - statusLimits.shownDays * dayMs) }, startsAt: { lte: new Date(now.getTime() + statusLimits.plannedDays * dayMs) } },
    select: { number: true, title: true, status: true, startsAt: true, endsAt: true, startedAt: true, endedAt: true, impact: true, services: { select: { serviceId: true } } }, orderBy: { startsAt: "asc" }, take: 500,
  });
  return rows.map(({ startsAt, endsAt, startedAt, endedAt, services, ...row }) => ({ ...row, startsAt: iso(startsAt), endsAt: iso(endsAt), startedAt: isoOrNull(startedAt), endedAt: isoOrNull(endedAt), serviceIds: services.map(({ serviceId }) => serviceId) }));
}

/** Everything that the public page is made of, and nothing that is not public. `outagesFrom`: how far back days are computed rather than read. */
export async function readPublicRecords(now: Date, outagesFrom: Date): Promise<PublicRecords> {
  const shownFrom = new Date(now.getTime() - statusLimits.shownDays * dayMs);
  const [components, incidents, work] = await Promise.all([
    db().statusComponent.findMany({
      where: { isPublic: true }, orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }], take: statusLimits.components,
      select: { name: true, description: true, group: true, serviceId: true, monitorKeys: true, days: { where: { day: { gte: shownFrom } }, select: { day: true, observedMs: true, downMs: true } } },
    }),
    readIncidents(now), readWork(now),
  ]);
  const monitors = await readMonitors([...new Set(components.flatMap(({ monitorKeys }) => monitorKeys))], outagesFrom);
  return { components: components.map((component) => ({ ...component, days: component.days.map(asDay) })), monitors, incidents, work };
}
