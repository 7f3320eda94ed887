// node scripts/bench-status.mjs [REQUESTS]: server time of the public page /status, signed out, asked for again and again. On the built portal with
// a made-up organisation. Prints JSON; exits with 1 when /status takes 100 ms or more at p95.
import http from "node:http";
import os from "node:os";
import { ensureBuild } from "./lib/build.mjs";
import { run } from "./lib/terminal.mjs";
import { newInstallation, runCli, startPortal } from "./bench/portal.mjs";
import { watchCpu } from "./bench/process-use.mjs";
import { latencies, rounded } from "./bench/statistics.mjs";

const LIMIT_MS = 100;
const PAUSE_MS = 50;
const agent = new http.Agent({ keepAlive: true });

const timed = (url) =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    http.get(url, { agent }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length));
      response.on("end", () => resolve({ ms: performance.now() - from, bytes, status: response.statusCode, cache: response.headers["cache-control"] }));
    }).on("error", reject);
  });

/** One request after the other over more than a minute, so that the page is made anew several times meanwhile. */
async function measure(portal, url, requests) {
  const first = await timed(url);
  const used = watchCpu(portal);
  const found = [];
  for (let n = 0; n < requests; n += 1) {
    found.push(await timed(url));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const failed = [first, ...found].filter(({ status }) => status !== 200).length;
  return { requests, failed, firstMs: rounded(first.ms), kilobytes: rounded(first.bytes / 1024), cache: first.cache, ...latencies(found.map(({ ms }) => ms)), processorMs: rounded(used().serverMs / requests, 2) };
}

await run(async () => {
  const requests = Number(process.argv[2] ?? 1_200);
  await ensureBuild();
  const installation = await newInstallation();
  const portal = await startPortal(installation);
  try {
    const seeded = await runCli(installation, ["seed", "demo", "--seed", "7", "--scale", "0.2"]);
    if (seeded.code !== 0) throw new Error(seeded.errors);
    const found = await measure(portal, `${installation.url}/status`, requests);
    console.log(JSON.stringify({ page: "/status", ...found, limitMs: LIMIT_MS, load: { cores: os.cpus().length, after: rounded(os.loadavg()[0], 2) } }, null, 2));
    process.exitCode = found.failed === 0 && found.p95 < LIMIT_MS ? 0 : 1;
  } finally {
    agent.destroy();
    await portal.stop();
    installation.remove();
  }
});
