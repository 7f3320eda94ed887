import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const TICKS_PER_SECOND = 100;

const readProc = (pid, name) => {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
};

function statOf(pid) {
  const text = readProc(pid, "stat");
  if (!text) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** The process and everything below it. */
export function treeOf(root) {
  const parents = new Map(fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), statOf(name)?.parent]));
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

const kilobytes = (text, label) => Number(new RegExp(`^${label}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0);
export const rssMb = (pid) => kilobytes(readProc(pid, "status"), "VmRSS") / 1024;
/** Memory that several processes share counts once in their sum. */
const pssMb = (pid) => kilobytes(readProc(pid, "smaps_rollup"), "Pss") / 1024;
const ticks = (pids) => pids.reduce((sum, pid) => sum + (statOf(pid)?.ticks ?? 0), 0);
export const cpuMsOf = (pids) => (ticks(pids) / TICKS_PER_SECOND) * 1000;

/** Counts from now on what a process and those below it use. One that ends meanwhile takes its last part with it. */
function cpuSince(root) {
  const before = new Map(treeOf(root).map((pid) => [pid, ticks([pid])]));
  return () => treeOf(root).reduce((total, pid) => total + Math.max(0, ticks([pid]) - (before.get(pid) ?? 0)), 0) * (1000 / TICKS_PER_SECOND);
}

/** Begins to count the CPU time of the server and of its database; the result tells what they have used since. */
export function watchCpu({ serverPid, postgresPid }) {
  const [server, database] = [cpuSince(serverPid), postgresPid ? cpuSince(postgresPid) : () => null];
  return () => ({ serverMs: server(), databaseMs: database() });
}

const sum = (values) => Math.round(values.reduce((total, each) => total + each, 0));

/** Memory and CPU (percent of one core) of the server and of its database over a while in which nobody asks for anything. */
export async function measureIdle({ serverPid, postgresPid, seconds }) {
  const used = watchCpu({ serverPid, postgresPid });
  await sleep(seconds * 1000);
  const { serverMs, databaseMs } = used();
  const percent = (ms) => (ms === null ? null : Number((ms / seconds / 10).toFixed(1)));
  const database = postgresPid ? treeOf(postgresPid) : [];
  return { seconds, serverRssMb: Math.round(rssMb(serverPid)), serverCpuPercent: percent(serverMs), databasePssMb: postgresPid ? sum(database.map(pssMb)) : null, databaseCpuPercent: percent(databaseMs) };
}
