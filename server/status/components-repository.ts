import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

export type ComponentRecord = Prisma.StatusComponentGetPayload<object>;
export interface Named {
  slug: string;
  name: string;
}

export const listComponentRecords = (): Promise<ComponentRecord[]> => db().statusComponent.findMany({ orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }] });
export const findComponent = (tx: Tx, id: string): Promise<ComponentRecord | null> => tx.statusComponent.findUnique({ where: { id } });
export const insertComponents = (tx: Tx, rows: readonly Prisma.StatusComponentCreateManyInput[]) => tx.statusComponent.createMany({ data: [...rows] });
export const countComponents = (tx: Tx): Promise<number> => tx.statusComponent.count();

/** The place after the last component. */
export async function nextPosition(tx: Tx): Promise<number> {
  const { _max } = await tx.statusComponent.aggregate({ _max: { position: true } });
  return (_max.position ?? -1) + 1;
}

/** False when the row is no longer at this version. */
export const updateComponentRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.StatusComponentUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.statusComponent.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count === 1;
export const deleteComponentRow = async (tx: Tx, key: { id: string; version: number }): Promise<boolean> => (await tx.statusComponent.deleteMany({ where: key })).count === 1;

/** Locks the order of all components, so that two people who move them take turns. */
export async function lockOrder(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from status_component order by position, created_at, id for update`;
  return rows.map(({ id }) => id);
}
export const placeComponents = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.$executeRaw`update status_component c set position = o.position - 1 from unnest(${[...ids]}::text[]) with ordinality as o (id, position) where c.id = o.id`;

export interface MonitorReference extends Named {
  key: number;
  serviceId: string | null;
  isDemo: boolean;
}

/** Monitors in use, by name. */
export const listMonitorReferences = (client: Pick<Tx, "monitor"> = db()): Promise<MonitorReference[]> =>
  client.monitor.findMany({ where: { archivedAt: null }, select: { key: true, slug: true, name: true, serviceId: true, isDemo: true }, orderBy: [{ name: "asc" }, { slug: "asc" }] });
export const findServiceBySlug = (tx: Tx, slug: string): Promise<{ id: string; isDemo: boolean } | null> => tx.service.findUnique({ where: { slug }, select: { id: true, isDemo: true } });
export const listServiceNames = (ids: readonly string[]): Promise<({ id: string } & Named)[]> => db().service.findMany({ where: { id: { in: [...ids] } }, select: { id: true, slug: true, name: true } });

/** Monitors that some component shows, hidden ones included. */
export const shownMonitorKeys = async (client: Pick<Tx, "statusComponent"> = db()): Promise<Set<number>> => new Set((await client.statusComponent.findMany({ select: { monitorKeys: true } })).flatMap(({ monitorKeys }) => monitorKeys));

export interface DaySums {
  componentId: string;
  days: number;
  firstDay: string | null;
}

export const countDays = (): Promise<DaySums[]> =>
  db().$queryRaw<DaySums[]>`select component_id as "componentId", count(*)::int as days, min(day)::text as "firstDay" from status_day group by component_id`;

export const listDaysSince = (since: Date) => db().statusDay.findMany({ where: { day: { gte: since } }, select: { componentId: true, day: true, observedMs: true, downMs: true } });
