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

export interface OutageQuery {
  monitor: string | null;
  status: "open" | "ended" | null;
  sort: OutageSort;
  after: Cursor | null;
  limit: number;
}

const durationSql = "(extract(epoch from coalesce(o.ended_at, m.last_check_at) - o.started_at) * 1000)::float8";
const startedSql = "(extract(epoch from o.started_at) * 1000)::float8";
const filtered = "($1::text is null or m.slug = $1) and ($2::text is null or ($2 = 'open') = (o.ended_at is null))";

export async function listOutageRows(scope: Scope, query: OutageQuery, signal: AbortSignal): Promise<OutageListRow[]> {
  const isDescending = query.sort.startsWith("-");
  const key = query.sort.endsWith("duration") ? durationSql : startedSql;
  const allowed = scopeCondition(scope, 6);
  const [afterKey, afterId] = query.after ?? [null, null];
  const text = `select o.id, m.slug, m.name, o.started_at as "startedAt", o.ended_at as "endedAt", ${durationSql} as "durationMs", o.cause
    from outage o join monitor m on m.key = o.monitor_key
    where ${filtered} and ($3::float8 is null or (${key}, o.id) ${isDescending ? "<" : ">"} ($3::float8, $4::text)) and ${allowed.text}
    order by ${key} ${isDescending ? "desc" : "asc"}, o.id ${isDescending ? "desc" : "asc"} limit $5`;
  const values: SqlValue[] = [query.monitor, query.status, typeof afterKey === "number" ? afterKey : null, afterId, query.limit, ...allowed.values];
  return readRows<OutageListRow>({ text, values }, { signal });
}

export interface OutageTotals {
  total: number;
  totalMs: number;
  longestMs: number | null;
}

export async function readOutageTotals(scope: Scope, query: Pick<OutageQuery, "monitor" | "status">, signal: AbortSignal): Promise<OutageTotals> {
  const allowed = scopeCondition(scope, 3);
  const text = `select count(*)::int as total, coalesce(sum(${durationSql}), 0)::float8 as "totalMs", max(${durationSql}) as "longestMs"
    from outage o join monitor m on m.key = o.monitor_key where ${filtered} and ${allowed.text}`;
  const [row] = await readRows<OutageTotals>({ text, values: [query.monitor, query.status, ...allowed.values] }, { signal });
  return row ?? { total: 0, totalMs: 0, longestMs: null };
}
