import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { dayMs, type Interval, type OtherRecord } from "#core/slo";
import { db, readRows } from "../platform/db";
import { numbersOf } from "./array-text";
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
  /** Arrays as PostgreSQL writes them: days after the first that was asked for, and ten-thousandths of the budget left. */
  places: string;
  left: string;
}

/** One place a day from the first on record; a day that is missing has no value. */
function lineOf(row: DaysRow, sinceMs: number): SloDays {
  const [places, left] = [numbersOf(row.places) as number[], numbersOf(row.left)];
  const first = Math.min(...places);
  const line = Array<number | null>(Math.max(...places) - first + 1).fill(null);
  places.forEach((place, at) => {
    const value = left[at] ?? null;
    line[place - first] = value === null ? null : value / 1e4;
  });
  return { from: new Date(sinceMs + first * dayMs).toISOString().slice(0, 10), left: line };
}

const columns = { adjusted: "remaining", raw: "raw_remaining" } as const;

/** Budget left at the end of each day on record, by SLO. One row an SLO, its values as text that is parsed at once: 500 SLOs of 90 days are 45,000 of them, and whole numbers are written fastest. */
export async function readLastDays(keys: readonly number[] | "all", { sinceMs, account }: { sinceMs: number; account: keyof typeof columns }, signal: AbortSignal): Promise<Map<number, SloDays>> {
  if (keys.length === 0) return new Map();
  const text = `select slo_key as key, array_agg(day - $2::date)::text as places, array_agg((${columns[account]} * 1e4)::int8)::text as "left" from sli_day where ($1::int[] is null or slo_key = any($1)) and day >= $2::date group by slo_key`;
  const since = new Date(sinceMs).toISOString().slice(0, 10);
  const rows = await readRows<DaysRow>({ text, values: [keys === "all" ? null : keys, since] }, { signal });
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

/** What other SLOs whose SLI is of the same kind have on record: how many days with data, and the shares of bad of the 60 worst. Made-up SLOs and real ones keep to themselves. */
export function readOtherRecords(key: number, { fromMs, toMs }: { fromMs: number; toMs: number }, signal: AbortSignal): Promise<OtherRecord[]> {
  const text = `select count(*)::int as days, (coalesce(array_agg(d.bad order by d.bad desc) filter (where d.bad > 0), '{}'))[1:60] as shares from slo me join slo s on s.key <> me.key and s.sli ->> 'kind' = me.sli ->> 'kind' and s.is_demo = me.is_demo and s.promise is null and s.archived_at is null
    join lateral (select (adjusted_total - adjusted_good) / adjusted_total as bad from sli_day where slo_key = s.key and day >= $2 and day < $3 and adjusted_total > 0) d on true where me.key = $1::int group by s.key`;
  return readRows<OtherRecord>({ text, values: [key, new Date(fromMs), new Date(toMs)] }, { signal });
}

/** The first day on record of any of them. */
export async function readFirstDay(keys: readonly number[], signal: AbortSignal): Promise<string | null> {
  const [row] = await readRows<{ day: string | null }>({ text: "select to_char(min(day), 'YYYY-MM-DD') as day from sli_day where slo_key = any($1::int[])", values: [keys] }, { signal });
  return row?.day ?? null;
}

/** Removes the days of an SLO from one on. */
export const removeDays = async (sloKey: number, from: Date): Promise<void> => void (await db().sliDay.deleteMany({ where: { sloKey, day: { gte: from } } }));

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

export interface EventRow {
  sloId: string;
  at: Date;
  kind: string;
  data: Record<string, string | number>;
}

const chunk = 100;

const statusOf = (row: StatusRow) => ({
  slo_id: row.sloId, status: row.status, since: row.since, evaluated_at: row.evaluatedAt, period_from: row.periodFrom, period_to: row.periodTo, sli: row.sli, raw_sli: row.rawSli, remaining: row.remaining, raw_remaining: row.rawRemaining,
  burn_hour: row.burnHour, burn_period: row.burnPeriod, budget_ms: row.budgetMs, is_full: row.isFull, last_data_at: row.lastDataAt, alerts: row.alerts,
});

/**
 * Writes a round of evaluations, each with what changed in it or not at all: the next round finds changes by comparing with what is stored, so a status alone would lose its event. One statement for
 * both, in order of the SLOs so that two rounds cannot deadlock; an SLO that was removed meanwhile is left out.
 */
export async function saveRound(statuses: readonly StatusRow[], events: readonly EventRow[]): Promise<void> {
  for (let from = 0; from < statuses.length; from += chunk) {
    const part = statuses.slice(from, from + chunk);
    const ids = new Set(part.map(({ sloId }) => sloId));
    const changes = events.filter(({ sloId }) => ids.has(sloId)).map(({ sloId, ...event }) => ({ slo_id: sloId, ...event }));
    await db().$executeRaw`with saved as (
      insert into slo_status select r.* from jsonb_populate_recordset(null::slo_status, ${JSON.stringify(part.map(statusOf))}::jsonb) r join slo s on s.id = r.slo_id order by r.slo_id
      on conflict (slo_id) do update set status = excluded.status, since = excluded.since, evaluated_at = excluded.evaluated_at, period_from = excluded.period_from, period_to = excluded.period_to, sli = excluded.sli, raw_sli = excluded.raw_sli,
        remaining = excluded.remaining, raw_remaining = excluded.raw_remaining, burn_hour = excluded.burn_hour, burn_period = excluded.burn_period, budget_ms = excluded.budget_ms, is_full = excluded.is_full,
        last_data_at = excluded.last_data_at, alerts = excluded.alerts
      returning slo_id)
    insert into slo_event (slo_id, at, kind, data) select e.slo_id, e.at, e.kind, e.data from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as e(slo_id text, at timestamptz, kind text, data jsonb) join saved using (slo_id)`;
  }
}

export const listEvents = (sloId: string) => db().sloEvent.findMany({ where: { sloId }, orderBy: { seq: "desc" }, take: 50, select: { at: true, kind: true, data: true } });
