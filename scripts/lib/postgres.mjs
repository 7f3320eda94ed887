import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { endProcess, freePort, commandOf, isAlive, UserFacingError, waitUntil } from "./process.mjs";
import { asUser, embeddedBinaries, serviceUser } from "./postgres-binaries.mjs";

const USER = "postgres";
const START_TIMEOUT_MS = 60_000;
const FRESH_LOCK_MS = 5000;
const LOCALE = process.platform === "linux" ? "C.UTF-8" : "en_US.UTF-8";
const SETTINGS = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "log_checkpoints=off", "log_min_messages=warning", "max_connections=100"];
/** A sixteenth of the memory for pages that are read again and again, within bounds; it is taken only as far as there are such pages. */
const sharedMb = (totalBytes) => Math.round(Math.min(1024, Math.max(128, totalBytes / 2 ** 24)));
const THROWAWAY_SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

const places = (directory) => ({
  root: path.resolve(directory),
  cluster: path.resolve(directory, "cluster"),
  password: path.resolve(directory, "password"),
  log: path.resolve(directory, "postgres.log"),
  leases: path.resolve(directory, "leases"),
});

function lastLogLines(file) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return text.trim().split("\n").slice(-3).join(" | ");
}

function explain(what, detail) {
  if (/No space left on device|ENOSPC/i.test(detail)) return new UserFacingError("The disk is full: PostgreSQL cannot write its files. Free some space and start again.");
  return new UserFacingError(`${what}: ${detail.trim().split("\n").slice(-3).join(" | ") || "no reason given"}`);
}

function runInitdb(draft, copy, { binaries, user }) {
  const flags = [`--pgdata=${draft}`, `--username=${USER}`, `--pwfile=${copy}`, "--auth=scram-sha-256", "--encoding=UTF8", `--locale=${LOCALE}`, "--no-sync"];
  const run = asUser(user, path.join(binaries, "initdb"), flags, [draft, binaries]);
  const result = spawnSync(run.command, run.args, { ...run.options, encoding: "utf8" });
  if (result.status !== 0) throw explain("PostgreSQL could not create its files", result.error?.message ?? result.stderr);
}

/** Makes the files elsewhere and moves them into place, so that a cluster that is there is always a whole one. */
function initialise(at, options) {
  const password = randomBytes(24).toString("base64url");
  const draft = `${at.cluster}.new`;
  // initdb reads the password as the lent account, so that it gets a copy it may read.
  const copy = path.join(at.root, "initial-password");
  try {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.mkdirSync(draft, { mode: 0o700 });
    fs.writeFileSync(copy, `${password}\n`, { mode: 0o600 });
    if (options.user) for (const each of [draft, copy]) fs.chownSync(each, options.user.uid, options.user.gid);
    runInitdb(draft, copy, options);
    fs.writeFileSync(at.password, password, { mode: 0o600 });
    fs.renameSync(draft, at.cluster);
  } finally {
    fs.rmSync(copy, { force: true });
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

const lockFile = (directory) => path.join(places(directory).cluster, "postmaster.pid");

/** What postmaster.pid says, or null when no server of this folder runs. */
export function runningServer(directory) {
  const file = lockFile(directory);
  if (!fs.existsSync(file)) return null;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!isAlive(pid) || !commandOf(pid).includes("postgres")) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * Removes the lock of a server that a crash ended: PostgreSQL would mistake a new process with the old id for it. A fresh lock
 * may be one that a starting server is still writing, and stays.
 */
function removeStaleLock(directory) {
  const file = lockFile(directory);
  const lock = fs.statSync(file, { throwIfNoEntry: false });
  if (lock && Date.now() - lock.mtimeMs > FRESH_LOCK_MS && !runningServer(directory)) fs.rmSync(file, { force: true });
}

async function launch(at, { binaries, user, port, durable }) {
  const settings = [...SETTINGS, ...(durable ? [`shared_buffers=${sharedMb(os.totalmem())}MB`] : THROWAWAY_SETTINGS)].flatMap((each) => ["-c", each]);
  const run = asUser(user, path.join(binaries, "postgres"), ["-D", at.cluster, "-p", String(port), ...settings], [at.cluster, binaries]);
  const log = fs.openSync(at.log, "w", 0o600);
  const child = spawn(run.command, run.args, { ...run.options, detached: true, stdio: ["ignore", log, log] });
  fs.closeSync(log);
  let ended = false;
  child.once("error", () => (ended = true));
  child.once("exit", () => (ended = true));
  child.unref();
  const up = await waitUntil(() => ended || runningServer(at.root)?.ready === true, START_TIMEOUT_MS);
  return up && runningServer(at.root)?.ready === true;
}

async function startOrReuse(at, options) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const running = runningServer(at.root);
    if (running) {
      await waitUntil(() => runningServer(at.root)?.ready !== false, START_TIMEOUT_MS);
      const ready = runningServer(at.root);
      if (ready) return { ...ready, reused: true };
    }
    removeStaleLock(at.root);
    const port = await freePort(attempt === 0 ? options.port : undefined);
    if (await launch(at, { ...options, port })) return { ...runningServer(at.root), reused: false };
  }
  throw explain("PostgreSQL did not start", lastLogLines(at.log));
}

