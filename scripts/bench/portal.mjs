import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { readRuntime } from "../lib/data-directory.mjs";
import { runningServer } from "../lib/postgres.mjs";
import { endProcess, freePort, UserFacingError, waitUntil } from "../lib/process.mjs";
import { temporaryFolder } from "../lib/temporary.mjs";
import { neutralEnvironment } from "../lib/test-portal.mjs";
import { cpuMsOf, treeOf } from "./process-use.mjs";

const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 10;

const statusOf = (url) =>
  new Promise((resolve) => {
    const request = http.get(url, { timeout: 2_000 }, (response) => response.resume().once("end", () => resolve(response.statusCode)));
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(0));
  });

/** An installation of the bench's own: a data directory, a port and an administrator. A directory that is named stays for the next run. */
export async function newInstallation(kept) {
  const { directory, remove } = kept === undefined ? temporaryFolder("bench") : { directory: path.resolve(kept), remove: () => undefined };
  fs.mkdirSync(directory, { recursive: true });
  const admin = { email: "admin@quarterdeck.test", password: randomBytes(12).toString("base64url") };
  const port = await freePort();
  const env = { ...neutralEnvironment(), QUARTERDECK_DATA_DIR: directory, PORT: String(port), QUARTERDECK_ADMIN_EMAIL: admin.email, QUARTERDECK_ADMIN_PASSWORD: admin.password };
  return { directory, admin, port, env, url: `http://127.0.0.1:${port}`, remove };
}

/**
 * What `npm run up` does, measured from its start until /readyz says that the portal can serve.
 * `readyCpuMs` is the CPU time that the launcher and what runs below it had used by then: other work on the machine hardly moves it.
 * @returns {Promise<{ readyMs: number, readyCpuMs: number, serverPid: number, postgresPid: number | null, stop: () => Promise<void> }>}
 */
export async function startPortal({ directory, env, url }) {
  const log = fs.openSync(path.join(directory, "bench.log"), "a", 0o600);
  const started = performance.now();
  const child = spawn(process.execPath, ["scripts/up.mjs"], { env, stdio: ["ignore", log, log] });
  fs.closeSync(log);
  // The portal does not outlive a bench that is interrupted.
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const stop = () => endProcess(child.pid, { patienceMs: 12_000 });
  const isReady = await waitUntil(async () => child.exitCode !== null || (await statusOf(`${url}/readyz`)) === 200, READY_TIMEOUT_MS, POLL_MS);
  const readyMs = performance.now() - started;
  const readyCpuMs = cpuMsOf(treeOf(child.pid));
  if (!isReady || child.exitCode !== null) {
    await stop();
    throw new UserFacingError(`The portal did not become ready:\n${fs.readFileSync(path.join(directory, "bench.log"), "utf8").slice(-2_000)}`);
  }
  return { readyMs, readyCpuMs, serverPid: readRuntime(directory).serverPid, postgresPid: runningServer(path.join(directory, "postgres"))?.pid ?? null, stop };
}

/** Runs a command of the portal on an installation. @returns {Promise<{ code: number, ms: number, output: string, errors: string }>} */
export function runCli({ env }, args) {
  const started = performance.now();
  const child = spawn(process.execPath, ["scripts/cli.mjs", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (errors += chunk));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code: code ?? 1, ms: performance.now() - started, output, errors })));
}
