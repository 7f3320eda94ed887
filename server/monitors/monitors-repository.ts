import "server-only";
import { readRows, type SqlValue } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import type { LatencyBucket, OutageSpan, Span } from "#core/monitors";
import type { MonitorGroup, MonitorStatus } from "./contract";

export interface MonitorRecordRow {
  key: number;
  slug: string;
  name: string;
  url: string;
  source: string;
  isDemo: boolean;
  status: MonitorStatus;
  statusSince: Date | null;
  firstCheckAt: Date | null;
  lastCheckAt: Date | null;
  sourceSummary: unknown;
  isWatched: boolean;
  isPaused: boolean;
  isP0: boolean;
  flappingSince: Date | null;
}

/** The source of the monitors of the portal's own components. */
export const selfSource = "self";

export interface MonitorFilter {
  /** Left out: whichever. */
  group?: MonitorGroup;
  slug?: string;
  status?: MonitorStatus;
  q?: string;
}

/** Monitors belong to services and these to teams; to a scope of customers monitors are hidden. */
export function scopeCondition(scope: Scope, place: number): { text: string; values: SqlValue[] } {
  if (scope.kind === "all") return { text: "true", values: [] };
  if (scope.kind === "customers") return { text: "false", values: [] };
  return { text: `exists (select 1 from service s where s.id = m.service_id and s.owner_team_id = any($${place}::text[]))`, values: [scope.teamIds] };
}

const columns = `m.key, m.slug, m.name, m.url, m.source, m.is_demo as "isDemo", m.status, m.status_since as "statusSince", m.first_check_at as "firstCheckAt",
  m.last_check_at as "lastCheckAt", m.source_summary as "sourceSummary",
  (m."check" is not null or m.source = '${selfSource}') as "isWatched", m.is_paused as "isPaused", m.is_p0 as "isP0", m.flapping_since as "flappingSince"`;

const inGroup = (place: number): string => `($${place}::text is null or (m.source = '${selfSource}') = ($${place} = 'portal')) and m.archived_at is null`;

const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

export async function listMonitorRows(scope: Scope, filter: MonitorFilter, signal: AbortSignal): Promise<MonitorRecordRow[]> {
  const allowed = scopeCondition(scope, 5);
  const text = `select ${columns} from monitor m where ($1::text is null or m.slug = $1) and ($2::text is null or m.status = $2)
    and ($3::text is null or m.name ilike $3 or m.url ilike $3 or m.slug ilike $3) and ${inGroup(4)} and ${allowed.text} order by m.slug`;
  return readRows<MonitorRecordRow>({ text, values: [filter.slug ?? null, filter.status ?? null, filter.q ? likePattern(filter.q) : null, filter.group ?? null, ...allowed.values] }, { signal });
}

export interface CoverageRow {
  first: Date | null;
  last: Date | null;
  monitors: number;
}

export async function readCoverage(scope: Scope, group: MonitorGroup, signal: AbortSignal): Promise<CoverageRow> {
  const allowed = scopeCondition(scope, 2);
  const [row] = await readRows<CoverageRow>({ text: `select min(m.first_check_at) as first, max(m.last_check_at) as last, count(*)::int as monitors from monitor m where ${inGroup(1)} and ${allowed.text}`, values: [group, ...allowed.values] }, { signal });
  return row ?? { first: null, last: null, monitors: 0 };
}

export interface KeyedOutage extends OutageSpan {
  id: string;
  monitorKey: number;
}

interface OutageRecord {
  id: string;
  monitor_key: number;
  started_at: Date;
  ended_at: Date | null;
  cause: string;
}

const asKeyed = (row: OutageRecord): KeyedOutage => ({ id: row.id, monitorKey: row.monitor_key, startedAtMs: row.started_at.getTime(), endedAtMs: row.ended_at?.getTime() ?? null, cause: row.cause });

/** Keys come from `listMonitorRows`, which has applied the scope. Outages that touch the span, newest first. */
export async function listOutagesOf(keys: readonly number[], span: Span, signal: AbortSignal): Promise<KeyedOutage[]> {
  const text = "select id, monitor_key, started_at, ended_at, cause from outage where monitor_key = any($1::int[]) and started_at < $3 and (ended_at is null or ended_at > $2) order by started_at desc, id";
  return (await readRows<OutageRecord>({ text, values: [keys, new Date(span.fromMs), new Date(span.toMs)] }, { signal })).map(asKeyed);
}

