import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A problem to be told to the person at the terminal in one line, without a stack. */
export class UserFacingError extends Error {}

const readProc = (pid, name) => {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return null;
  }
};

/** True while the process runs. A zombie, which nobody has reaped, counts as ended. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  const stat = readProc(pid, "stat");
  if (stat) return stat.slice(stat.lastIndexOf(")") + 2)[0] !== "Z";
  try {
    process.kill(pid, 0);
    return process.platform !== "linux";
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The command line a process shows; empty when there is none to be seen. */
export function commandOf(pid) {
  if (process.platform === "linux") return readProc(pid, "cmdline")?.replaceAll("\0", " ").trim() ?? "";
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() ?? "";
}

/** True when a process of this group runs and shows the word in its command line: the id may belong to others by now. */
export function isGroupOf(groupId, word) {
  const { stdout } = spawnSync("ps", ["-eo", "pgid=,args="], { encoding: "utf8" });
  if (stdout) return stdout.split("\n").some((line) => Number.parseInt(line, 10) === groupId && line.includes(word));
  return commandOf(groupId).includes(word);
}

export async function waitUntil(condition, timeoutMs, stepMs = 20) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= end) return false;
    await sleep(stepMs);
  }
}

/** Sends `first`, waits, then SIGKILL. Resolves once the process has gone. */
export async function endProcess(pid, { first = "SIGTERM", last = "SIGKILL", patienceMs = 8000 } = {}) {
  const signal = (name) => {
    try {
      process.kill(pid, name);
    } catch {
      // It ended between the check and the signal.
    }
  };
  if (!isAlive(pid)) return;
  signal(first);
  if (await waitUntil(() => !isAlive(pid), patienceMs)) return;
  signal(last);
  await waitUntil(() => !isAlive(pid), 2000);
}

const tryListen = (port, host) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve({ error }));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: chosen } = server.address();
      server.close(() => resolve({ port: chosen }));
    });
  });

/** Null when the port can be listened on, otherwise the code of the reason (EADDRINUSE, EACCES...). */
export async function portProblem(port, host = "127.0.0.1") {
  const { error } = await tryListen(port, host);
  return error ? error.code : null;
}

/** The preferred port when it is free, otherwise any free one. */
export async function freePort(preferred) {
  if (preferred && !(await portProblem(preferred))) return preferred;
  const { port, error } = await tryListen(0, "127.0.0.1");
  if (error) throw error;
  return port;
}
