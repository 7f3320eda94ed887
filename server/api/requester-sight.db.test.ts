import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { deliverEvents } from "../platform/outbox";
import { execute, type Ctx } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { storeFile } from "../platform/storage";
import { scopeOf } from "#core/accounts";
import { askInput } from "#contract/query";
import { confirmOpening, mailReplies, receiveMail } from "../mailbox";
import { askQuestion } from "../query";
import { projectSearch } from "../search";
import { actByLink, openFileByLink, readRequest, requestToken } from "../tickets";
import { serveMcp } from "./mcp";
import { operations } from "./operations";
import { exampleInput } from "./reference";
import { registered, type RegisteredOperation } from "./registered";
import { serveRest } from "./rest";
import { receiveAttachment, sendAttachment } from "./serve-attachments";
import { serveLive } from "./serve-live";
import { appRouter } from "./router";
import { semanticLayer } from "./semantic-layer";

/** Stands in everything that only Bob and the desk may read, and in nothing that is asked. */
const marker = "zanzibarsecret";
const opened = "2026-08-18T08:00:00Z";
const now = new Date("2026-08-19T10:00:00Z");
/** What Ann could know or guess of Bob's ticket, and questions that would list it. */
const probes = ["T-BOB", "tkt_bob", "msg_bob", "att_bob", "usr_bob", "bob@example.test", "Printer on fire", "globex", "cus_1", "List all tickets", "Which is the oldest open ticket?", "Show the tickets of Globex with requester"];

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "requester-sight-"));
const clock = { now: () => now };
const desk = testContext("support", { clock, actor: { kind: "user", userId: "usr_desk", name: "Dora" } });

let database: TestDatabase;
let ann: Ctx;

/** What the desk keeps for itself on Ann's own ticket: a note, a tag, and that it repeats Bob's. */
async function seedOwnSecrets(): Promise<void> {
  await database.query("update ticket set tags = array[$1] where id = 'tkt_ann'", [marker]);
  await database.query("insert into ticket_message (id, ticket_id, kind, author_kind, author_name, body, created_at) values ('msg_own_note', 'tkt_ann', 'note', 'agent', 'Desk', $1, $2)", [`Like ${marker}`, opened]);
  await database.query("insert into ticket_link (ticket_id, kind, target_id, created_by) values ('tkt_ann', 'duplicate', 'tkt_bob', 'Desk')");
  await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, actor, detail) values ('tkt_ann', 2, $1, 'updated', 'New', 'open', 'Desk', $2), ('tkt_ann', 3, $1, 'noted', 'New', 'open', $3, '{}')", [opened, JSON.stringify({ changes: { link: [null, `duplicate ${marker}`], tags: [null, marker] } }), `Desk ${marker}`]);
}

async function seed(): Promise<void> {
  await database.query("insert into customer (id, slug, name, tier, aliases) values ('cus_1', 'globex', 'Globex', 'enterprise', '{}')");
  for (const name of ["ann", "bob"]) {
    await database.query("insert into app_user (id, email, name, customer_id) values ($1, $2, $3, 'cus_1')", [`usr_${name}`, `${name}@example.test`, name === "bob" ? `Bob ${marker}` : "Ann"]);
    await database.query("insert into role_grant (user_id, role) values ($1, 'requester')", [`usr_${name}`]);
    const secret = name === "bob" ? ` ${marker}` : "";
    await database.query(
      `insert into ticket (id, number, subject, description, state, state_kind, priority, category, customer_id, requester, requester_id, requester_email, assignee, tags, opened_at, updated_at)
       values ($1, $2, $3, $3, 'New', 'open', 'p2', $3, 'cus_1', $3, $4, $5, $3, array[$3], $6, $6)`,
      [`tkt_${name}`, `T-${name.toUpperCase()}`, `Printer on fire${secret}`, `usr_${name}`, `${name}@example.test`, opened]);
    await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, actor) values ($1, 1, $2, 'opened', 'New', 'open', $3)", [`tkt_${name}`, opened, `desk${secret}`]);
  }
  for (const [id, kind] of [["msg_bob", "public"], ["msg_note", "note"]]) await database.query("insert into ticket_message (id, ticket_id, kind, author_kind, author_name, body, created_at) values ($1, 'tkt_bob', $2, 'agent', 'Desk', $3, $4)", [id, kind, `Said ${marker}`, opened]);
  await database.query("insert into ticket_attachment (id, ticket_id, file_id, name, content_type, bytes, uploader_name) values ('att_bob', 'tkt_bob', 'fil_1', $1, 'text/plain', 1, 'Bob')", [`${marker}.txt`]);
  const content = (async function* () {
    yield await Promise.resolve(Buffer.from(marker));
  })();
  await storeFile({ path: "tickets/tkt_bob/att_bob", name: `${marker}.txt`, contentType: "text/plain", content, now });
  await seedOwnSecrets();
  await database.query("insert into ticket_rating (ticket_id, score, comment, at) values ('tkt_bob', 1, $1, $2)", [marker, opened]);
}

