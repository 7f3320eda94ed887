import "server-only";
import type { PoolClient } from "pg";
import { pool } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { Check, CheckRow, CheckStatus } from "#core/monitors";

export interface StagedCheck {
  line: number;
  check: CheckRow;
}

export interface RepeatedCheck {
  line: number;
  site: string;
  firstLine: number;
  isSame: boolean;
}

export interface CheckComparison {
  created: number;
  updated: number;
  unchanged: number;
  /** Stored, inside the site's span in the file, and no longer in the file. */
  missing: number;
}

/** Where the checks of one import are gathered by site, on one connection of the database, in little memory here. */
export interface Stage {
  add(rows: readonly StagedCheck[]): Promise<void>;
  /** Takes out second lines about one site at one instant and returns them. */
  takeRepeated(): Promise<RepeatedCheck[]>;
  sites(): Promise<string[]>;
  compare(site: string, monitorKey: number | null): Promise<CheckComparison>;
  /** Writes one site's checks; with `isComplete` stored checks that the file no longer holds are removed. */
  merge(site: string, monitorKey: number, isComplete: boolean): Promise<void>;
}

const importLock = 7_251_102;

const addRows = `insert into pg_temp.check_stage select line, site, to_timestamp(at_ms / 1000), status, http_status, latency_ms
  from unnest($1::int[], $2::text[], $3::float8[], $4::text[], $5::int[], $6::float8[]) as r(line, site, at_ms, status, http_status, latency_ms)`;

const deleteRepeated = `
  delete from pg_temp.check_stage d using (
    select line, site, first_line from (select line, site, min(line) over (partition by site, at) as first_line from pg_temp.check_stage) x where line > first_line
  ) r, pg_temp.check_stage f
  where d.line = r.line and f.line = r.first_line
  returning d.line, d.site, f.line as "firstLine", (d.status, d.http_status, d.latency_ms) is not distinct from (f.status, f.http_status, f.latency_ms) as "isSame"`;

const compareRows = `
  select count(*) filter (where c.at is null)::int as created,
    count(*) filter (where c.at is not null and (c.status, c.http_status, c.latency_ms) is distinct from (s.status, s.http_status, s.latency_ms))::int as updated,
    count(*) filter (where c.at is not null and (c.status, c.http_status, c.latency_ms) is not distinct from (s.status, s.http_status, s.latency_ms))::int as unchanged,
    (select count(*)::int from check_result k where k.monitor_key = $2 and k.at between min(s.at) and max(s.at)
      and not exists (select 1 from pg_temp.check_stage g where g.site = $1 and g.at = k.at)) as missing
  from pg_temp.check_stage s left join check_result c on c.monitor_key = $2 and c.at = s.at where s.site = $1`;

const mergeRows = `
  insert into check_result as c (monitor_key, at, status, http_status, latency_ms)
  select $2::int, at, status, http_status, latency_ms from pg_temp.check_stage where site = $1
  on conflict (monitor_key, at) do update set status = excluded.status, http_status = excluded.http_status, latency_ms = excluded.latency_ms
  where (c.status, c.http_status, c.latency_ms) is distinct from (excluded.status, excluded.http_status, excluded.latency_ms)`;

const removeMissing = `
  delete from check_result k using (select min(at) as first_at, max(at) as last_at from pg_temp.check_stage where site = $1) w
  where k.monitor_key = $2 and k.at between w.first_at and w.last_at and not exists (select 1 from pg_temp.check_stage g where g.site = $1 and g.at = k.at)`;

const stageOn = (client: PoolClient): Stage => ({
  add: async (rows) => {
    if (rows.length === 0) return;
    const checks = rows.map((row) => row.check);
    await client.query(addRows, [rows.map((row) => row.line), checks.map((check) => check.site), checks.map((check) => check.atMs), checks.map((check) => check.status), checks.map((check) => check.httpStatus), checks.map((check) => check.latencyMs)]);
  },
  takeRepeated: async () => {
    await client.query("create index on pg_temp.check_stage (site, at)");
    await client.query("create unique index on pg_temp.check_stage (line)");
    await client.query("analyze pg_temp.check_stage");
    return (await client.query<RepeatedCheck>(deleteRepeated)).rows.sort((a, b) => a.line - b.line);
  },
  sites: async () => (await client.query<{ site: string }>("select site from pg_temp.check_stage group by site order by min(line)")).rows.map((row) => row.site),
  compare: async (site, monitorKey) => (await client.query<CheckComparison>(compareRows, [site, monitorKey])).rows[0] ?? { created: 0, updated: 0, unchanged: 0, missing: 0 },
  merge: async (site, monitorKey, isComplete) => {
    await client.query("begin");
    await client.query(mergeRows, [site, monitorKey]);
    if (isComplete) await client.query(removeMissing, [site, monitorKey]);
    await client.query("commit");
  },
});

/**
 * Runs `work` with an empty stage on a connection of its own. The stage is a temporary table: it vanishes with the connection, so that
 * neither an interruption nor a dry run leaves anything behind. One import at a time: a second one is a CONFLICT.
 */
export async function withStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [importLock]);
    if (rows[0]?.locked !== true) throw new DomainError("CONFLICT", "Another import of uptime records is running. Wait until it has finished.");
    await client.query("set statement_timeout = 0");
    await client.query("create temporary table check_stage (line int not null, site text not null, at timestamptz(3) not null, status text not null, http_status int, latency_ms float8)");
    return await work(stageOn(client));
  } finally {
    await giveBack(client);
  }
}

/** Closing the connection drops the stage and frees the lock too, but some time later: a next import should not have to wait for that. */
async function giveBack(client: PoolClient): Promise<void> {
  try {
    await client.query("rollback");
    await client.query("select pg_advisory_unlock($1)", [importLock]);
  } catch (error) {
    log().warn({ err: error }, "import connection was lost");
  } finally {
    client.release(true);
  }
}

const checkPage = 2_000;

interface StoredCheck {
  at: Date;
  status: string;
  http_status: number | null;
  latency_ms: number | null;
}

/** Every stored check of one monitor in time order, page by page. */
export async function* readChecks(monitorKey: number): AsyncGenerator<Check> {
  let after = new Date(0);
  for (;;) {
    const { rows } = await pool().query<StoredCheck>("select at, status, http_status, latency_ms from check_result where monitor_key = $1 and at > $2 order by at limit $3", [monitorKey, after, checkPage]);
    for (const row of rows) yield { atMs: row.at.getTime(), status: row.status as CheckStatus, httpStatus: row.http_status, latencyMs: row.latency_ms };
    const last = rows.at(-1);
    if (last === undefined || rows.length < checkPage) return;
    after = last.at;
  }
}
