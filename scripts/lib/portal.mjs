import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { SERVER } from "./build.mjs";
import { commandOf, endProcess, isAlive, UserFacingError, waitUntil } from "./process.mjs";

const READY_TIMEOUT_MS = 60_000;
const SERVER_PATIENCE_MS = 8000;

// Sweeping in smaller steps keeps the memory of a server at rest small.
const FLAGS = ["--max-semi-space-size=8"];
// Threads that share their reserves, and give back what they do not need.
const MEMORY_ENV = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" };
/** Proxies and clients give up an idle connection after a minute at most; were the server the first, it could close one on which a request is under way. */
const CONNECTION_ENV = { KEEP_ALIVE_TIMEOUT: "75000" };
const MB = 1024 ** 2;

/**
 * A bound on the heap, or else it grows after a rush to what the machine has and stays there. Under a gigabyte of memory Node's own bound is
 * lower; NODE_OPTIONS=--max-old-space-size=... sets another.
 */
export function heapFlags(totalBytes = os.totalmem(), nodeOptions = process.env.NODE_OPTIONS ?? "") {
  if (nodeOptions.includes("max-old-space-size") || nodeOptions.includes("max_old_space_size") || totalBytes < 1024 * MB) return [];
  return [`--max-old-space-size=${totalBytes < 2048 * MB ? 384 : 512}`];
}

const urlHost = (host) => (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host);

/** Status and body of a GET; status 0 when nothing answers. */
function get(url) {
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: 5000 }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode, body }));
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve({ status: 0, body: "" }));
  });
}

function lastLines(file) {
  if (!file || !fs.existsSync(file)) return "";
  return fs.readFileSync(file, "utf8").trim().split("\n").slice(-8).join("\n");
}

/**
 * Starts the built server.
 * @param {{ host: string, port: number, env: NodeJS.ProcessEnv, logFile?: string }} options without a log file the server
 *   writes to this process's own output.
 * @returns {{ pid: number, url: string, logFile?: string, exitCode: () => number | null, ended: Promise<number>, stop: (patienceMs?: number) => Promise<void> }}
 */
export function launchPortal({ host, port, env, logFile }) {
  const log = logFile ? fs.openSync(logFile, "w", 0o600) : "inherit";
  const child = spawn(process.execPath, [...FLAGS, ...heapFlags(), "--require", path.resolve("scripts/preload.cjs"), path.resolve(SERVER)], {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...MEMORY_ENV, ...CONNECTION_ENV, ...env, NODE_ENV: "production", PORT: String(port), HOSTNAME: host, NEXT_MANUAL_SIG_HANDLE: "true" },
  });
  if (logFile) fs.closeSync(log);
  let code = null;
  const ended = new Promise((resolve) => child.once("exit", (status) => resolve((code = status ?? 1))));
  const stop = (patienceMs = SERVER_PATIENCE_MS) => endProcess(child.pid, { patienceMs });
  return { pid: child.pid, url: `http://${urlHost(host)}:${port}`, logFile, exitCode: () => code, ended, stop };
}

/** Waits until the server says that it can serve; ends it and explains when it does not come to that. */
export async function waitUntilReady(portal) {
  let answer = { status: 0, body: "" };
  const isSettled = async () => {
    if (portal.exitCode() !== null) return true;
    answer = await get(`${portal.url}/readyz`);
    return answer.status === 200;
  };
  const settled = await waitUntil(isSettled, READY_TIMEOUT_MS, 25);
  const code = portal.exitCode();
  if (settled && code === null) return;
  await portal.stop(2000);
  const reason = code === null ? `/readyz still answers ${answer.status || "nothing"}. ${answer.body.slice(0, 400)}` : `it ended with exit code ${code}.`;
  const detail = lastLines(portal.logFile);
  if (detail) process.stderr.write(`${detail}\n`);
  throw new UserFacingError(`The server did not become ready: ${reason}`);
}

/** Ends a server whose launcher was killed, if the recorded process still is that server. Returns true when it did. */
export async function endOrphan(runtime) {
  const pid = runtime?.serverPid;
  if (!isAlive(pid) || !/next-server|standalone\/server\.js/.test(commandOf(pid))) return false;
  await endProcess(pid, { patienceMs: SERVER_PATIENCE_MS });
  return true;
}
