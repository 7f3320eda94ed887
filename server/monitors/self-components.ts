import "server-only";
import { mkdirSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";
import { cacheProbe, sharedCache } from "@/server/platform/cache";
import { env } from "@/server/platform/env";
import { DatabaseProbe } from "@/server/platform/health";
import { jobsProbe } from "@/server/platform/jobs";
import type { SelfComponent } from "./self-component";
import { integrations } from "./self-integrations";

const up = (reason: string, latencyMs: number | null = null) => ({ status: "up" as const, latencyMs, reason });

function database(): SelfComponent {
  const probe = new DatabaseProbe();
  return { slug: "database", name: "Database", everyMs: 200, retries: 1, look: async () => up("answers", await probe.ask()), close: () => probe.close() };
}

const nsPerMs = 1e6;
const slowLoopMs = 500;
const stuckLoopMs = 2_000;

/** Longest time, in nanoseconds, for which the loop stood still since the last reset. */
export type LoopMeter = Pick<IntervalHistogram, "max" | "reset" | "disable">;

function newLoopMeter(): LoopMeter {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return delay;
}

export function eventLoop(delay: LoopMeter = newLoopMeter()): SelfComponent {
  const look = () => {
    const longestMs = Math.round(delay.max / nsPerMs);
    delay.reset();
    if (longestMs > stuckLoopMs) return Promise.reject(new Error(`stood still for ${longestMs} ms`));
    return Promise.resolve(longestMs > slowLoopMs ? { status: "degraded" as const, latencyMs: longestMs, reason: `stood still for ${longestMs} ms` } : up("runs", longestMs));
  };
  return { slug: "event-loop", name: "Event loop", everyMs: 1_000, retries: 2, look, close: () => void delay.disable() };
}

const fullShare = 0.02;
const tightShare = 0.1;

export interface DiskSeams {
  directory: string;
  space: (directory: string) => Promise<{ bavail: number; blocks: number }>;
}

export const disk = ({ directory, space }: DiskSeams): SelfComponent => ({
  slug: "disk", name: "Disk", everyMs: 1_000, retries: 1,
  look: async () => {
    const { bavail, blocks } = await space(directory);
    const share = bavail / blocks;
    const reason = `${(share * 100).toFixed(0)}% free`;
    if (share < fullShare) throw new Error(reason);
    return share < tightShare ? { status: "degraded", latencyMs: null, reason } : up(reason);
  },
});

function dataSpace(directory: string): Promise<{ bavail: number; blocks: number }> {
  mkdirSync(/*turbopackIgnore: true*/ directory, { recursive: true });
  return statfs(/*turbopackIgnore: true*/ directory);
}

/** What there is to watch here: integrations only where they are configured. */
export function selfComponents(): SelfComponent[] {
  const directory = env().QUARTERDECK_DATA_DIR;
  return [
    database(), eventLoop(), disk({ directory, space: dataSpace }),
    { slug: "jobs", name: "Background jobs", everyMs: 1_000, retries: 3, look: async () => up(await jobsProbe()) },
    ...(sharedCache() === null ? [] : [{ slug: "cache", name: "Shared cache", everyMs: 700, retries: 1, look: async () => up((await cacheProbe()) ?? "answers") }]),
    ...integrations(env()),
  ];
}
