import "server-only";
import { closeDb } from "../db";
import { stopWorker } from "../jobs";
import { stopScheduler } from "../scheduler";

declare global {
  /** Set by scripts/preload.cjs: waits until open requests have ended, streams excepted. */
  var __drain: ((deadlineMs: number) => Promise<void>) | undefined;
}

/** Lets open requests end, stops the scheduler and the worker, closes the database. */
export async function shutDown(): Promise<void> {
  await globalThis.__drain?.(4_000);
  await Promise.all([stopScheduler(), stopWorker()]);
  await closeDb();
}

/** Ends what a command opened. */
export const closeConnections = closeDb;
