import "server-only";
import { closeDb } from "../platform/db";
import { env } from "../platform/env";
import { startWorker, stopWorker } from "../platform/jobs";
import { log } from "../platform/log";
import { jobs } from "./jobs";

declare global {
  /** Set by scripts/preload.cjs: waits until open requests have ended, streams excepted. */
  var __drain: ((deadlineMs: number) => Promise<void>) | undefined;
}

async function shutDown(): Promise<void> {
  await globalThis.__drain?.(4_000);
  await stopWorker();
  await closeDb();
  process.exit(0);
}

/** Validates the configuration, starts the worker, and makes the process end cleanly on a signal. */
export async function start(): Promise<void> {
  env();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void shutDown());
  try {
    await startWorker(jobs);
  } catch (error) {
    log().error({ err: error }, "the worker did not start");
  }
}
