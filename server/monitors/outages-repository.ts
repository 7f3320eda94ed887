import "server-only";
import { readRows, type SqlValue } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import type { Cursor } from "./cursor";
import type { OutageSort } from "./contract";
import { scopeCondition } from "./monitors-repository";

export interface OutageListRow {
  id: string;
  slug: string;
  name: string;
  startedAt: Date;
  endedAt: Date | null;
  durationMs: number;
  cause: string;
}

export interface OutageFilter {
  monitor: string | null;
  service: string | null;
  team: string | null;
  region: string | null;
  status: "open" | "ended" | null;
  from: string | null;
  to: string | null;
  /** Began in the period, or was down during any of it. */
  time: "began" | "touches";
}

export interface OutageQuery extends OutageFilter {
  sort: OutageSort;
  after: Cursor | null;
  limit: number;
}

const endSql = "coalesce(o.ended_at, m.last_check_at)";
const durationSql = `(extract(epoch from ${endSql} - o.started_at) * 1000)::float8`;
const startedSql = "(extract(epoch from o.started_at) * 1000)::float8";
const fromOutages = "outage o join monitor m on m.key = o.monitor_key left join service s on s.id = m.service_id left join team g on g.id = s.owner_team_id";

// Eight places, always bound, so that the same statement serves every filter. The portal's own parts are told only when one is asked for.
const filtered = `(m.slug = $1 or ($1::text is null and m.source <> 'self')) and ($2::text is null or ($2 = 'open') = (o.ended_at is null)) and ($3::text is null or s.slug = $3) and ($4::text is null or g.slug = $4) and ($5::text is null or s.region = $5)
  and ($6::timestamptz is null or (case $8::text when 'touches' then ${endSql} else o.started_at end) >= $6) and ($7::timestamptz is null or o.started_at < $7)`;
const valuesOf = (filter: OutageFilter): SqlValue[] => [filter.monitor, filter.status, filter.service, filter.team, filter.region, filter.from, filter.to, filter.time];

export async function listOutageRows(scope: Scope, query: OutageQuery, signal: AbortSignal): Promise<OutageListRow[]> {
  const isDescending = query.sort.startsWith("-");
  const key = query.sort.endsWith("duration") ? durationSql : startedSql;
  const allowed = scopeCondition(scope, 12);
  const [afterKey, afterId] = query.after ?? [null, null];
  const text = `select o.id, m.slug, m.name, o.started_at as "startedAt", o.ended_at as "endedAt", ${durationSql} as "durationMs", o.cause
    from ${fromOutages}
    where ${filtered} and ($9::float8 is null or (${key}, o.id) ${isDescending ? "<" : ">"} ($9::float8, $10::text)) and ${allowed.text}
    order by ${key} ${isDescending ? "desc" : "asc"}, o.id ${isDescending ? "desc" : "asc"} limit $11`;
  const values: SqlValue[] = [...valuesOf(query), typeof afterKey === "number" ? afterKey : null, afterId, query.limit, ...allowed.values];
  return readRows<OutageListRow>({ text, values }, { signal });
}

export interface OutageTotals {
  total: number;
  totalMs: number;
  longestMs: number | null;
}

export async function readOutageTotals(scope: Scope, filter: OutageFilter, signal: AbortSignal): Promise<OutageTotals> {
  const allowed = scopeCondition(scope, 9);
  const text = `select count(*)::int as total, coalesce(sum(${durationSql}), 0)::float8 as "totalMs", max(${durationSql}) as "longestMs"
    from ${fromOutages} where ${filtered} and ${allowed.text}`;
  const [row] = await readRows<OutageTotals>({ text, values: [...valuesOf(filter), ...allowed.values] }, { signal });
  return row ?? { total: 0, totalMs: 0, longestMs: null };
}
