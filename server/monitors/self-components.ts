import "server-only";
import { mkdirSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { connect } from "node:net";
import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";
import { cacheProbe, sharedCache } from "@/server/platform/cache";
import { env } from "@/server/platform/env";
import { DatabaseProbe } from "@/server/platform/health";
import { jobsProbe } from "@/server/platform/jobs";
import type { CheckSeen } from "./contract";

/** A part of the portal, or a service that it leans on. */
export interface SelfComponent {
  slug: string;
  name: string;
  everyMs: number;
  /** Failures in a row before it counts as down. */
  retries: number;
  /** Throws when it does not work. */
  look: () => Promise<Pick<CheckSeen, "status" | "latencyMs" | "reason">>;
  close?: () => void;
}

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

const integrationMs = 5_000;
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

/** Asks for a constant: what answers it can answer the questions of goals, too, whichever product it is. */
export async function askPrometheus(url: string, token?: string): Promise<string> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url.replace(/\/+$/, "")}/api/v1/query?query=1`, { headers, redirect: "error", signal: AbortSignal.timeout(integrationMs) }).catch((error: unknown) => {
    throw new Error(error instanceof Error && error.name === "TimeoutError" ? `no answer within ${integrationMs / 1_000} s` : "cannot be reached");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null || !("status" in answer) || answer.status !== "success") throw new Error(`answers with status ${response.status} and no result`);
  return "answers";
}

function reachMail(url: URL): Promise<void> {
  const socket = connect({ host: url.hostname, port: Number(url.port) || (url.protocol === "smtps:" ? 465 : 587) });
  return new Promise<void>((done, fail) => {
    socket.once("connect", () => done());
    socket.once("error", fail);
    socket.setTimeout(integrationMs, () => fail(new Error(`no connection within ${integrationMs / 1_000} s`)));
  }).finally(() => socket.destroy());
}

/** What there is to watch here: integrations only where they are configured. */
export function selfComponents(): SelfComponent[] {
  const { SMTP_URL: mail, PROMETHEUS_URL: prometheus, PROMETHEUS_TOKEN: token, QUARTERDECK_DATA_DIR: directory } = env();
  return [
    database(), eventLoop(), disk({ directory, space: dataSpace }),
    { slug: "jobs", name: "Background jobs", everyMs: 1_000, retries: 3, look: async () => up(await jobsProbe()) },
    ...(sharedCache() === null ? [] : [{ slug: "cache", name: "Shared cache", everyMs: 700, retries: 1, look: async () => up((await cacheProbe()) ?? "answers") }]),
    // A server that belongs to somebody else is not asked every second.
    ...(prometheus === undefined ? [] : [{ slug: "prometheus", name: "Prometheus", everyMs: 10_000, retries: 2, look: async () => up(await askPrometheus(prometheus, token)) }]),
    ...(mail === undefined || !URL.canParse(mail) ? [] : [{ slug: "mail", name: "Mail server", everyMs: 10_000, retries: 2, look: () => reachMail(new URL(mail)).then(() => up("accepts connections")) }]),
  ];
}
