import "server-only";
import { ensureFirstAdmin } from "../accounts";
import { startSelfWatch } from "../monitors";
import { systemActor } from "../platform/auth/system-actor";
import { systemClock } from "../platform/clock";
import { ConfigurationError, env } from "../platform/env";
import { newId } from "../platform/ids";
import { startWorker } from "../platform/jobs";
import { shutDown } from "../platform/lifecycle";
import { log } from "../platform/log";
import { startScheduler } from "../platform/scheduler";
import { keyRing } from "../platform/secrets";
import { keepAnswersWarm } from "../query";
import { ensurePromises } from "../slo";
import { jobs } from "./jobs";
import { openRoutesSoon } from "./open-routes";
import { scheduledTasks } from "./scheduled-tasks";
import { semanticLayer } from "./semantic-layer";

/** Ends the process with one line when a variable is wrong: nothing could be served. */
function checkConfiguration(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Validates the configuration, starts scheduler and worker, and makes the process end cleanly on a signal. */
export async function start(): Promise<void> {
  checkConfiguration();
  keyRing();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void shutDown().finally(() => process.exit(0)));
  try {
    const ctx = { requestId: newId("rq"), actor: systemActor("start"), clock: systemClock, signal: AbortSignal.timeout(10_000), via: "job" as const };
    await ensureFirstAdmin(ctx);
    await ensurePromises(ctx);
    startScheduler(scheduledTasks);
    await startWorker(jobs);
    keepAnswersWarm(semanticLayer);
    openRoutesSoon();
  } catch (error) {
    log().error({ err: error }, "the portal did not start completely");
  } finally {
    // Also when the database was not there: that is what it is for.
    startSelfWatch();
  }
}
