import "server-only";
import type { Interval, PackedHour } from "#core/slo";
import { db, readRows, type Tx } from "../platform/db";
import { insertSlo, type SloColumns } from "./slos-repository";

export interface PromiseSlo {
  id: string;
  key: number;
  slug: string;
  promise: string;
  target: number;
  createdAt: Date;
  status: { status: string; sli: number | null; remaining: number | null; evaluatedAt: Date } | null;
}

/** SLOs of the portal's own promises, those out of use among them only where asked for. */
export async function listPromiseSlos({ withArchived = false } = {}): Promise<PromiseSlo[]> {
  const rows = await db().slo.findMany({ where: { promise: { not: null }, ...(withArchived ? {} : { archivedAt: null }) }, select: { id: true, key: true, slug: true, promise: true, target: true, createdAt: true, status: { select: { status: true, sli: true, remaining: true, evaluatedAt: true } } } });
  return rows.flatMap(({ promise, ...row }) => (promise === null ? [] : [{ ...row, promise }]));
}

/** An SLO that is a promise of the portal; its budget freezes nothing. */
export async function insertPromise(tx: Tx, slo: SloColumns & { id: string; slug: string; promise: string }, by: { actorName: string; at: Date }): Promise<void> {
  await insertSlo(tx, { ...slo, isDemo: false }, by);
  await tx.slo.update({ where: { id: slo.id }, data: { promise: slo.promise, budgetPolicy: [] }, select: { id: true } });
}

// What a page asks for itself is no question of a person; one that is being answered has no end yet.
const asked = "query_run q where q.via <> 'page' and q.created_at >= $1 and q.created_at < $2";
const answered = `${asked} and q.outcome not in ('interrupted', 'failed')`;
const stage = (name: string): string => `(select (s ->> 'ms')::float8 from jsonb_array_elements(q.stages) s where s ->> 'name' = '${name}' limit 1)`;

interface Source {
  /** One row for each observation: at, x (milliseconds, or 1 and 0), is_good. */
  rows: string;
  /** How the observations make the value. */
  value: string;
  /** Good and total of a minute; by default of its observations. */
  minute?: string;
}

const p95 = "percentile_cont(0.95) within group (order by x)";
const within = (ms: string, limitMs: number): Source => ({ rows: `select q.created_at as at, ${ms} as x, ${ms} < ${limitMs} as is_good from ${answered} and ${ms} is not null`, value: p95 });
const share = (condition: string, from: string): Source => ({ rows: `select q.created_at as at, (case when ${condition} then 1 else 0 end)::float8 as x, ${condition} as is_good from ${from}`, value: "avg(x)" });

/** How each promise reads what the portal records. All names and texts are ours. */
const sources: Readonly<Record<string, Source>> = {
  "answer-p95": within("q.total_ms", 500),
  "answer-mean": { ...within("q.total_ms", 300), value: "avg(x)", minute: "(case when avg(x) < 300 then 1 else 0 end)::float8 as good, 1::float8 as total" },
  "framework-choice": within(stage("Read the question"), 100),
  "lens-choice": within(stage("Read the question"), 50),
  disclosure: within(stage("Disclose"), 50),
  "answers-without-failure": share("q.outcome not in ('interrupted', 'failed')", `${asked} and q.created_at < now() - interval '2 minutes'`),
  "cache-hit-rate": share("q.cache_status = 'hit'", `${answered} and q.cache_status <> 'off'`),
  "job-delay": {
    rows: `select j.started_on as at, greatest(0, extract(epoch from j.started_on - j.start_after) * 1000)::float8 as x, j.started_on - j.start_after < interval '60 seconds' as is_good
      from pgboss.job j where j.started_on >= $1 and j.started_on < $2 and j.retry_count = 0 and j.name not like '\\_\\_pgboss%'`,
    value: p95,
  },
  "detection-p0": {
    rows: `select o.started_at as at, coalesce(extract(epoch from t.at - o.started_at) * 1000, 60000)::float8 as x, coalesce(t.at - o.started_at < interval '1 second', false) as is_good
      from outage o join monitor m on m.key = o.monitor_key left join lateral (select min(e.at) as at from alert a join alert_event e on e.alert_id = a.id where a.fingerprint = 'monitor:' || m.slug and e.at >= o.started_at and e.at < o.started_at + interval '1 minute') t on true
      where m.is_p0 and m.check is not null and not m.is_demo and o.started_at >= $1 and o.started_at < $2 and (t.at is not null or o.started_at < now() - interval '1 minute')`,
    value: p95,
  },
};

