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
const rssMb = (pid) => kilobytes(readProc(pid, "status"), "VmRSS") / 1024;
/** Memory that several processes share counts once in their sum. */
const pssMb = (pid) => kilobytes(readProc(pid, "smaps_rollup"), "Pss") / 1024;
const ticks = (pids) => pids.reduce((sum, pid) => sum + (statOf(pid)?.ticks ?? 0), 0);
export const cpuMsOf = (pids) => (ticks(pids) / TICKS_PER_SECOND) * 1000;
const sum = (values) => Math.round(values.reduce((total, each) => total + each, 0));

/** Memory and CPU (percent of one core) of the server and of its database over a while in which nobody asks for anything. */
export async function measureIdle({ serverPid, postgresPid, seconds }) {
  const server = [serverPid];
  const database = postgresPid ? treeOf(postgresPid) : [];
  const before = { server: ticks(server), database: ticks(database) };
  await sleep(seconds * 1000);
  const percent = (now, then) => Number((((now - then) / TICKS_PER_SECOND / seconds) * 100).toFixed(1));
  return {
    seconds,
    serverRssMb: Math.round(rssMb(serverPid)), serverCpuPercent: percent(ticks(server), before.server),
    databasePssMb: sum(database.map(pssMb)), databaseCpuPercent: percent(ticks(database), before.database),
  };
}
