import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../platform/clock";
import type { StepDefinition } from "../contract";
import type { Attempt } from "./said";
import { readTarget } from "./targets-repository";

export type CheckStep = Omit<Extract<StepDefinition, { kind: "check" }>, "rollback" | "retries">;

export interface WatchOptions {
  clock: Clock;
  /** Ends the watch without a result: the run is paused, or the runner ends. */
  signal: AbortSignal;
  everyMs: number;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);

/** Looks again and again until the target has been good without a break for long enough, or the time is over. */
export async function watchTarget(step: CheckStep, { clock, signal, everyMs }: WatchOptions): Promise<Attempt> {
  const untilMs = clock.now().getTime() + step.timeoutMs;
  let goodSinceMs: number | null = null;
  for (;;) {
    const now = clock.now();
    const { isGood, text } = await readTarget(step, now);
    goodSinceMs = isGood === true ? (goodSinceMs ?? now.getTime()) : null;
    if (goodSinceMs !== null && now.getTime() - goodSinceMs >= step.holdMs) return { outcome: "done", evidence: { reading: text, ...(step.holdMs > 0 ? { heldSeconds: Math.round((now.getTime() - goodSinceMs) / 1_000) } : {}) } };
    if (now.getTime() >= untilMs) return { outcome: "failed", error: `${text} The time for it is over.`, evidence: { reading: text } };
    await pause(everyMs, signal);
    if (signal.aborted) return { outcome: "stopped" };
  }
}

/** Waits until an instant. */
export async function waitUntilInstant(untilMs: number, { clock, signal, everyMs }: WatchOptions): Promise<Attempt> {
  for (;;) {
    const leftMs = untilMs - clock.now().getTime();
    if (leftMs <= 0) return { outcome: "done", evidence: { waitedUntil: new Date(untilMs).toISOString() } };
    await pause(Math.min(leftMs, everyMs), signal);
    if (signal.aborted) return { outcome: "stopped" };
  }
}
