import http from "node:http";
import { request } from "../load.mjs";
import { latencies, rounded } from "../statistics.mjs";
import { askOnce } from "./sessions.mjs";
import { Tally } from "./tally.mjs";

const perSecond = (count, seconds) => rounded(count / seconds);

/** Connections that never pause: each sends its next request as soon as the last one is answered. */
async function closedLoop({ connections, seconds, send }) {
  const endsAt = performance.now() + seconds * 1000;
  const lane = async (index) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < endsAt) await send(agent, index);
    agent.destroy();
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => lane(index)));
}

/** The rate of a request that does nothing: what the machine and the server cost without the engine. */
export async function measurePing({ url, connections, seconds }) {
  const times = [];
  await closedLoop({ connections, seconds, send: async (agent) => {
    const { status, ms } = await request(agent, { url: `${url}/healthz` });
    if (status === 200) times.push(ms);
  } });
  return { connections, seconds, perSecond: perSecond(times.length, seconds), ping: latencies(times) };
}

/** Questions without a pause, and a ping twice a second beside them. A connection that is turned away comes back half a second later. */
export async function measureSaturation({ url, tokens, next, connections, seconds }) {
  const tally = new Tally();
  const pings = [];
  const agent = new http.Agent({ keepAlive: true });
  const timer = setInterval(() => void request(agent, { url: `${url}/healthz` }).then(({ status, ms }) => status === 200 && pings.push(ms)), 500);
  const started = performance.now();
  await closedLoop({ connections, seconds, send: async (own, index) => {
    const result = await askOnce(own, { url, token: tokens[index % tokens.length], question: next() });
    tally.note(result);
    if (result.status !== 200) await new Promise((resolve) => setTimeout(resolve, 500));
  } });
  const took = (performance.now() - started) / 1000;
  clearInterval(timer);
  agent.destroy();
  return { connections, seconds: rounded(took), answeredPerSecond: perSecond(tally.answered.length, took), ping: latencies(pings), ...tally.summary() };
}
