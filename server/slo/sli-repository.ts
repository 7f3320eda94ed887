import "server-only";
import { readRows, db, type Tx } from "../platform/db";
import { numbersOf } from "./array-text";
import type { Interval, PackedHour, ProbeRecord } from "#core/slo";

interface ProbeRow {
  slug: string;
  name: string;
  first: Date | null;
  last: Date | null;
  outages: { started: string; ended: string | null }[] | null;
}

export interface KnownProbe {
  slug: string;
  name: string;
  /** Null when it has never been checked. */
  record: ProbeRecord | null;
}

/** Monitors by slug with their outages that reach into the range. One that is missing does not exist. An outage still open lasts until the last check. */
export async function readProbes(slugs: readonly string[], range: Interval, signal: AbortSignal): Promise<KnownProbe[]> {
  const text = `select m.slug, m.name, m.first_check_at as first, m.last_check_at as last,
      (select json_agg(json_build_object('started', o.started_at, 'ended', o.ended_at)) from outage o where o.monitor_key = m.key and o.started_at < $3 and (o.ended_at is null or o.ended_at > $2)) as outages
    from monitor m where m.slug = any($1::text[])`;
  const rows = await readRows<ProbeRow>({ text, values: [slugs, new Date(range.fromMs), new Date(range.toMs)] }, { signal });
  return rows.map(({ slug, name, first, last, outages }) => {
    if (!first || !last) return { slug, name, record: null };
    const toMs = last.getTime();
    return { slug, name, record: { observed: { fromMs: first.getTime(), toMs }, outages: (outages ?? []).map(({ started, ended }) => ({ fromMs: Date.parse(started), toMs: ended === null ? toMs : Date.parse(ended) })) } };
  });
}

interface HourRow {
  slo_key: number;
  hour: Date;
  good: string;
  total: string;
}

const minutesOf = (text: string): number[] => numbersOf(text).map((value) => value ?? 0);
const packed = ({ hour, good, total }: HourRow): PackedHour => ({ hourMs: hour.getTime(), good: minutesOf(good), total: minutesOf(total) });

/** Hours of pushed samples by SLO. */
export async function readHours(keys: readonly number[], range: Interval, signal: AbortSignal): Promise<Map<number, PackedHour[]>> {
  if (keys.length === 0) return new Map();
  const text = "select slo_key, hour, good::text, total::text from sli_hour where slo_key = any($1::int[]) and hour > $2::timestamptz - interval '1 hour' and hour < $3 order by hour";
  const rows = await readRows<HourRow>({ text, values: [keys, new Date(range.fromMs), new Date(range.toMs)] }, { signal });
  const hours = new Map<number, PackedHour[]>();
  for (const row of rows) {
    const list = hours.get(row.slo_key) ?? [];
    list.push(packed(row));
    hours.set(row.slo_key, list);
  }
  return hours;
}

export interface KeyedInterval extends Interval {
  key: number;
}

const columnsOf = (parts: readonly KeyedInterval[]): (number[] | string[])[] => [parts.map(({ key }) => key), parts.map(({ fromMs }) => new Date(fromMs).toISOString()), parts.map(({ toMs }) => new Date(toMs).toISOString())];
const asked = "unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as p(key, from_at, to_at) join sli_hour h on h.slo_key = p.key and h.hour >= p.from_at and h.hour < p.to_at";

/** Hours of some stretches of whole hours, by SLO. Stretches of one SLO do not overlap. */
export async function readHoursOf(parts: readonly KeyedInterval[], signal: AbortSignal): Promise<Map<number, PackedHour[]>> {
  const hours = new Map<number, PackedHour[]>();
  if (parts.length === 0) return hours;
  for (const row of await readRows<HourRow>({ text: `select h.slo_key, h.hour, h.good::text, h.total::text from ${asked}`, values: columnsOf(parts) }, { signal })) {
    const list = hours.get(row.slo_key) ?? [];
    list.push(packed(row));
    hours.set(row.slo_key, list);
  }
  return hours;
}

/** The sum of each of some stretches of whole hours; one without any data is left out. */
export async function readSumsOf(parts: readonly KeyedInterval[], signal: AbortSignal): Promise<(KeyedInterval & { good: number; total: number })[]> {
  if (parts.length === 0) return [];
  const text = `select p.place::int - 1 as place, s.good, s.total from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) with ordinality as p(key, from_at, to_at, place)
    cross join lateral (select sum(h.good_sum) as good, sum(h.total_sum) as total from sli_hour h where h.slo_key = p.key and h.hour >= p.from_at and h.hour < p.to_at) s where s.total is not null`;
  const rows = await readRows<{ place: number; good: number; total: number }>({ text, values: columnsOf(parts) }, { signal });
  return rows.flatMap(({ place, good, total }) => parts.slice(place, place + 1).map((part) => ({ ...part, good, total })));
}

export interface Extent {
  firstMs: number | null;
  lastMs: number | null;
}

