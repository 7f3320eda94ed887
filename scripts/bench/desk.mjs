// node scripts/bench/desk.mjs [TICKETS] [AGENTS] [SECONDS] [DIRECTORY]: a support desk with a past of 200,000 tickets and two million events.
// Server time of a queue, of an opened ticket and of searches, then agents who work at once (list, open, answer, change, three seconds of
// thought), and whether any of their changes was lost: once with a thought after each action, as a person works, and once with one thought for
// all four. On the built portal with data of its own; a DIRECTORY keeps them for the next run. Prints JSON.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { readRuntime } from "../lib/data-directory.mjs";
import { deskClient } from "./desk-client.mjs";
import { seedDesk } from "./desk-seed.mjs";
import { loadNow, machineFacts } from "./machine.mjs";
import { newInstallation, startPortal } from "./portal.mjs";
import { cpuMsOf, watchCpu } from "./process-use.mjs";
import { latencies } from "./statistics.mjs";
import { makeTokens } from "./tokens.mjs";

const [tickets, agents, seconds] = [Number(process.argv[2] ?? 200_000), Number(process.argv[3] ?? 100), Number(process.argv[4] ?? 60)];
const ROUNDS = 35;
const THOUGHT_MS = 3_000;
const INDEX_TIMEOUT_MS = 900_000;
const IDLE_TIMEOUT_MS = 180_000;
const SEARCHES = ["checkout slow", '"wrong amount"', "state:open priority:p1", "customer:bench-customer-7 refund", "voucher -mobile", "B19", "tag:vip state:open invoice"];
const PERMISSIONS = ["tickets.read", "tickets.write", "catalog.read", "knowledge.read"];

const say = (text) => process.stderr.write(`${text}\n`);
const queuePath = "/tickets?queue=all_open&sort=due&direction=asc&limit=50";
const one = async (client, text, values) => (await client.query(text, values)).rows[0];
const summed = (kept) => Object.fromEntries(Object.entries(kept).map(([kind, times]) => [kind, latencies(times)]));

/** A desk that has been at work for years: its tables are in order, and its search knows every ticket. */
async function prepareDesk(client) {
  const { n } = await one(client, "select count(*)::int as n from ticket");
  if (n === 0) {
    say(`seeding ${tickets} tickets`);
    await seedDesk(client, { tickets });
  }
  await client.query("insert into data_version (domain, version, updated_at) values ('tickets', 1, now()) on conflict (domain) do update set version = data_version.version + 1");
  await client.query("notify quarterdeck_outbox");
  const isIndexed = async () => (await one(client, "select (select count(*) from search_entry where kind = 'ticket') >= (select count(*) from ticket) as done")).done;
  for (const end = Date.now() + INDEX_TIMEOUT_MS; !(await isIndexed()); await sleep(1_000)) if (Date.now() > end) throw new Error("The search did not come to know all tickets.");
  await client.query("vacuum (analyze)");
  await client.query("checkpoint");
  await untilIdle(client);
}

/** Waits until the portal has looked through what it looks through after a start. */
async function untilIdle(client) {
  const busy = "select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()";
  for (let quiet = 0, end = Date.now() + IDLE_TIMEOUT_MS; quiet < 10 && Date.now() < end; await sleep(300)) quiet = (await one(client, busy)).n === 0 ? quiet + 1 : 0;
}

async function measureReads({ call, open }) {
  const kept = (await call("warm", queuePath)).read().items.map(({ number }) => number);
  for (let round = 0; round < ROUNDS; round++) {
    const number = kept[round % kept.length];
    const search = SEARCHES[round % SEARCHES.length];
    await call("queue", queuePath);
    await open(number);
    await call("beside", `/tickets/${number}/beside`);
    await call(`search ${search}`, `/tickets?${new URLSearchParams({ q: search })}`);
  }
}

