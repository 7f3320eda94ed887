import "server-only";
import { env } from "../platform/env";
import { startWorker } from "../platform/jobs";
import { shutDown } from "../platform/lifecycle";
import { log } from "../platform/log";
import { jobs } from "./jobs";

/** Validates the configuration, starts the worker, and makes the process end cleanly on a signal. */
export async function start(): Promise<void> {
  env();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void shutDown().finally(() => process.exit(0)));
  try {
    await startWorker(jobs);
  } catch (error) {
    log().error({ err: error }, "the worker did not start");
  }
}
