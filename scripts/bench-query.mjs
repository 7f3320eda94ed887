// npm run bench:query: how fast the query engine answers, how much it holds, and what happens beyond its limits. On data of its own.
import fs from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { machineFacts, loadNow } from "./bench/machine.mjs";
import { newInstallation, runCli, startPortal } from "./bench/portal.mjs";
import { rssMb } from "./bench/process-use.mjs";
import { seededRandom } from "./bench/random.mjs";
import { makeTokens } from "./bench/tokens.mjs";
import { measureMemory } from "./bench/query/memory.mjs";
import { makeQuestions } from "./bench/query/questions.mjs";
import { judge, toMarkdown, toText } from "./bench/query/report.mjs";
import { measurePing, measureSaturation } from "./bench/query/saturate.mjs";
import { askOnce, measureSessions, THINK_MS } from "./bench/query/sessions.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { readRuntime } from "./lib/data-directory.mjs";
import { ensureDependencies } from "./lib/install.mjs";
import { UserFacingError } from "./lib/process.mjs";
import { run } from "./lib/terminal.mjs";

const USAGE = "npm run bench:query -- [--json] [--out FILE] [--markdown FILE] [--seed N] [--seconds N] [--scales 1,20] [--levels 1,50,200,1000] [--questions N] [--quick]";
const OPTIONS = { json: { type: "boolean" }, out: { type: "string" }, markdown: { type: "string" }, seed: { type: "string" }, seconds: { type: "string" }, scales: { type: "string" }, levels: { type: "string" }, questions: { type: "string" }, quick: { type: "boolean" } };
const FULL = { seed: 7, seconds: 25, scales: [1, 20], levels: [1, 50, 200, 1_000], warmQuestions: 300, questions: 20_000, connections: [16, 64, 256, 1_024], saturationSeconds: 15, thinkMs: THINK_MS };
const QUICK = { ...FULL, seconds: 12, scales: [1], levels: [1, 50], warmQuestions: 60, questions: 1_000, connections: [16, 512], saturationSeconds: 6 };
const NO_LIMIT = { API_REQUESTS_PER_MINUTE: "1000000" };

function readSettings(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    const whole = (name, text) => {
      const value = Number(text);
      if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes whole numbers from 1.`);
      return value;
    };
    const numbers = Object.fromEntries(["seed", "seconds", "questions"].filter((name) => values[name]).map((name) => [name, whole(name, values[name])]));
    const lists = Object.fromEntries(["scales", "levels"].filter((name) => values[name]).map((name) => [name, values[name].split(",").map((text) => whole(name, text))]));
    return { ...(values.quick ? QUICK : FULL), ...numbers, ...lists, json: values.json, out: values.out, markdown: values.markdown };
  } catch (error) {
    throw new UserFacingError(`${error.message} Usage: ${USAGE}`);
  }
}

async function seed(installation, { scale, untilMs }) {
  const { code, output, errors } = await runCli(installation, ["seed", "demo", "--seed", "1", "--scale", String(scale), "--until", new Date(untilMs).toISOString(), "--json"]);
  if (code !== 0) throw new UserFacingError(`The demo organisation could not be written: ${errors.trim().slice(-500)}`);
  return JSON.parse(output).counts.ticket;
}

/** Three series at each level: all questions new, all known, and all known while the data changes. */
async function measureSeries({ installation, portal, client, tokens, fresh, settings, say }) {
  const warm = Array.from({ length: settings.warmQuestions }, fresh);
  const prime = async () => {
    for (const question of warm) await askOnce(undefined, { url: installation.url, token: tokens[0], question });
  };
  let place = 0;
  const known = () => warm[place++ % warm.length];
  const results = [];
  for (const [series, next, isChanging] of [["cold", fresh, false], ["warm", known, false], ["changing", known, true]]) {
    for (const level of settings.levels) {
      if (series === "warm") await prime();
      const result = await measureSessions({ url: installation.url, pids: portal, tokens: tokens.slice(0, level), next, seed: settings.seed + results.length, seconds: settings.seconds, client, isChanging });
      results.push({ series, ...result });
      say(`${series}, ${level} sessions: p95 ${result.ask.p95 ?? "-"} ms (n=${result.ask.n}, ${result.turnedAway.n} turned away)`);
    }
  }
  return results;
}

async function measureLimits({ installation, tokens, fresh, settings, say }) {
  const ping = await measurePing({ url: installation.url, connections: 64, seconds: Math.min(5, settings.saturationSeconds) });
  const saturation = [];
  for (const connections of settings.connections) {
    const result = await measureSaturation({ url: installation.url, tokens, next: fresh, connections, seconds: settings.saturationSeconds });
    saturation.push(result);
    say(`${connections} connections without a pause: ${result.answeredPerSecond} answers/s, ${result.turnedAway.n} turned away`);
  }
  return { ping, saturation };
}

/** What the portal's own statistics say of its answer cache. */
async function readCache({ url }, token) {
  const response = await fetch(`${url}/api/v1/ask/cache`, { headers: { authorization: `Bearer ${token}` } });
  return response.ok ? response.json() : null;
}

async function measureScale(scale, { settings, say, isFirst }) {
  const installation = await newInstallation();
  Object.assign(installation.env, NO_LIMIT);
  const portal = await startPortal(installation);
  const client = new pg.Client({ connectionString: readRuntime(installation.directory).databaseUrl });
  try {
    const untilMs = Date.now();
    const tickets = await seed(installation, { scale, untilMs });
    say(`scale ${scale}: ${tickets} tickets`);
    await client.connect();
    await client.query("analyze");
    const tokens = await makeTokens(client, Math.max(...settings.levels, 64));
    const questions = makeQuestions(seededRandom(settings.seed), untilMs);
    let asked = 0;
    const fresh = () => questions[asked++ % questions.length];
    const before = Math.round(rssMb(portal.serverPid));
    const series = await measureSeries({ installation, portal, client, tokens, fresh, settings, say });
    const limits = await measureLimits({ installation, tokens, fresh, settings, say });
    const cache = await readCache(installation, tokens[0]);
    const serverRssMb = { before, after: Math.round(rssMb(portal.serverPid)) };
    const memory = isFirst ? await measureMemory({ installation, questions: Array.from({ length: settings.questions }, (_, index) => questions[index % questions.length]), say }) : null;
    return { scale, tickets, distinctQuestions: questions.length, asked, series, ...limits, cache, serverRssMb, memory };
  } finally {
    await client.end();
    await portal.stop();
    installation.remove();
  }
}

await run(async () => {
  const settings = readSettings(process.argv.slice(2));
  const say = (text) => process.stderr.write(`${text}\n`);
  await ensureDependencies();
  if (await ensureBuild()) say("portal built");
  const machine = { cpu: os.cpus()[0]?.model.trim() ?? "unknown processor", ...(await machineFacts()) };
  const scales = [];
  for (const scale of settings.scales) scales.push(await measureScale(scale, { settings, say, isFirst: scales.length === 0 }));
  const figures = { at: new Date().toISOString(), machine: { ...machine, loadAfter: loadNow() }, settings, scales };
  const result = { ...figures, aims: judge(figures) };
  if (settings.out) fs.writeFileSync(settings.out, `${JSON.stringify(result, null, 2)}\n`);
  if (settings.markdown) fs.writeFileSync(settings.markdown, toMarkdown(result));
  fs.writeSync(1, settings.json ? `${JSON.stringify(result, null, 2)}\n` : toText(result));
});