/** What came of an answer or a change. */
function count({ status, read }, tally, done) {
  if (status === 200) tally[done]++;
  else if (status === 409) tally.conflicts++;
  else tally.failures.push(read().error?.message ?? String(status));
}

/** One agent until the end: works on a ticket of the queue, again after a conflict, and counts the changes that were accepted. */
async function work({ call, open }, { agent, mode, endsAtMs, tally }) {
  const think = () => sleep(THOUGHT_MS * (0.5 + Math.random()));
  const pause = () => (mode === "each" ? think() : undefined);
  while (Date.now() < endsAtMs) {
    const listed = await call("list", queuePath);
    const { items, error } = listed.read();
    const row = items?.[(agent * 7 + tally.rounds++) % (items.length || 1)];
    if (!row) {
      tally.failures.push(error?.message ?? "the queue is empty");
      await think();
      continue;
    }
    await pause();
    const { version, error: unread } = (await open(row.number)).read();
    if (unread) tally.failures.push(unread.message);
    await think();
    count(await call("reply", `/tickets/${row.number}/messages`, { method: "POST", body: { body: `Agent ${agent} looked at it.` } }), tally, "replies");
    await pause();
    count(await call("change", `/tickets/${row.number}`, { method: "PATCH", body: { version, tags: [`agent-${agent}-${tally.rounds}`] } }), tally, "changes");
    await pause();
  }
}

const stored = (client) => one(client, "select (select count(*)::int from ticket_message) as messages, (select count(*)::int from ticket_event where detail -> 'changes' ? 'tags') as changes, (select count(*)::int from audit_event where action = 'ticket.update') as audited");

/** All agents at once for a while. What was lost is what was accepted and is not there. */
async function workAtOnce(client, { url, tokens, mode, portal }) {
  say(`${agents} agents for ${seconds} s, a thought ${mode === "each" ? "after each action" : "in each round"}`);
  const [calls, tally] = [{}, { rounds: 0, replies: 0, changes: 0, conflicts: 0, failures: [] }];
  const [before, used, ownMs] = [await stored(client), watchCpu(portal), cpuMsOf([process.pid])];
  const endsAtMs = Date.now() + seconds * 1_000;
  await Promise.all(tokens.map(async (token, agent) => {
    const desk = deskClient(url, token, calls);
    await sleep(Math.random() * THOUGHT_MS);
    await work(desk, { agent, mode, endsAtMs, tally });
    desk.end();
  }));
  const processors = { ...used(), clientMs: cpuMsOf([process.pid]) - ownMs };
  const after = await stored(client);
  const lost = { replies: tally.replies - (after.messages - before.messages), changes: tally.changes - (after.audited - before.audited), events: tally.changes - (after.changes - before.changes) };
  const all = Object.values(calls).flat();
  return { ...summed(calls), all: latencies(all), tally: { ...tally, failures: [...new Set(tally.failures)] }, lost, processors };
}

const installation = await newInstallation(process.argv[5]);
const machine = await machineFacts();
const portal = await startPortal(installation);
const client = new pg.Client({ connectionString: readRuntime(installation.directory).databaseUrl });
try {
  await client.connect();
  await prepareDesk(client);
  const tokens = await makeTokens(client, agents, PERMISSIONS);
  const reads = {};
  await measureReads(deskClient(installation.url, tokens[0], reads));
  reads.search = Object.entries(reads).flatMap(([kind, times]) => (kind.startsWith("search ") ? times : []));
  const atOnce = {};
  for (const mode of ["each", "round"]) atOnce[mode] = await workAtOnce(client, { url: installation.url, tokens, mode, portal });
  const size = await one(client, "select (select count(*)::int from ticket) as tickets, (select count(*)::int from ticket_event) as events");
  process.stdout.write(`${JSON.stringify({ machine: { ...machine, loadAfter: loadNow() }, ...size, agents, seconds, reads: summed(reads), atOnce }, null, 2)}\n`);
} finally {
  await client.end();
  await portal.stop();
  installation.remove();
}