function takeLease(at, pid) {
  fs.mkdirSync(at.leases, { recursive: true });
  fs.writeFileSync(path.join(at.leases, String(pid)), "");
}

function hasOtherHolder(at) {
  const holders = fs.existsSync(at.leases) ? fs.readdirSync(at.leases) : [];
  for (const pid of holders) if (!isAlive(Number(pid))) fs.rmSync(path.join(at.leases, pid), { force: true });
  return holders.some((pid) => isAlive(Number(pid)));
}

async function stop(at, patienceMs) {
  const running = runningServer(at.root);
  if (running) await endProcess(running.pid, { first: "SIGINT", last: "SIGQUIT", patienceMs });
}

function unlessMadeMeanwhile(error) {
  if (!["42P04", "23505"].includes(error.code)) throw error;
}

async function ensureDatabase(url, name) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`).catch(unlessMadeMeanwhile);
  } finally {
    await client.end();
  }
}

/**
 * Starts the PostgreSQL whose files are in `directory`, creating them on first use, or joins the one already running there.
 * Every holder has a lease by process id; `release` stops the server when no other living holder is left, so that the
 * command line and the portal can share one server in any order, and a killed holder does not keep it running.
 * @param {{ directory: string, port?: number, durable?: boolean, binaries?: string }} options `binaries`: folder with
 *   another PostgreSQL's programs; `durable: false` gives up crash safety for speed (tests).
 * @returns {Promise<{ pid: number, port: number, reused: boolean, url: (database: string) => string,
 *   ensureDatabase: (name: string) => Promise<void>, lend: (pid: number) => void, release: (patienceMs?: number) => Promise<void> }>}
 */
export async function startPostgres({ directory, port, durable = true, binaries = embeddedBinaries() }) {
  const at = places(directory);
  fs.mkdirSync(at.root, { recursive: true });
  // Starting and stopping exclude each other: nobody joins a server that another process is about to stop.
  const exclusively = (work) => withLock(path.join(at.root, "changing"), work);
  const server = await exclusively(() => {
    const user = serviceUser(at.cluster);
    takeLease(at, process.pid);
    if (!fs.existsSync(at.cluster)) initialise(at, { binaries, user });
    return startOrReuse(at, { binaries, user, port, durable });
  });
  const password = fs.readFileSync(at.password, "utf8").trim();
  const url = (database) => `postgresql://${USER}:${password}@127.0.0.1:${server.port}/${database}`;
  return {
    ...server,
    url,
    ensureDatabase: (name) => ensureDatabase(url("postgres"), name),
    lend: (pid) => takeLease(at, pid),
    release: (patienceMs = 10_000) =>
      exclusively(async () => {
        fs.rmSync(path.join(at.leases, String(process.pid)), { force: true });
        if (!hasOtherHolder(at)) await stop(at, patienceMs);
      }),
  };
}
