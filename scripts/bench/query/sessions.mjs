import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { keepChanging, request } from "../load.mjs";
import { watchCpu } from "../process-use.mjs";
import { seededRandom } from "../random.mjs";
import { latencies } from "../statistics.mjs";
import { Tally } from "./tally.mjs";

export const THINK_MS = 5_000;

export const askOnce = (agent, { url, token, question }) =>
  request(agent, { url: `${url}/api/v1/ask`, method: "POST", headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ question }) });

/** A person who asks, reads for five seconds and asks again. */
async function session({ url, token, next, random, endsAt, tally, pings }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await sleep(random() * THINK_MS);
  while (performance.now() < endsAt) {
    const ping = await request(agent, { url: `${url}/healthz` });
    if (ping.status === 200) pings.push(ping.ms);
    tally.note(await askOnce(agent, { url, token, question: next() }));
    await sleep(THINK_MS);
  }
  agent.destroy();
}

/**
 * Sessions that ask side by side for a while.
 * @param {{ url: string, pids: object, tokens: string[], next: () => string, seed: number, seconds: number, client: import("pg").Client, isChanging: boolean }} options
 */
export async function measureSessions({ url, pids, tokens, next, seed, seconds, client, isChanging }) {
  const tally = new Tally();
  const pings = [];
  const stop = isChanging ? keepChanging(client, 1_000) : async () => 0;
  const cpuSince = watchCpu(pids);
  const endsAt = performance.now() + seconds * 1000;
  await Promise.all(tokens.map((token, index) => session({ url, token, next, random: seededRandom(seed + index), endsAt, tally, pings })));
  const { serverMs, databaseMs } = cpuSince();
  const dataChanges = await stop();
  const { n } = latencies(tally.answered);
  const each = (ms) => (n === 0 || ms === null ? null : Math.round((ms / n) * 10) / 10);
  return { sessions: tokens.length, seconds, dataChanges, cpuMsPerQuestion: { server: each(serverMs), database: each(databaseMs) }, ping: latencies(pings), ...tally.summary() };
}
