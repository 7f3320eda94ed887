import "server-only";
import { Prisma } from "@/server/generated/prisma/client";
import { db, pool, type Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { bumpVersions } from "@/server/platform/versions";
import type { CheckSeen } from "./contract";
import { networksSchema } from "./contract";
import type { OutageStep, WatchState } from "#core/monitors";


export type MonitorRecord = Prisma.MonitorGetPayload<object>;
export type WatchedRow = MonitorRecord & { service: { slug: string; name: string } | null };

const serviceOf = async (id: string | null): Promise<WatchedRow["service"]> => (id === null ? null : db().service.findUnique({ where: { id }, select: { slug: true, name: true } }));

export async function findWatched(key: number): Promise<WatchedRow | null> {
  const row = await db().monitor.findUnique({ where: { key } });
  return row && { ...row, service: await serviceOf(row.serviceId) };
}

/** Everything that the portal checks now. Demo monitors are stories: nothing is asked for them. */
export const listWatched = (): Promise<MonitorRecord[]> =>
  db().monitor.findMany({ where: { check: { not: Prisma.DbNull }, isPaused: false, isDemo: false, archivedAt: null, source: { not: "self" } } });

const networksKey = "monitors.networks";

export async function readNetworks(): Promise<string[]> {
  const row = await db().setting.findUnique({ where: { key: networksKey } });
  const parsed = networksSchema.safeParse(row?.value);
  return parsed.success ? parsed.data.networks : [];
}

export const saveNetworks = (tx: Tx, networks: string[]): Promise<unknown> => tx.setting.upsert({ where: { key: networksKey }, create: { key: networksKey, value: { networks } }, update: { value: { networks } } });

/** One finding, on its way to the database. */
export interface Finding {
  key: number;
  seen: CheckSeen;
  state: WatchState;
  outage: OutageStep;
  isChanged: boolean;
  nextCheckMs: number | null;
  /** False: only the state is kept, not one more row of telemetry. */
  isKept: boolean;
}

const dates = (ms: readonly (number | null)[]): (Date | null)[] => ms.map((each) => (each === null ? null : new Date(each)));

async function saveOutages(tx: Tx, findings: readonly Finding[]): Promise<void> {
  for (const { key, outage } of findings) {
    if (outage?.kind === "begin") await tx.outage.createMany({ data: { id: newId("out"), monitorKey: key, startedAt: new Date(outage.atMs), cause: outage.cause.slice(0, 200), source: "checks" }, skipDuplicates: true });
    if (outage?.kind === "end") await tx.outage.updateMany({ where: { monitorKey: key, endedAt: null }, data: { endedAt: new Date(outage.atMs) } });
  }
}

/** All findings of a second in one transaction: the rows of telemetry, what began and ended, and each monitor's newest state. `isTold` moves the version of the domain. */
export async function saveFindings(findings: readonly Finding[], isTold: boolean): Promise<void> {
  const newest = [...new Map(findings.map((finding) => [finding.key, finding])).values()];
  const kept = findings.filter(({ isKept, state }) => isKept && state.lastCheckMs !== null);
  await db().$transaction(async (tx) => {
    if (kept.length > 0) {
      await tx.checkResult.createMany({ data: kept.map(({ key, seen, state }) => ({ monitorKey: key, at: new Date(state.lastCheckMs ?? 0), status: seen.status, httpStatus: seen.httpStatus, latencyMs: seen.latencyMs })), skipDuplicates: true });
    }
    await saveOutages(tx, findings);
    const states = newest.map(({ state }) => state);
    await tx.$executeRaw`
      update monitor m set status = r.status, status_since = r.since, failures = r.failures, flapping_since = r.flapping, first_check_at = coalesce(m.first_check_at, r.last), last_check_at = greatest(m.last_check_at, r.last), next_check_at = r.next, last_result = r.result
      from unnest(${newest.map(({ key }) => key)}::int[], ${states.map(({ status }) => status)}::text[], ${dates(states.map(({ sinceMs }) => sinceMs))}::timestamptz[], ${states.map(({ failures }) => failures)}::int[], ${dates(states.map(({ flappingSinceMs }) => flappingSinceMs))}::timestamptz[],
        ${dates(states.map(({ lastCheckMs }) => lastCheckMs))}::timestamptz[], ${dates(newest.map(({ nextCheckMs }) => nextCheckMs))}::timestamptz[], ${newest.map(({ seen, state }) => JSON.stringify({ ...seen, failingSinceMs: state.failingSinceMs }))}::jsonb[]) as r(key, status, since, failures, flapping, last, next, result)
      where m.key = r.key and m.archived_at is null`;
    if (isTold) await bumpVersions(tx, ["monitors"]);
  });
}

/** False: no heartbeat has this token. */
export async function recordBeat(tokenHash: string, at: Date): Promise<boolean> {
  const { rowCount } = await pool().query("update monitor set last_beat_at = greatest(last_beat_at, $2) where token_hash = $1 and archived_at is null and not is_paused", [tokenHash, at]);
  return (rowCount ?? 0) > 0;
}

/** Removes the portal's own checks older than an instant. Imported ones are their owner's record and stay. */
export async function deleteOwnChecksBefore(before: Date): Promise<number> {
  const { rowCount } = await pool().query(`delete from check_result k using monitor m where m.key = k.monitor_key and (m."check" is not null or m.source = 'self') and not m.is_demo and k.at < $1`, [before]);
  return rowCount ?? 0;
}
