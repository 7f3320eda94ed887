import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { dayMs, type Interval } from "#core/slo";
import { db, readRows } from "../platform/db";
import type { SloDays } from "./contract";

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

interface DaysRow {
  key: number;
  /** Days after the first that was asked for, and the value of each. */
  places: number[];
  left: (number | null)[];
}

/** One place a day from the first on record; a day that is missing has no value. */
function lineOf({ places, left }: DaysRow, sinceMs: number): SloDays {
  const first = Math.min(...places);
  const line = Array<number | null>(Math.max(...places) - first + 1).fill(null);
  places.forEach((place, at) => (line[place - first] = left[at] ?? null));
  return { from: new Date(sinceMs + first * dayMs).toISOString().slice(0, 10), left: line };
}

const columns = { adjusted: "remaining", raw: "raw_remaining" } as const;

/** Budget left at the end of each day on record, by SLO. One row an SLO, its values as text that is parsed at once: 500 SLOs of 90 days are 45,000 of them. */
export async function readLastDays(keys: readonly number[], { sinceMs, account }: { sinceMs: number; account: keyof typeof columns }, signal: AbortSignal): Promise<Map<number, SloDays>> {
  if (keys.length === 0) return new Map();
  const text = `select slo_key as key, json_agg(day - $2::date) as places, json_agg(round(${columns[account]} * 1e4) / 1e4) as "left" from sli_day where slo_key = any($1::int[]) and day >= $2::date group by slo_key`;
  const since = new Date(sinceMs).toISOString().slice(0, 10);
  const rows = await readRows<DaysRow>({ text, values: [keys, since] }, { signal });
  return new Map(rows.map((row) => [row.key, lineOf(row, Date.parse(since))]));
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

/** Shares of bad of the worst days that other SLOs had whose SLI is of the same kind, at most 300. Made-up SLOs and real ones keep to themselves. */
export async function readWorstDaysElsewhere(key: number, { fromMs, toMs }: { fromMs: number; toMs: number }, signal: AbortSignal): Promise<number[]> {
  const text = `select (d.adjusted_total - d.adjusted_good) / d.adjusted_total as share from slo me join slo s on s.key <> me.key and s.sli ->> 'kind' = me.sli ->> 'kind' and s.is_demo = me.is_demo and s.promise is null and s.archived_at is null
    join sli_day d on d.slo_key = s.key where me.key = $1::int and d.day >= $2 and d.day < $3 and d.adjusted_total > d.adjusted_good order by share desc limit 300`;
  return (await readRows<{ share: number }>({ text, values: [key, new Date(fromMs), new Date(toMs)] }, { signal })).map(({ share }) => share);
}

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