/** First and last minute of pushed samples of each SLO, to the hour. */
export async function readHourExtents(keys: readonly number[], signal: AbortSignal): Promise<Map<number, Extent>> {
  if (keys.length === 0) return new Map();
  // Two steps down the index for each SLO, instead of all of its hours.
  const text = `select k.slo_key, f.first, l.last from unnest($1::int[]) as k(slo_key)
    cross join lateral (select hour as first from sli_hour h where h.slo_key = k.slo_key order by hour limit 1) f
    cross join lateral (select hour as last from sli_hour h where h.slo_key = k.slo_key order by hour desc limit 1) l`;
  const rows = await readRows<{ slo_key: number; first: Date; last: Date }>({ text, values: [keys] }, { signal });
  return new Map(rows.map((row) => [row.slo_key, { firstMs: row.first.getTime(), lastMs: row.last.getTime() + 3_600_000 }]));
}

/** Good over total of all samples of a stretch, how many there were, and up to which minute. */
export async function readPeriodSum(key: number, { fromMs, toMs }: Interval, signal: AbortSignal): Promise<{ value: number | null; n: number; lastAt: Date | null }> {
  const text = `select sum(g) as good, sum(t) as total, max(h.hour + (i - 1) * interval '1 minute') filter (where t > 0) as last from sli_hour h cross join lateral unnest(h.good, h.total) with ordinality as m(g, t, i)
    where h.slo_key = $1::int and h.hour > $2::timestamptz - interval '1 hour' and h.hour <= $3 and h.hour + (i - 1) * interval '1 minute' between $2 and $3`;
  const [row] = await readRows<{ good: number | null; total: number | null; last: Date | null }>({ text, values: [key, new Date(fromMs), new Date(toMs)] }, { signal });
  return row?.total ? { value: (row.good ?? 0) / row.total, n: Math.round(row.total), lastAt: row.last } : { value: null, n: 0, lastAt: null };
}

interface Batch {
  sloKey: number;
  key: string;
  samples: number;
  receivedAt: Date;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Samples may be a little ahead of the clock that notes when they came. */
const batchSlackMs = 3_600_000;

/** Adds the minutes of these hours to what is stored, in one statement whatever their number. */
async function addHours(tx: Tx, sloKey: number, hours: readonly PackedHour[]): Promise<void> {
  const rows = hours.map(({ hourMs, good, total }) => ({ at: new Date(hourMs).toISOString(), good, total, good_sum: sum(good), total_sum: sum(total) }));
  await tx.$executeRaw`insert into sli_hour (slo_key, hour, good, total, good_sum, total_sum)
    select ${sloKey}, r.at, r.good, r.total, r.good_sum, r.total_sum
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(at timestamptz, good float8[], total float8[], good_sum float8, total_sum float8) order by r.at
    on conflict (slo_key, hour) do update set
      good = (select array_agg(a + b order by i) from unnest(sli_hour.good, excluded.good) with ordinality as t(a, b, i)),
      total = (select array_agg(a + b order by i) from unnest(sli_hour.total, excluded.total) with ordinality as t(a, b, i)),
      good_sum = sli_hour.good_sum + excluded.good_sum, total_sum = sli_hour.total_sum + excluded.total_sum`;
}

/** Stores a batch and its minutes together; false, and nothing stored, when a batch of that name was taken in before. Hours come in order of time, so that two batches cannot deadlock. */
export function takeBatch(batch: Batch, hours: readonly PackedHour[]): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.sliBatch.createMany({ data: batch, skipDuplicates: true });
    if (count === 0) return false;
    await addHours(tx, batch.sloKey, hours);
    return true;
  });
}

/** Removes hours that ended by their SLO's `fromMs`, or by `elseMs` where it is not named, and the batches whose samples would all be refused as too old by now. */
export async function removeMinutesBefore(kept: readonly { key: number; fromMs: number }[], elseMs: number): Promise<{ hours: number; batches: number }> {
  const [keys, froms] = [kept.map(({ key }) => key), kept.map(({ fromMs }) => new Date(fromMs))];
  const hours = await db().$executeRaw`delete from sli_hour h where h.hour <= ${new Date(elseMs)}::timestamptz - interval '1 hour'
    and not exists (select from unnest(${keys}::int[], ${froms}::timestamptz[]) as k(key, from_at) where k.key = h.slo_key and h.hour > k.from_at - interval '1 hour')`;
  const { count: batches } = await db().sliBatch.deleteMany({ where: { receivedAt: { lt: new Date(elseMs - batchSlackMs) } } });
  return { hours, batches };
}

export interface ExclusionRow {
  id: string;
  sloId: string;
  fromAt: Date;
  toAt: Date;
  reason: string;
  approvedAt: Date;
  approvedBy: string;
}

/** Newest first. */
export const listExclusions = (sloIds: readonly string[]): Promise<ExclusionRow[]> =>
  readRows({ text: 'select id, slo_id as "sloId", from_at as "fromAt", to_at as "toAt", reason, approved_at as "approvedAt", approved_by as "approvedBy" from slo_exclusion where slo_id = any($1::text[]) order by from_at desc', values: [sloIds] });
export const insertExclusion = (tx: Tx, row: ExclusionRow & { createdAt: Date }) => tx.sloExclusion.create({ data: row, select: { id: true } });
export const deleteExclusion = async (tx: Tx, key: { id: string; sloId: string }): Promise<boolean> => (await tx.sloExclusion.deleteMany({ where: key })).count > 0;

/** Which of these monitors exist. */
export async function readKnownMonitors(tx: Tx | null, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await (tx ?? db()).monitor.findMany({ where: { slug: { in: [...slugs] } }, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}
