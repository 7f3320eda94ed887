import "server-only";
import { readdirSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { cacheProbe } from "../cache";
import { readRows } from "../db";
import { jobsProbe } from "../jobs";
import { countOutbox } from "../outbox";
import { schedulerProbe } from "../scheduler";
import { processState } from "../process-state";

export interface ComponentHealth {
  name: string;
  status: "ok" | "failed" | "off";
  latencyMs: number | null;
  lastSuccessAt: string | null;
  detail: string;
}

const lastSuccess = processState("last successes", () => new Map<string, string>()).current;

interface Probe {
  name: string;
  run: () => Promise<string | null>;
}

/** A probe returns a line of detail, or null when the component is not configured; it throws when the component fails. */
async function measure({ name, run }: Probe): Promise<ComponentHealth> {
  const started = performance.now();
  try {
    const detail = await run();
    if (detail === null) return { name, status: "off", latencyMs: null, lastSuccessAt: null, detail: "not configured" };
    lastSuccess().set(name, new Date().toISOString());
    return { name, status: "ok", latencyMs: Math.round((performance.now() - started) * 10) / 10, lastSuccessAt: lastSuccess().get(name) ?? null, detail };
  } catch (error) {
    const detail = error instanceof Error ? error.message : "failed";
    return { name, status: "failed", latencyMs: Math.round((performance.now() - started) * 10) / 10, lastSuccessAt: lastSuccess().get(name) ?? null, detail };
  }
}

async function databaseProbe(): Promise<string> {
  const [row] = await readRows<{ version: string }>({ text: "select current_setting('server_version') as version", values: [] }, { timeoutMs: 2_000 });
  return `PostgreSQL ${row?.version ?? "?"}`;
}

const migrationsDir = (): string => path.join(process.cwd(), "prisma", "migrations");

async function migrationsProbe(): Promise<string> {
  const expected = readdirSync(/*turbopackIgnore: true*/ migrationsDir(), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort().at(-1);
  const [row] = await readRows<{ name: string }>({ text: "select migration_name as name from _prisma_migrations where finished_at is not null order by migration_name desc limit 1", values: [] }, { timeoutMs: 2_000 });
  if (row?.name !== expected) throw new Error(`the database is at ${row?.name ?? "no migration"}, the code at ${expected ?? "none"}`);
  return row?.name ?? "";
}

const longestWaitMs = 10 * 60_000;

/** Fails when messages and other effects do not get out: given up, or waiting for long. */
async function outboxProbe(): Promise<string> {
  const { waiting, givenUp, oldestWaitingAt } = await countOutbox();
  const detail = `${waiting} waiting, ${givenUp} given up`;
  if (givenUp > 0 || (oldestWaitingAt !== null && Date.now() - oldestWaitingAt.getTime() > longestWaitMs)) throw new Error(detail);
  return detail;
}

const probes: Probe[] = [
  { name: "database", run: databaseProbe },
  { name: "migrations", run: migrationsProbe },
  { name: "jobs", run: jobsProbe },
  { name: "cache", run: cacheProbe },
  { name: "scheduler", run: schedulerProbe },
  { name: "outbox", run: outboxProbe },
];

// Without these answers are slower and messages later, never wrong: they do not take the portal out of service.
const dispensable = new Set(["cache", "scheduler", "outbox"]);

/** Every component with its latency and its last success; the portal is ready when none has failed. */
export async function checkReadiness(): Promise<{ isReady: boolean; components: ComponentHealth[] }> {
  const components = await Promise.all(probes.map(measure));
  return { isReady: components.every((component) => component.status !== "failed" || dispensable.has(component.name)), components };
}
