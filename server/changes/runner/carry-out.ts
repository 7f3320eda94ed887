import "server-only";
import type { AllowRule } from "#core/changes";
import type { Ctx } from "../../platform/registry";
import { callHttp, type Secrets } from "./call-http";
import { keepLease, type Lease } from "./keep-lease";
import type { Attempt } from "./said";
import type { RunTrack, TakenStep } from "./track";
import { waitUntilInstant, watchTarget } from "./watch-target";

export interface RunnerSettings {
  name: string;
  rules: () => Promise<readonly AllowRule[]>;
  secrets: Secrets;
  leaseMs: number;
  /** How often the lease is renewed, and a target looked at. */
  beatMs: number;
}

async function attempt({ task, startedAt }: TakenStep, { settings, ctx, lease }: { settings: RunnerSettings; ctx: Ctx; lease: Lease }): Promise<Attempt> {
  const { clock } = ctx;
  if (task === null) return { outcome: "unknown", error: "A person has to do this step." };
  // A call that may change something is not cut off because the runner is told to end: it ends by its own time.
  if (task.kind === "http") return callHttp(task, { rules: await settings.rules(), secrets: settings.secrets, signal: lease.lost });
  const options = { clock, everyMs: settings.beatMs, signal: AbortSignal.any([lease.lost, lease.paused, ctx.signal]) };
  return task.kind === "wait" ? waitUntilInstant((startedAt ?? clock.now()).getTime() + task.durationMs, options) : watchTarget(task, options);
}

/** Carries out a run that was taken, step after step, until a person has the next move, it stands, or it is over. */
export async function carryOut(id: string, track: RunTrack, { settings, ctx }: { settings: RunnerSettings; ctx: Ctx }): Promise<number> {
  let count = 0;
  try {
    while (!ctx.signal.aborted) {
      const taken = await track.begin(id, settings.name, ctx);
      if (taken === null) break;
      const lease = keepLease(() => track.leases.renew(id, settings.name, settings.leaseMs), { leaseMs: settings.leaseMs, everyMs: settings.beatMs });
      try {
        const made = await attempt(taken, { settings, ctx, lease }).catch((error: unknown): Attempt => ({ outcome: taken.isSafe ? "failed" : "unknown", error: error instanceof Error ? error.message : "failed" }));
        await track.finish(id, taken, { made, runner: settings.name, ctx });
      } finally {
        lease.stop();
      }
      count += 1;
    }
  } finally {
    await track.leases.release(id, settings.name);
  }
  return count;
}
