import "server-only";
import { isPlanned, type BusyWindow } from "#core/maintenance";
import { db, readRows } from "../platform/db";
import { windowStatuses } from "./contract";

export interface KnownService {
  id: string;
  slug: string;
  name: string;
  tier: number;
  ownerTeamId: string | null;
}

// Nearly every answer of this room begins with these two: read as they are, without what a client makes of rows.
export const listKnownServices = (): Promise<KnownService[]> => readRows<KnownService>({ text: 'select id, slug, name, tier, owner_team_id as "ownerTeamId" from service order by name', values: [] });
export const listDependencies = async (): Promise<[string, string][]> => (await readRows<{ from: string; to: string }>({ text: 'select service_id as "from", depends_on_id as "to" from service_dependency', values: [] })).map(({ from, to }) => [from, to]);
export const listTeamsById = (ids: readonly string[]) => db().team.findMany({ where: { id: { in: [...ids] } }, select: { id: true, slug: true, name: true } });
export const teamBySlug = (slug: string) => db().team.findUnique({ where: { slug }, select: { id: true } });
export const listOpenIncidents = () => db().incident.findMany({ where: { resolvedAt: null }, select: { number: true, title: true, serviceId: true, services: { select: { serviceId: true } } }, take: 100 });
/** Incidents at the centre of which, or among whose services, one of these is, begun within a time. */
export const listIncidentsBegun = (serviceIds: readonly string[], { from, to }: { from: Date; to: Date }) => {
  const ids = { in: [...serviceIds] };
  return db().incident.findMany({ where: { startedAt: { gte: from, lt: to }, OR: [{ serviceId: ids }, { services: { some: { serviceId: ids } } }] }, select: { number: true, title: true, severity: true, startedAt: true }, orderBy: { startedAt: "asc" }, take: 20 });
};
export const listExternalBetween = (from: Date, to: Date) => db().externalEvent.findMany({ where: { startsAt: { lt: to }, endsAt: { gt: from } }, include: { calendar: { select: { name: true, mode: true } } }, orderBy: [{ startsAt: "asc" }, { key: "asc" }], take: 4_000 });

interface PlannedRow {
  number: number;
  title: string;
  fromMs: number;
  toMs: number;
  serviceIds: string;
}

const plannedText = `
  select w.number, w.title, (extract(epoch from w.starts_at) * 1000)::float8 as "fromMs", (extract(epoch from w.ends_at) * 1000)::float8 as "toMs", string_agg(ws.service_id, chr(31)) as "serviceIds"
  from maintenance_window w join maintenance_window_service ws on ws.window_id = w.id
  where w.starts_at < $2 and w.ends_at > $1 and w.status = any($3::text[]) and w.id <> $4 and w.id in (select window_id from maintenance_window_service where service_id = any($5::text[]))
  group by w.id order by w.starts_at, w.number limit 6000`;

interface PlannedAsked {
  from: Date;
  to: Date;
  /** Only work on one of these. */
  serviceIds: readonly string[];
  /** A window that is left out, by id. */
  except: string | null;
}

/** Planned work that touches a time, in order, whoever may see it: as little of each window as finding conflicts takes, because there may be thousands. */
export async function listPlannedBetween({ from, to, serviceIds, except }: PlannedAsked, signal: AbortSignal): Promise<BusyWindow[]> {
  const rows = await readRows<PlannedRow>({ text: plannedText, values: [from, to, windowStatuses.filter(isPlanned), except ?? "", serviceIds] }, { signal });
  return rows.map((row) => ({ ...row, serviceIds: row.serviceIds.split("\x1f") }));
}

export const listMonitorsOf = (serviceIds: readonly string[]) => db().monitor.findMany({ where: { serviceId: { in: [...serviceIds] } }, select: { slug: true, serviceId: true }, orderBy: { slug: "asc" }, take: 2_000 });
export const countCustomersOf = async (serviceIds: readonly string[]): Promise<number> => (await db().customerService.findMany({ where: { serviceId: { in: [...serviceIds] } }, distinct: ["customerId"], select: { customerId: true } })).length;

const historyDays = 90;

/** Tickets opened in each hour of the week (UTC, Monday 00:00 first) over the last 90 days: when people use these services. Falls back to all services when there are too few. */
export async function readDemandByHour(slugs: readonly string[], now: Date, signal: AbortSignal): Promise<number[]> {
  const text = `select ((extract(isodow from t.opened_at at time zone 'UTC')::int - 1) * 24 + extract(hour from t.opened_at at time zone 'UTC')::int) as hour, count(*)::int as n, count(*) filter (where s.slug = any($1::text[]))::int as own
    from ticket t left join service s on s.id = t.service_id where t.opened_at >= $2 and t.opened_at < $3 group by 1`;
  const rows = await readRows<{ hour: number; n: number; own: number }>({ text, values: [slugs, new Date(now.getTime() - historyDays * 86_400_000), now] }, { signal });
  const fill = (key: "n" | "own"): number[] => Array.from({ length: 168 }, (_, hour) => rows.find((row) => row.hour === hour)?.[key] ?? 0);
  const own = fill("own");
  return own.reduce((sum, n) => sum + n, 0) >= 500 ? own : fill("n");
}

/** Tickets of these services that opened during their past windows. */
export async function readTicketsInWindows(serviceIds: readonly string[], now: Date, signal: AbortSignal): Promise<{ windows: number; tickets: number }> {
  const text = `select count(distinct w.id)::int as windows, count(t.id)::int as tickets from maintenance_window w
    join maintenance_window_service ws on ws.window_id = w.id and ws.service_id = any($1::text[])
    left join ticket t on t.service_id = ws.service_id and t.opened_at >= w.started_at and t.opened_at < w.ended_at + interval '2 hours'
    where w.started_at is not null and w.ended_at is not null and w.ended_at < $2`;
  const [row] = await readRows<{ windows: number; tickets: number }>({ text, values: [serviceIds, now] }, { signal });
  return row ?? { windows: 0, tickets: 0 };
}
