import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Interval } from "#core/slo";
import { db, readRows } from "../platform/db";

export interface DayRow {
  sloKey: number;
  day: Date;
  rawGood: number;
  rawTotal: number;
  adjustedGood: number;
  adjustedTotal: number;
  rawRemaining: number | null;
  remaining: number | null;
}

/** Budget left at the end of each of the last `days` days on record, oldest first. */
export async function readLastDays(keys: readonly number[], since: Date, signal: AbortSignal): Promise<Map<number, { day: string; remaining: number | null; rawRemaining: number | null }[]>> {
  const days = new Map<number, { day: string; remaining: number | null; rawRemaining: number | null }[]>();
  if (keys.length === 0) return days;
  const text = "select slo_key, to_char(day, 'YYYY-MM-DD') as day, remaining, raw_remaining from sli_day where slo_key = any($1::int[]) and day >= $2::date order by slo_key, day";
  for (const row of await readRows<{ slo_key: number; day: string; remaining: number | null; raw_remaining: number | null }>({ text, values: [keys, since] }, { signal })) {
    const list = days.get(row.slo_key) ?? [];
    list.push({ day: row.day, remaining: row.remaining, rawRemaining: row.raw_remaining });
    days.set(row.slo_key, list);
  }
  return days;
}

/** Writes days, over those that are there; one statement for all of them. */
export async function upsertDays(rows: readonly DayRow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = <K extends keyof DayRow>(key: K): DayRow[K][] => rows.map((row) => row[key]);
  await db().$executeRaw`insert into sli_day (slo_key, day, raw_good, raw_total, adjusted_good, adjusted_total, raw_remaining, remaining)
    select * from unnest(${column("sloKey")}::int[], ${column("day")}::date[], ${column("rawGood")}::float8[], ${column("rawTotal")}::float8[], ${column("adjustedGood")}::float8[], ${column("adjustedTotal")}::float8[], ${column("rawRemaining")}::float8[], ${column("remaining")}::float8[])
    on conflict (slo_key, day) do update set raw_good = excluded.raw_good, raw_total = excluded.raw_total, adjusted_good = excluded.adjusted_good, adjusted_total = excluded.adjusted_total,
      raw_remaining = excluded.raw_remaining, remaining = excluded.remaining`;
}

export interface MonthRow {
  rawGood: number;
  rawTotal: number;
  adjustedGood: number;
  adjustedTotal: number;
  days: number;
}

/** Sums of the UTC days of a stretch by SLO. */
export async function readMonth(keys: readonly number[], { fromMs, toMs }: Interval, signal: AbortSignal): Promise<Map<number, MonthRow>> {
  const text = `select slo_key as key, sum(raw_good) as "rawGood", sum(raw_total) as "rawTotal", sum(adjusted_good) as "adjustedGood", sum(adjusted_total) as "adjustedTotal", count(*)::int as days
    from sli_day where slo_key = any($1::int[]) and day >= $2::date and day < $3::date group by slo_key`;
  const rows = await readRows<MonthRow & { key: number }>({ text, values: [keys, new Date(fromMs).toISOString(), new Date(toMs).toISOString()] }, { signal });
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

export interface DayOfTally {
  dayMs: number;
  good: number;
  total: number;
}

/** Every day of an SLO, exclusions taken out, oldest first. */
export const readTallies = (key: number, signal: AbortSignal): Promise<DayOfTally[]> =>
  readRows<DayOfTally>({ text: `select (extract(epoch from day) * 1000)::float8 as "dayMs", adjusted_good as good, adjusted_total as total from sli_day where slo_key = $1::int and adjusted_total > 0 order by day`, values: [key] }, { signal });

/** The first day on record of any of them. */
export async function readFirstDay(keys: readonly number[], signal: AbortSignal): Promise<string | null> {
  const [row] = await readRows<{ day: string | null }>({ text: "select to_char(min(day), 'YYYY-MM-DD') as day from sli_day where slo_key = any($1::int[])", values: [keys] }, { signal });
  return row?.day ?? null;
}

export const removeDays = async (sloKey: number): Promise<void> => void (await db().sliDay.deleteMany({ where: { sloKey } }));

export interface StatusRow {
  sloId: string;
  status: string;
  since: Date;
  evaluatedAt: Date;
  periodFrom: Date;
  periodTo: Date;
  sli: number | null;
  rawSli: number | null;
  remaining: number | null;
  rawRemaining: number | null;
  burnHour: number | null;
  burnPeriod: number | null;
  budgetMs: number;
  isFull: boolean;
  lastDataAt: Date | null;
  alerts: Prisma.InputJsonArray;
}

const chunk = 100;

/** Writes a round of evaluations, each with what changed in it or not at all: the next round finds changes by comparing with what is stored, so a status alone would lose its event. */
export async function saveRound(statuses: readonly StatusRow[], events: readonly Prisma.SloEventCreateManyInput[]): Promise<void> {
  for (let from = 0; from < statuses.length; from += chunk) {
    const part = statuses.slice(from, from + chunk);
    const ids = new Set(part.map(({ sloId }) => sloId));
    await db().$transaction([
      db().sloStatus.deleteMany({ where: { sloId: { in: [...ids] } } }), db().sloStatus.createMany({ data: part.map((row) => ({ ...row })) }),
      db().sloEvent.createMany({ data: events.filter(({ sloId }) => ids.has(sloId)) }),
    ]);
  }
}

export const listEvents = (sloId: string) => db().sloEvent.findMany({ where: { sloId }, orderBy: { seq: "desc" }, take: 50, select: { at: true, kind: true, data: true } });
