import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";
import pg from "pg";
import { readRuntime } from "../lib/data-directory.mjs";
import { UserFacingError } from "../lib/process.mjs";
import { measureAsk } from "./load.mjs";
import { newInstallation, runCli, startPortal } from "./portal.mjs";
import { measureIdle } from "./process-use.mjs";
import { makeQuestions } from "./questions.mjs";
import { seededRandom } from "./random.mjs";
import { repetitions, rounded } from "./statistics.mjs";
import { writeSyntheticLog } from "./synthetic-log.mjs";
import { makeTokens } from "./tokens.mjs";

/** After its start the portal looks for an administrator and warms up: what comes then is idle. */
const SETTLE_MS = 12_000;

/** Starts on empty data directories; the last installation is kept running for what follows. */
export async function measureColdStart({ repeats, say }) {
  const times = [];
  const cpu = [];
  for (;;) {
    const installation = await newInstallation();
    const portal = await startPortal(installation);
    times.push(portal.readyMs);
    cpu.push(portal.readyCpuMs);
    say(`cold start ${times.length}: ${Math.round(portal.readyMs)} ms`);
    if (times.length >= repeats) return { installation, portal, result: repetitions(times), cpu: repetitions(cpu) };
    await portal.stop();
    installation.remove();
  }
}

/** Stops and starts again, with the data in place. */
export async function measureWarmStart({ installation, portal, repeats, say }) {
  const times = [];
  const cpu = [];
  let running = portal;
  for (let index = 0; index < repeats; index++) {
    await running.stop();
    running = await startPortal(installation);
    times.push(running.readyMs);
    cpu.push(running.readyCpuMs);
    say(`warm start ${times.length}: ${Math.round(running.readyMs)} ms`);
  }
  return { portal: running, result: repetitions(times), cpu: repetitions(cpu) };
}

export async function measureImport({ installation, seed, rows, untilMs, say }) {
  const file = path.join(installation.directory, "service-desk.csv");
  const log = await writeSyntheticLog(file, { seed, rows, untilMs });
  const run = async () => {
    const { code, ms, output, errors } = await runCli(installation, ["import", "service-desk", file, "--json"]);
    if (code !== 0) throw new UserFacingError(`The import failed: ${errors.trim().slice(-500)}`);
    const report = JSON.parse(output);
    return { seconds: rounded(ms / 1000, 2), rowsPerSecond: Math.round(report.rowsRead / (ms / 1000)), rowsRead: report.rowsRead, created: report.created, updated: report.updated, unchanged: report.unchanged, rejected: report.rejected };
  };
  const first = await run();
  say(`import: ${first.rowsPerSecond} rows/s`);
  const again = await run();
  return { n: 1, file: log, first, again };
}

export async function measureRest({ portal, seconds, say }) {
  await sleep(SETTLE_MS);
  const idle = await measureIdle({ ...portal, seconds });
  say(`idle: ${idle.serverRssMb} MB, ${idle.serverCpuPercent}% CPU`);
  return idle;
}

/** All levels of load, first over data that stands still, then over data that changes every second. */
export async function measureLoad({ installation, portal, levels, seed, seconds, untilMs, say }) {
  const client = new pg.Client({ connectionString: readRuntime(installation.directory).databaseUrl });
  await client.connect();
  try {
    const tokens = await makeTokens(client, Math.max(...levels));
    const questions = makeQuestions(seededRandom(seed), untilMs);
    let asked = 0;
    const next = () => questions[asked++ % questions.length];
    const results = [];
    for (const isChanging of [false, true]) {
      for (const level of levels) {
        const result = await measureAsk({ url: installation.url, pids: portal, tokens: tokens.slice(0, level), next, seed: seed + asked, seconds, client, isChanging });
        results.push(result);
        say(`ask, ${level} sessions${isChanging ? ", data changing" : ""}: p95 ${result.ask.p95 ?? "-"} ms (n=${result.ask.n})`);
      }
    }
    return { distinctQuestions: Math.min(asked, questions.length), asked, levels: results };
  } finally {
    await client.end();
  }
}
