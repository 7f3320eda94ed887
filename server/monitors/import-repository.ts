import "server-only";
import { db } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { bumpVersions } from "@/server/platform/versions";
import { Prisma } from "@/server/generated/prisma/client";
import type { OutageChanges, OutageSpan } from "#core/monitors";
import type { SourceClaim } from "./contract";

export interface StoredMonitor {
  key: number;
  name: string;
  url: string;
  status: string;
  statusSince: Date | null;
  firstCheckAt: Date | null;
  lastCheckAt: Date | null;
  sourceSummary: unknown;
}

export type MonitorState = Pick<StoredMonitor, "url" | "status" | "statusSince" | "firstCheckAt" | "lastCheckAt"> & { sourceSummary: SourceClaim | null };

const importSource = "upptime";

export async function hasDemoData(): Promise<boolean> {
  const rows = await db().$queryRaw<{ present: boolean }[]>`select exists (select 1 from monitor where is_demo) or exists (select 1 from service where is_demo) as present`;
  return rows[0]?.present === true;
}

/** The monitors of earlier imports by site name. */
export async function findImportedMonitors(names: readonly string[]): Promise<Map<string, StoredMonitor>> {
  const rows = await db().monitor.findMany({ where: { source: importSource, name: { in: [...names] } }, orderBy: { key: "desc" } });
  return new Map(rows.map((row) => [row.name, row]));
}

export async function listMonitorSlugs(): Promise<Set<string>> {
  return new Set((await db().monitor.findMany({ select: { slug: true } })).map((row) => row.slug));
}

export async function createMonitor(input: { slug: string; name: string }): Promise<StoredMonitor> {
  return db().monitor.create({ data: { id: newId("mon"), slug: input.slug, name: input.name, url: "", source: importSource } });
}

export async function listStoredOutages(monitorKey: number): Promise<OutageSpan[]> {
  const rows = await db().outage.findMany({ where: { monitorKey }, orderBy: { startedAt: "asc" } });
  return rows.map((row) => ({ startedAtMs: row.startedAt.getTime(), endedAtMs: row.endedAt?.getTime() ?? null, cause: row.cause }));
}

const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export interface MonitorWrite {
  monitorKey: number;
  state: MonitorState;
  outages: OutageChanges;
}

/** A monitor's outages and its own row in one transaction, with the domain's version last. */
export async function saveMonitor({ monitorKey, state, outages }: MonitorWrite): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.outage.deleteMany({ where: { monitorKey, startedAt: { in: outages.remove.map((ms) => new Date(ms)) } } });
    for (const outage of outages.update) {
      await tx.outage.update({ where: { monitorKey_startedAt: { monitorKey, startedAt: new Date(outage.startedAtMs) } }, data: { endedAt: dateOrNull(outage.endedAtMs), cause: outage.cause } });
    }
    await tx.outage.createMany({ data: outages.create.map((outage) => ({ id: newId("out"), monitorKey, startedAt: new Date(outage.startedAtMs), endedAt: dateOrNull(outage.endedAtMs), cause: outage.cause, source: "checks" })) });
    const { sourceSummary, ...columns } = state;
    await tx.monitor.update({ where: { key: monitorKey }, data: { ...columns, sourceSummary: sourceSummary ?? Prisma.DbNull, version: { increment: 1 } } });
    await bumpVersions(tx, ["monitors"]);
  }, { timeout: 60_000, maxWait: 10_000 });
}
