import fs from "node:fs";
import os from "node:os";

/** CPU time of the whole machine since it started, in ticks. */
function cpuTicks() {
  const fields = fs.readFileSync("/proc/stat", "utf8").split("\n")[0].trim().split(/\s+/).slice(1, 9).map(Number);
  const total = fields.reduce((sum, each) => sum + each, 0);
  return { total, idle: fields[3] + fields[4] };
}

/** Share of the machine's CPU that is in use over a while. */
export async function busyShare(ms) {
  const before = cpuTicks();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const after = cpuTicks();
  return 1 - (after.idle - before.idle) / Math.max(1, after.total - before.total);
}

/** What the figures were taken on, by size only. `busyBefore`: share of all cores in use by others before the first measurement. */
export async function machineFacts() {
  const busyBefore = Number((await busyShare(3_000)).toFixed(2));
  return { cores: os.cpus().length, memoryGb: Math.round(os.totalmem() / 1024 ** 3), node: process.versions.node, platform: `${os.platform()} ${os.arch()}`, loadBefore: Number(os.loadavg()[0].toFixed(1)), busyBefore };
}

export const loadNow = () => Number(os.loadavg()[0].toFixed(1));
