import "server-only";
import PgBoss from "pg-boss";
import { systemActor } from "../auth/system-actor";
import { systemClock } from "../clock";
import { env } from "../env";
import { newId } from "../ids";
import { log } from "../log";
import type { JobDefinition } from "./definition";
import { processState } from "../process-state";

interface WorkerState {
  boss: PgBoss | null;
  startedAt: Date | null;
  lastError: string | null;
}

const worker = processState<WorkerState>("worker", () => ({ boss: null, startedAt: null, lastError: null }));
const state = worker.current;

async function attach(boss: PgBoss, job: JobDefinition): Promise<void> {
  await boss.createQueue(job.name);
  if (job.cron !== null) await boss.schedule(job.name, job.cron, {}, { tz: "UTC" });
  await boss.work(job.name, { pollingIntervalSeconds: 5 }, async (batch) => {
    for (const item of batch) {
      const ctx = { requestId: newId("job"), actor: systemActor(job.name), clock: systemClock, signal: AbortSignal.timeout(15 * 60_000), via: "job" as const };
      log().info({ requestId: ctx.requestId, job: job.name }, "job started");
      await job.run(job.payload.parse(item.data ?? {}), ctx);
    }
  });
}

/** Starts the queue's worker with these jobs; a second call in one process does nothing. */
export async function startWorker(jobs: readonly JobDefinition[]): Promise<void> {
  const current = state();
  if (current.boss) return;
  const boss = new PgBoss({ connectionString: env().DATABASE_URL, application_name: "quarterdeck-jobs", max: 3, schema: "pgboss" });
  boss.on("error", (error) => {
    state().lastError = error.message;
    log().warn({ error: error.message }, "job queue failed");
  });
  current.boss = boss;
  await boss.start();
  for (const job of jobs) await attach(boss, job);
  current.startedAt = new Date();
}

export async function stopWorker(): Promise<void> {
  const { boss } = state();
  worker.forget();
  await boss?.stop({ graceful: true, wait: true, timeout: 5_000 });
}

/** For readiness: throws when the worker has not started in this process. */
export function jobsProbe(): Promise<string> {
  const { startedAt } = state();
  if (!startedAt) return Promise.reject(new Error("the worker has not started"));
  return Promise.resolve(`working since ${startedAt.toISOString()}`);
}