const isMissing = (error: unknown): boolean => ["42P01", "3F000"].includes((error as { code?: string }).code ?? "");

/** Rows; none where the table does not exist yet, as that of the jobs before the first worker. */
async function rowsOf<T extends object>(text: string, { fromMs, toMs }: Interval, signal: AbortSignal): Promise<T[]> {
  return readRows<T>({ text, values: [new Date(fromMs), new Date(toMs)] }, { signal }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

export interface PromiseValue {
  value: number | null;
  n: number;
  lastAt: Date | null;
}

/** The promise's own figure over a stretch, from what is recorded; null for one that has no record but its samples. */
export async function measureRecorded(id: string, stretch: Interval, signal: AbortSignal): Promise<PromiseValue | null> {
  const source = sources[id];
  if (!source) return null;
  const [row] = await rowsOf<{ value: number | null; n: number; last_at: Date | null }>(`select ${source.value}::float8 as value, count(*)::int as n, max(at) as last_at from (${source.rows}) observed`, stretch, signal);
  return { value: row?.value ?? null, n: row?.n ?? 0, lastAt: row?.last_at ?? null };
}

export interface MinuteSample {
  atMs: number;
  good: number;
  total: number;
}

/** Good and total of each minute that has observations. */
export async function readRecordedMinutes(id: string, stretch: Interval, signal: AbortSignal): Promise<MinuteSample[]> {
  const source = sources[id];
  if (!source) return [];
  const sums = source.minute ?? "count(*) filter (where is_good)::float8 as good, count(*)::float8 as total";
  return rowsOf<MinuteSample>(`select (extract(epoch from date_trunc('minute', at)) * 1000)::float8 as "atMs", ${sums} from (${source.rows}) observed group by date_trunc('minute', at) order by 1`, stretch, signal);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Writes whole hours over what is there: they are recomputed from the records, so writing them twice changes nothing. */
export async function putHours(sloKey: number, hours: readonly PackedHour[]): Promise<void> {
  for (const { hourMs, good, total } of hours)
    await db().$executeRaw`insert into sli_hour (slo_key, hour, good, total, good_sum, total_sum) values (${sloKey}, ${new Date(hourMs)}, ${[...good]}::float8[], ${[...total]}::float8[], ${sum(good)}, ${sum(total)})
      on conflict (slo_key, hour) do update set good = excluded.good, total = excluded.total, good_sum = excluded.good_sum, total_sum = excluded.total_sum`;
}

/** The newest hour of an SLO's samples; null without any. */
export async function readNewestHour(sloKey: number): Promise<PackedHour | null> {
  const row = await db().sliHour.findFirst({ where: { sloKey }, orderBy: { hour: "desc" } });
  return row && { hourMs: row.hour.getTime(), good: row.good, total: row.total };
}

/** Monitors that this portal checks, and those of them whose last check is young enough. */
export async function countCheckedMonitors(at: Date): Promise<{ good: number; total: number }> {
  const [row] = await db().$queryRaw<{ good: number; total: number }[]>`
    select count(*) filter (where m.last_check_at >= ${at}::timestamptz - make_interval(secs => 2 * m.interval_ms / 1000.0))::int as good, count(*)::int as total
    from monitor m where m.check is not null and m.interval_ms is not null and not m.is_paused and not m.is_demo and m.archived_at is null and m.created_at < ${at}::timestamptz - make_interval(secs => 2 * m.interval_ms / 1000.0)`;
  return row ?? { good: 0, total: 0 };
}

/** Conversations that are kept, and those of them that are not past their end by more than a day. */
export async function countThreads(at: Date): Promise<{ good: number; total: number }> {
  const [total, late] = await Promise.all([db().queryThread.count(), db().queryThread.count({ where: { expiresAt: { lt: new Date(at.getTime() - 86_400_000) } } })]);
  return { good: total - late, total };
}