/** The newest outage of each monitor, whatever the window. */
export async function listLastOutages(keys: readonly number[], signal: AbortSignal): Promise<KeyedOutage[]> {
  const text = `select o.id, o.monitor_key, o.started_at, o.ended_at, o.cause from unnest($1::int[]) as k(key)
    cross join lateral (select * from outage where monitor_key = k.key order by started_at desc limit 1) o`;
  return (await readRows<OutageRecord>({ text, values: [keys] }, { signal })).map(asKeyed);
}

export interface LatencyRow {
  monitorKey: number;
  p50Ms: number | null;
  p95Ms: number | null;
  samples: number;
}

// Response time of the checks that were answered: the definition that the question engine uses too.
const measured = "latency_ms is not null and status <> 'down'";
const percentiles = `percentile_cont(0.5) within group (order by latency_ms) as "p50Ms", percentile_cont(0.95) within group (order by latency_ms) as "p95Ms", count(*)::int as samples`;

export async function readLatencies(keys: readonly number[], span: Span, signal: AbortSignal): Promise<LatencyRow[]> {
  if (keys.length === 0) return [];
  const text = `select monitor_key as "monitorKey", ${percentiles} from check_result where monitor_key = any($1::int[]) and at >= $2 and at < $3 and ${measured} group by monitor_key`;
  return readRows<LatencyRow>({ text, values: [keys, new Date(span.fromMs), new Date(span.toMs)] }, { signal });
}

export interface TrendRow {
  monitorKey: number;
  part: number;
  meanMs: number;
}

/** Mean response time in `parts` equal parts of a span, numbered from 0. */
export async function readLatencyTrend(keys: readonly number[], span: Span & { parts: number }, signal: AbortSignal): Promise<TrendRow[]> {
  if (keys.length === 0 || span.toMs <= span.fromMs) return [];
  const text = `select monitor_key as "monitorKey", width_bucket(extract(epoch from at)::float8 * 1000, $4::float8, $5::float8, $6::int) - 1 as part, avg(latency_ms)::float8 as "meanMs"
    from check_result where monitor_key = any($1::int[]) and at >= $2 and at < $3 and ${measured} group by 1, 2`;
  return readRows<TrendRow>({ text, values: [keys, new Date(span.fromMs), new Date(span.toMs), span.fromMs, span.toMs, span.parts] }, { signal });
}

export async function readLatencyBuckets(key: number, span: Span & { bucketMs: number }, signal: AbortSignal): Promise<LatencyBucket[]> {
  // The origin is a Monday, so that buckets of weeks begin on Mondays and those of days at midnight UTC.
  const text = `select extract(epoch from date_bin(make_interval(secs => $4::float8 / 1000), at, timestamptz '2001-01-01 00:00:00+00'))::float8 * 1000 as "atMs", ${percentiles}
    from check_result where monitor_key = $1 and at >= $2 and at < $3 and ${measured} group by 1 order by 1`;
  return readRows<LatencyBucket>({ text, values: [key, new Date(span.fromMs), new Date(span.toMs), span.bucketMs] }, { signal });
}

export async function countChecks(key: number, span: Span, signal: AbortSignal): Promise<number> {
  const [row] = await readRows<{ count: number }>({ text: "select count(*)::int as count from check_result where monitor_key = $1 and at >= $2 and at < $3", values: [key, new Date(span.fromMs), new Date(span.toMs)] }, { signal });
  return row?.count ?? 0;
}


export interface LastCheckRow {
  at: Date;
  status: "up" | "degraded" | "down";
  httpStatus: number | null;
  latencyMs: number | null;
}

export const listLastChecks = (key: number, limit: number, signal: AbortSignal): Promise<LastCheckRow[]> =>
  readRows<LastCheckRow>({ text: `select at, status, http_status as "httpStatus", latency_ms as "latencyMs" from check_result where monitor_key = $1 order by at desc limit $2`, values: [key, limit] }, { signal });