const bobsRows = (): Promise<unknown> =>
  database.query(`select (select to_jsonb(t) from ticket t where id = 'tkt_bob') as ticket, (select jsonb_agg(m order by m.id) from ticket_message m where ticket_id = 'tkt_bob') as messages,
    (select jsonb_agg(a) from ticket_attachment a where ticket_id = 'tkt_bob') as files, (select count(*) from ticket_event where ticket_id = 'tkt_bob') as events, (select jsonb_agg(r) from ticket_rating r where ticket_id = 'tkt_bob') as ratings`);

beforeAll(async () => {
  process.env.QUARTERDECK_DATA_DIR = dataDir;
  database = await testDatabase();
  await seed();
  ann = testContext("requester", { clock, actor: { kind: "user", userId: "usr_ann", name: "Ann", email: "ann@example.test", scope: scopeOf(["requester"], "cus_1", { id: "usr_ann", email: "ann@example.test" }) } });
  await projectSearch(ann);
});
afterAll(async () => {
  await database.drop();
  fs.rmSync(dataDir, { recursive: true });
});

/** The operation's example with every text replaced by what is tried; what its schema refuses is left out. */
function inputsOf(entry: RegisteredOperation): Record<string, unknown>[] {
  const example = exampleInput(entry);
  const properties = (entry.inputSchema.properties ?? {}) as Record<string, { type?: unknown }>;
  const texts = Object.keys(properties).filter((name) => properties[name]?.type === "string" || typeof example[name] === "string");
  return probes.flatMap((probe) => {
    const all = { ...example, ...Object.fromEntries(texts.map((name) => [name, probe])) };
    const required = { ...example, ...Object.fromEntries(texts.filter((name) => name in example).map((name) => [name, probe])) };
    return [all, required].filter((input) => entry.operation.input.safeParse(input).success);
  });
}

const told = async (work: Promise<unknown>): Promise<string> => JSON.stringify(await work.catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))) ?? "";

function faces(entry: RegisteredOperation, input: Record<string, unknown>): Promise<string>[] {
  const path = entry.segments.map((segment) => (segment.startsWith("{") ? encodeURIComponent(String(input[segment.slice(1, -1)])) : segment));
  const isRead = entry.method === "GET";
  const query = isRead ? `?${new URLSearchParams(Object.entries(input).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])))}` : "";
  const rest = new Request(`http://portal.test/api/v1/${path.join("/")}${query}`, { method: entry.method, ...(isRead ? {} : { body: JSON.stringify(input) }) });
  const mcp = new Request("http://portal.test/api/mcp", { method: "POST", headers: { "content-type": "application/json", accept: "application/json, text/event-stream" }, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: entry.id, arguments: input } }) });
  const caller = appRouter.createCaller(ann) as unknown as Record<string, Record<string, (value: unknown) => Promise<unknown>> | undefined>;
  return [
    told(serveRest(rest, path.map(decodeURIComponent), { ...ann, via: "rest" }).then((response) => response.text())),
    told(serveMcp(mcp, { ...ann, via: "mcp" }).then((response) => response.text())),
    told(Promise.resolve(caller[entry.capability]?.[entry.name]?.(input))),
  ];
}

