import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { watchCpu } from "./process-use.mjs";
import { seededRandom } from "./random.mjs";
import { latencies, rounded } from "./statistics.mjs";

const THINK_MS = [2_000, 5_000];
const PATIENCE_MS = 30_000;

/** One request over a connection of the session's own: milliseconds until the whole body has arrived. */
export function request(agent, { url, method = "GET", headers = {}, body }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const call = http.request(url, { agent, method, headers: { ...headers, ...(body ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) } : {}) }, timeout: PATIENCE_MS }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ ms: performance.now() - started, status: response.statusCode, text: Buffer.concat(chunks).toString("utf8"), retryAfter: response.headers["retry-after"] }));
      response.on("error", () => resolve({ ms: performance.now() - started, status: 0, text: "" }));
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve({ ms: performance.now() - started, status: 0, text: "" }));
    call.end(body);
  });
}

function noteAnswer(tally, { ms, status, text }) {
  if (status !== 200) {
    tally.failures[status] = (tally.failures[status] ?? 0) + 1;
    return;
  }
  const { outcome, trace } = JSON.parse(text);
  tally.ask.push(ms);
  tally.server.push(trace.totalMs);
  tally.outcomes[outcome] = (tally.outcomes[outcome] ?? 0) + 1;
  if (trace.cache === "hit") tally.hits += 1;
}

/** A person: thinks, then asks; a ping right before the question shows what the machine itself costs at that moment. */
async function session({ portal, token, next, random, endsAt, tally }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const [least, most] = THINK_MS;
  await sleep(random() * most);
  while (performance.now() < endsAt) {
    const ping = await request(agent, { url: `${portal}/healthz` });
    if (ping.status === 200) tally.ping.push(ping.ms);
    const body = JSON.stringify({ question: next() });
    noteAnswer(tally, await request(agent, { url: `${portal}/api/v1/ask`, method: "POST", headers: { authorization: `Bearer ${token}` }, body }));
    await sleep(least + random() * (most - least));
  }
  agent.destroy();
}

/** Changes the data's version again and again, as an import or an edit does. */
export function keepChanging(client, everyMs) {
  let changes = 0;
  let work = Promise.resolve();
  const timer = setInterval(() => {
    work = work.then(async () => {
      const { rows } = await client.query("insert into data_version (domain, version, updated_at) values ('tickets', 1, now()) on conflict (domain) do update set version = data_version.version + 1, updated_at = now() returning version");
      await client.query("select pg_notify('quarterdeck_live', $1)", [`tickets:${rows[0].version}`]);
      changes += 1;
    });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await work;
    return changes;
  };
}

/** What a question (and the ping before it) costs in CPU time: other work on the machine hardly moves it. */
const costOf = ({ serverMs, databaseMs }, questions) => (questions === 0 ? null : { serverMs: rounded(serverMs / questions), databaseMs: databaseMs === null ? null : rounded(databaseMs / questions) });

/**
 * Some sessions asking at the same time.
 * @param {{ url: string, pids: { serverPid: number, postgresPid: number | null }, tokens: string[], next: () => string, seed: number, seconds: number, client: import("pg").Client, isChanging: boolean }} options
 *   `client` is used only when the data is to change once a second meanwhile.
 */
export async function measureAsk({ url, pids, tokens, next, seed, seconds, client, isChanging }) {
  const tally = { ask: [], ping: [], server: [], outcomes: {}, failures: {}, hits: 0 };
  const stop = isChanging ? keepChanging(client, 1_000) : async () => 0;
  const cpuSince = watchCpu(pids);
  const endsAt = performance.now() + seconds * 1000;
  await Promise.all(tokens.map((token, index) => session({ portal: url, token, next, random: seededRandom(seed + index), endsAt, tally })));
  const cpu = cpuSince();
  const dataChanges = await stop();
  return { sessions: tokens.length, seconds, dataChanges, cpuPerQuestion: costOf(cpu, tally.ask.length), ask: latencies(tally.ask), insideServer: latencies(tally.server), ping: latencies(tally.ping), outcomes: tally.outcomes, failures: tally.failures, cacheHits: tally.hits };
}
