import "server-only";
import { mkdirSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { connect } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
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

function eventLoop(): SelfComponent {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const look = () => {
    const longestMs = Math.round(delay.max / nsPerMs);
    delay.reset();
    if (longestMs > stuckLoopMs) return Promise.reject(new Error(`stood still for ${longestMs} ms`));
    return Promise.resolve(longestMs > slowLoopMs ? { status: "degraded" as const, latencyMs: longestMs, reason: `stood still for ${longestMs} ms` } : up("runs", longestMs));
  };
  return { slug: "event-loop", name: "Event loop", everyMs: 1_000, retries: 2, look, close: () => delay.disable() };
}

const fullShare = 0.02;
const tightShare = 0.1;

const disk = (): SelfComponent => ({
  slug: "disk", name: "Disk", everyMs: 1_000, retries: 1,
  look: async () => {
    const directory = env().QUARTERDECK_DATA_DIR;
    mkdirSync(/*turbopackIgnore: true*/ directory, { recursive: true });
    const { bavail, blocks } = await statfs(/*turbopackIgnore: true*/ directory);
    const share = bavail / blocks;
    const reason = `${(share * 100).toFixed(0)}% free`;
    if (share < fullShare) throw new Error(reason);
    return share < tightShare ? { status: "degraded", latencyMs: null, reason } : up(reason);
  },
});

function reachMail(url: URL): Promise<void> {
  const socket = connect({ host: url.hostname, port: Number(url.port) || (url.protocol === "smtps:" ? 465 : 587) });
  return new Promise<void>((done, fail) => {
    socket.once("connect", () => done());
    socket.once("error", fail);
    socket.setTimeout(5_000, () => fail(new Error("no connection within 5 s")));
  }).finally(() => socket.destroy());
}

/** What there is to watch here: integrations only where they are configured. */
export function selfComponents(): SelfComponent[] {
  const mail = env().SMTP_URL;
  return [
    database(), eventLoop(), disk(),
    { slug: "jobs", name: "Background jobs", everyMs: 1_000, retries: 3, look: async () => up(await jobsProbe()) },
    ...(sharedCache() === null ? [] : [{ slug: "cache", name: "Shared cache", everyMs: 700, retries: 1, look: async () => up((await cacheProbe()) ?? "answers") }]),
    // A mail server belongs to somebody else: it is not asked every second.
    ...(mail === undefined || !URL.canParse(mail) ? [] : [{ slug: "mail", name: "Mail server", everyMs: 10_000, retries: 2, look: () => reachMail(new URL(mail)).then(() => up("accepts connections")) }]),
  ];
}