it("no operation, by any face, tells one requester of another's ticket or changes it", { timeout: 180_000 }, async () => {
  const before = await bobsRows();
  const open = registered().filter(({ operation }) => operation.permission === "public" || ann.actor.permissions.has(operation.permission));
  const leaks: string[] = [];
  let calls = 0;
  for (const entry of open) {
    for (const input of inputsOf(entry)) {
      const answers = await Promise.all(faces(entry, input));
      calls += answers.length;
      if (answers.some((answer) => answer.toLowerCase().includes(marker))) leaks.push(`${entry.id} ${JSON.stringify(input)}`);
    }
  }
  expect(leaks).toEqual([]);
  expect(await bobsRows()).toEqual(before);
  // The test reaches what it is about: many operations, and Ann's own ticket among the answers.
  expect([open.length > 15, calls > 500]).toEqual([true, true]);
  const seen = (await execute(operations.tickets.list, { limit: 200 }, ann)).items.map(({ number }) => number);
  // What she asked for on the way is hers too, and nothing else is.
  expect(seen).toContain("T-ANN");
  expect(await database.query("select number from ticket where number = any($1) and requester_id is distinct from 'usr_ann'", [seen])).toEqual([]);
});

async function composed(question: string, ctx: Ctx): Promise<string> {
  const parts: unknown[] = [];
  for await (const part of askQuestion(askInput.parse({ question }), ctx, semanticLayer)) parts.push(part);
  return JSON.stringify(parts);
}

it("files, signed links, mail and answers as they are composed do neither", async () => {
  const before = await bobsRows();
  const [own, forged] = [requestToken({ number: "T-ANN", address: "ann@example.test" }, now), requestToken({ number: "T-BOB", address: "ann@example.test" }, now)];
  const upload = new Request("http://portal.test/api/tickets/T-BOB/attachments?name=a.txt", { method: "PUT", body: "x" });
  const answers = await Promise.all([
    told(sendAttachment("att_bob", ann).then((response) => response.text())), told(receiveAttachment(upload, "T-BOB", ann).then((response) => response.text())),
    told(readRequest(own, clock)), told(readRequest(forged, clock)), told(actByLink(forged, { kind: "close" }, clock)), told(actByLink(forged, { kind: "answer", body: "x", files: [] }, clock)), told(openFileByLink(own, "att_bob", clock)),
    ...probes.map((probe) => composed(probe, ann)),
  ]);
  for (const text of ["Subject: [#T-BOB] mine", "Subject: x\r\nIn-Reply-To: <msg_bob@localhost>"]) await receiveMail(Buffer.from(`From: ann@example.test\r\nTo: desk@example.test\r\nMessage-ID: <${text.length}@example.test>\r\n${text}\r\n\r\nLet me in\r\n`), desk);
  await deliverEvents([mailReplies, confirmOpening], desk);
  answers.push(JSON.stringify(await database.query("select \"to\", subject, text from outgoing_mail where \"to\" like 'ann%'")));
  expect(answers.filter((answer) => answer.toLowerCase().includes(marker))).toEqual([]);
  expect(await bobsRows()).toEqual(before);
  // The same by whoever may: the file is there, and her own link leads to her own ticket.
  expect(await sendAttachment("att_bob", desk).then((response) => response.text())).toBe(marker);
  expect(await readRequest(own, clock)).toMatchObject({ number: "T-ANN" });
});

it("the live stream tells her that something changed, and never which ticket the desk reads", async () => {
  const stop = new AbortController();
  const read = async ({ actor }: Ctx, until: string): Promise<string> => {
    const reader = serveLive(stop.signal, actor).body?.getReader();
    let heard = "";
    while (!heard.includes(until)) heard += new TextDecoder().decode((await reader?.read())?.value);
    return heard;
  };
  const [hers, theirs] = [read(ann, "tickets:"), read(desk, "T-BOB")];
  const again = setInterval(() => void database.query("select pg_notify('quarterdeck_live', 'presence:T-BOB')"), 50);
  expect(await theirs).toContain("T-BOB");
  clearInterval(again);
  await database.query("select pg_notify('quarterdeck_live', 'tickets:1')");
  expect(await hers).not.toContain("T-BOB");
  stop.abort();
});

it("what is closed to a requester is refused before anything is looked up", async () => {
  const closed = registered().filter(({ operation }) => operation.permission !== "public" && !ann.actor.permissions.has(operation.permission));
  const codes = await Promise.all(closed.map((entry) => execute(entry.operation, exampleInput(entry), ann).then(() => "answered", (error: unknown) => (error as { code?: string }).code)));
  expect([...new Set(codes)]).toEqual(["FORBIDDEN"]);
});
