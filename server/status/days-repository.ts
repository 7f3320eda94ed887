import "server-only";
import { db } from "../platform/db";
import type { StatusDay } from "./core";

export interface DayComponent {
  id: string;
  monitorKeys: number[];
  /** Newest and oldest kept day; null when there is none. */
  lastDay: Date | null;
}

/** Components and how far their days are written. */
export async function listDayComponents(ids?: readonly string[]): Promise<DayComponent[]> {
  const rows = await db().statusComponent.findMany({ where: ids ? { id: { in: [...ids] } } : {}, select: { id: true, monitorKeys: true, days: { orderBy: { day: "desc" }, take: 1, select: { day: true } } }, orderBy: { id: "asc" } });
  return rows.map(({ id, monitorKeys, days }) => ({ id, monitorKeys, lastDay: days[0]?.day ?? null }));
}

/**
 * Writes days of a component. What is kept of a day gives way only to what was observed at least as long, so that nothing is lost with a monitor
 * that is gone; with `replaces` the new days are the truth, whatever was kept.
 */
export async function upsertStatusDays(componentId: string, days: readonly StatusDay[], { replaces }: { replaces: boolean }): Promise<number> {
  if (days.length === 0) return 0;
  return db().$executeRaw`
    insert into status_day (component_id, day, observed_ms, down_ms)
    select ${componentId}, d.day::date, d.observed_ms, d.down_ms
    from unnest(${days.map(({ day }) => day)}::text[], ${days.map(({ observedMs }) => observedMs)}::float8[], ${days.map(({ downMs }) => downMs)}::float8[]) as d (day, observed_ms, down_ms)
    on conflict (component_id, day) do update set observed_ms = excluded.observed_ms, down_ms = excluded.down_ms
    where ${replaces} or excluded.observed_ms >= status_day.observed_ms`;
}

/** Removes a component's days that lie in [from, to] and are not among those named. */
export async function removeOtherDays(componentId: string, { from, to }: { from: string; to: string }, days: readonly string[]): Promise<number> {
  return db().$executeRaw`delete from status_day where component_id = ${componentId} and day >= ${from}::date and day <= ${to}::date and not (day::text = any(${[...days]}::text[]))`;
}
