import "server-only";
import { env } from "../platform/env";
import { log } from "../platform/log";

/** The routes that people meet first. Asked without a session they answer at once (a page to sign in, 401), but their code is loaded then. */
const routes: readonly { path: string; method: "GET" | "POST" }[] = [
  { path: "/sign-in", method: "GET" },
  { path: "/", method: "GET" },
  { path: "/ask", method: "GET" },
  { path: "/api/ask", method: "POST" },
  { path: "/api/v1/health", method: "GET" },
];
const afterStartMs = 500;
const patienceMs = 10_000;

async function open({ path, method }: (typeof routes)[number]): Promise<void> {
  try {
    const response = await fetch(`http://127.0.0.1:${env().PORT}${path}`, { method, redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
    await response.body?.cancel();
  } catch (error) {
    // A server that listens elsewhere loads its routes when somebody comes.
    log().debug({ err: error, path }, "a route was not opened ahead");
  }
}

async function openAll(): Promise<void> {
  for (const route of routes) await open(route);
}

/** Loads, soon after the start and one after the other, what the first visitor would otherwise wait for. */
export function openRoutesSoon(): void {
  setTimeout(() => void openAll(), afterStartMs).unref();
}
