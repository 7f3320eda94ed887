// node scripts/bench/desk.mjs [TICKETS] [AGENTS] [SECONDS]: a support desk with a past of 200,000 tickets and two million events. Server time of a
// queue, of an opened ticket and of searches, then agents who work at once (list, open, answer, change, three seconds of thought), and whether any
// of their changes was lost. On the built portal with data of its own. Prints JSON.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { readRuntime } from "../lib/data-directory.mjs";
import { seedDesk } from "./desk-seed.mjs";
import { loadNow, machineFacts } from "./machine.mjs";
import { newInstallation, startPortal } from "./portal.mjs";
import { latencies } from "./statistics.mjs";
import { makeTokens } from "./tokens.mjs";

const [tickets, agents, seconds] = [Number(process.argv[2] ?? 200_000), Number(process.argv[3] ?? 100), Number(process.argv[4] ?? 60)];
const ROUNDS = 30;
const THOUGHT_MS = 3_000;
const SEARCHES = ["checkout slow", '"wrong amount"', "state:open priority:p1", "customer:bench-customer-7 refund", "voucher -mobile", "B19", "tag:vip state:open invoice"];
const PERMISSIONS = ["tickets.read", "tickets.write", "catalog.read", "knowledge.read"];

const say = (text) => process.stderr.write(`${text}\n`);

/** A client of the REST face that keeps how long every kind of call took. */
function deskClient(url, token, kept) {
  const call = async (kind, path, { method = "GET", body } = {}) => {
    const started = performance.now();
    const response = await fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = await response.json();
    (kept[kind] ??= []).push(performance.now() - started);
    return { status: response.status, answer };
  };
  /** What a ticket's page needs before anything of it can be read, as one wait. */
  const open = async (number) => {
    const started = performance.now();
    const [, thread] = await Promise.all([call("ticket", `/tickets/${number}`), call("thread", `/tickets/${number}/thread`)]);
    (kept.open ??= []).push(performance.now() - started);
    return thread;
  };
  return Object.assign(call, { open });
}

const queuePath = "/tickets?queue=all_open&sort=due&direction=asc&limit=50";

async function measureReads(call) {
  const { answer } = await call("warm", queuePath);
  for (let round = 0; round < ROUNDS; round++) {
    const number = answer.items[round % answer.items.length].number;
    await call("queue", queuePath);
    await call.open(number);
    await call("beside", `/tickets/${number}/beside`);
    await call("search", `/tickets?${new URLSearchParams({ q: SEARCHES[round % SEARCHES.length] })}`);
  }
}

/** One agent until the end: works on a ticket of the queue, again after a conflict, and counts the changes that were accepted. */
async function work(call, { agent, endsAtMs, tally }) {
  while (Date.now() < endsAtMs) {
    const list = await call("list", queuePath);
    const row = list.answer.items?.[(agent * 7 + tally.rounds++) % (list.answer.items?.length || 1)];
    if (!row) throw new Error(`The queue is empty: ${JSON.stringify(list.answer).slice(0, 200)}`);
    const thread = await call.open(row.number);
    await sleep(THOUGHT_MS * (0.5 + Math.random()));
    const replied = await call("reply", `/tickets/${row.number}/messages`, { method: "POST", body: { body: `Agent ${agent} looked at it.` } });
    if (replied.status === 200) tally.replies++;
    else tally.refused++;
    const changed = await call("change", `/tickets/${row.number}`, { method: "PATCH", body: { version: thread.answer.version, tags: [`agent-${agent}-${tally.rounds}`] } });
    if (changed.status === 200) tally.changes++;
    else if (changed.status === 409) tally.conflicts++;
    else tally.failures.push(changed.answer?.error?.message ?? String(changed.status));
  }
}

const installation = await newInstallation();
const machine = await machineFacts();
const portal = await startPortal(installation);
const client = new pg.Client({ connectionString: readRuntime(installation.directory).databaseUrl });
try {
  await client.connect();
  say(`seeding ${tickets} tickets`);
  await seedDesk(client, { tickets });
  const tokens = await makeTokens(client, agents, PERMISSIONS);
  const reads = {};
  await measureReads(deskClient(installation.url, tokens[0], reads));
  say(`${agents} agents for ${seconds} s`);
  const calls = {};
  const tally = { rounds: 0, replies: 0, changes: 0, conflicts: 0, refused: 0, failures: [] };
  const before = await client.query("select count(*)::int as messages from ticket_message");
  const endsAtMs = Date.now() + seconds * 1_000;
  await Promise.all(tokens.map(async (token, agent) => {
    await sleep(Math.random() * THOUGHT_MS);
    await work(deskClient(installation.url, token, calls), { agent, endsAtMs, tally });
  }));
  const { rows: [after] } = await client.query("select (select count(*)::int from ticket_message) as messages, (select count(*)::int from ticket_event where detail -> 'changes' ? 'tags') as changes, (select count(*)::int from audit_event where action = 'ticket.update') as audited");
  const lost = { replies: tally.replies - (after.messages - before.rows[0].messages), changes: tally.changes - after.audited, events: tally.changes - after.changes };
  const { rows: [size] } = await client.query("select (select count(*)::int from ticket) as tickets, (select count(*)::int from ticket_event) as events");
  process.stdout.write(`${JSON.stringify({ machine: { ...machine, loadAfter: loadNow() }, ...size, agents, seconds, reads: Object.fromEntries(Object.entries(reads).map(([kind, times]) => [kind, latencies(times)])), atOnce: Object.fromEntries(Object.entries(calls).map(([kind, times]) => [kind, latencies(times)])), tally: { ...tally, failures: [...new Set(tally.failures)] }, lost }, null, 2)}\n`);
} finally {
  await client.end();
  await portal.stop();
  installation.remove();
}
