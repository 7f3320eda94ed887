import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { downloadResponse } from "@/server/platform/storage";
import { sloOperations } from "../slo";
import { attachFile, openAttachment } from "./attach-file";
import { ticketsOperations as desk } from "./operations";

let database: TestDatabase;
const dataDir = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-files-"));
const person = (userId: string, name: string) => testContext("support", { actor: { userId, name } });
const ana = person("usr_ana", "Ana Reis");
const ben = person("usr_ben", "Ben Okoro");
const requester = testContext("requester", { actor: { userId: "usr_req", scope: { kind: "customers", customerIds: ["cus_1"] } } });

const open = async (subject: string, fields: Record<string, unknown> = {}) => (await execute(desk.open, { subject, ...fields }, ana)).number;
async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(typeof part === "string" ? Buffer.from(part) : part);
}
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const attach = (number: string, name: string, content: AsyncIterable<Uint8Array>, declaredBytes: number | null = null) => attachFile({ number, name, content, declaredBytes }, ana);

beforeAll(async () => {
  database = await testDatabase();
  process.env.QUARTERDECK_DATA_DIR = dataDir;
  await database.query("insert into team (id, slug, name, kind) values ('team_1', 'service-desk', 'Service desk', 'support')");
  await database.query("insert into customer (id, slug, name, tier, aliases) values ('cus_1', 'globex', 'Globex', 'enterprise', '{}')");
  await database.query("insert into app_user (id, email, name) values ('usr_ana', 'ana@example.org', 'Ana Reis'), ('usr_ben', 'ben@example.org', 'Ben Okoro')");
  await database.query("insert into role_grant (user_id, role) values ('usr_ana', 'support'), ('usr_ben', 'support')");
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await database.drop();
});

describe("a file of a ticket", () => {
  it("is kept with the type that its content has, goes with a message, and is only ever downloaded", async () => {
    const number = await open("With a picture", { customer: "globex" });
    const { id, contentType } = await attach(number, "shot.png", bytes(png.subarray(0, 3), png.subarray(3)));
    expect(contentType).toBe("image/png");
    await execute(desk.reply, { number, body: "See the picture", attachments: [id] }, ana);
    expect((await execute(desk.thread, { number }, requester)).messages[0]?.attachments).toMatchObject([{ id, name: "shot.png" }]);
    const opened = downloadResponse(await openAttachment(id, requester));
    expect([opened.headers.get("content-disposition"), opened.headers.get("x-content-type-options")]).toEqual([expect.stringMatching(/^attachment/), "nosniff"]);
    await expect(execute(desk.reply, { number, body: "Again", attachments: [id] }, ana)).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("that is a page is plain text, whatever runs in it", async () => {
    const number = await open("With a page", { description: "<script>alert(1)</script>" });
    const { id } = await attach(number, "page.html", bytes("<script>alert(1)</script>"));
    const { row, content } = await openAttachment(id, ana);
    expect([row.contentType, await text(content)]).toEqual(["text/plain", "<script>alert(1)</script>"]);
    expect((await execute(desk.thread, { number }, ana)).description).toBe("<script>alert(1)</script>");
  });

  it("that came with a note is the desk's alone, from the moment that it lies ready", async () => {
    const number = await open("With a secret", { customer: "globex" });
    const { id } = await attach(number, "cause.txt", bytes("our fault"));
    await expect(openAttachment(id, requester)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await execute(desk.thread, { number }, requester)).attachments).toEqual([]);
    await execute(desk.reply, { number, kind: "note", body: "Cause attached", attachments: [id] }, ana);
    await expect(openAttachment(id, requester)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is refused when it is a ZIP archive named .png, and nothing of it is kept", async () => {
    const number = await open("With a disguise");
    await expect(attach(number, "shot.png", bytes("PK\u0003\u0004rest"))).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("is a ZIP archive") as string });
    expect((await execute(desk.thread, { number }, ana)).attachments).toEqual([]);
  });

  it("of 30 MB is refused by what is announced and by what arrives", async () => {
    const number = await open("With a film");
    await expect(attach(number, "film.bin", bytes("x"), 30_000_000)).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", message: expect.stringContaining("25 MB") as string });
    const megabyte = Buffer.alloc(1_000_000);
    await expect(attach(number, "film.bin", bytes(...Array.from({ length: 30 }, () => megabyte)))).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    expect(await database.query("select count(*)::int as files from stored_file where name = 'film.bin'")).toEqual([{ files: 0 }]);
  });

  it("is not taken from somebody without the right, nor for a ticket that does not exist", async () => {
    await expect(attachFile({ number: "1", name: "a.txt", content: bytes("x"), declaredBytes: null }, requester)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(attach("no such", "a.txt", bytes("x"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the queue", () => {
  it("gives two people who ask at once two tickets, the most urgent first, and says when nothing waits", async () => {
    await database.query("delete from ticket");
    const later = await open("Later", { impact: "low", urgency: "low" });
    const urgent = await open("Urgent", { impact: "high", urgency: "high" });
    const [first, second] = await Promise.all([execute(desk.takeNext, {}, ana), execute(desk.takeNext, {}, ben)]);
    expect([first.number, second.number].sort()).toEqual([later, urgent].sort());
    expect((await execute(desk.list, { queue: "mine", sort: "due", direction: "asc" }, ana)).total).toBe(1);
    expect((await execute(desk.takeNext, {}, ana)).number).toBeNull();
  });

  it("leaves out what is snoozed until its time has come, and counts as it lists", async () => {
    const number = await open("Asleep");
    const { version } = await execute(desk.thread, { number }, ana);
    await execute(desk.update, { number, version, snoozedUntil: "2026-08-20T10:00:00.000Z" }, ana);
    const shown = async (queue: string) => (await execute(desk.list, { queue }, ana)).items.map((row) => row.number);
    expect(await shown("unassigned")).not.toContain(number);
    expect(await shown("snoozed")).toEqual([number]);
    const counts = (await execute(desk.queues, {}, ana)).items;
    for (const { queue, count } of counts) expect([queue, (await execute(desk.list, { queue }, ana)).total]).toEqual([queue, count]);
    const tomorrow = { ...ana, clock: { now: () => new Date("2026-08-20T10:00:01.000Z") } };
    expect((await execute(desk.list, { queue: "unassigned" }, tomorrow)).items.map((row) => row.number)).toContain(number);
  });

  it("is changed together: what changes, what stays, and what does not exist is told, under one audit row", async () => {
    const [one, two] = [await open("One"), await open("Two", { assigneeId: "usr_ben" })];
    const { items } = await execute(desk.bulkUpdate, { numbers: [two, one, "nowhere"], changes: { assigneeId: "usr_ben" } }, ana);
    expect(items).toEqual([{ number: one, outcome: "changed", reason: "" }, { number: two, outcome: "unchanged", reason: "" }, { number: "nowhere", outcome: "refused", reason: "There is no ticket nowhere." }]);
    expect(await database.query("select count(*)::int as rows from audit_event where action = 'ticket.bulk-update'")).toEqual([{ rows: 1 }]);
  });
});

describe("search", () => {
  it.each([
    ["stems of words in subject and description", "timeout", ["A"]],
    ["the beginning of a word", "autocom", ["B"]],
    ["a phrase with a word that is in no index", '"gives no results"', ["B"]],
    ["words but not in that order", '"results autocomplete"', []],
    ["what must not occur", "search -timeouts", ["B"]],
    ["an operator and a word", "customer:glob search", ["A"]],
    ["a state by its name", 'state:"new" search', ["A", "B"]],
    ["a tag", "tag:vip", ["A"]],
    ["nobody's tickets", "assignee:none autocomplete", ["B"]],
    ["a word of the conversation", "reindexing", ["B"]],
    ["words of the subject and of the conversation together", "autocomplete reindexing", ["B"]],
    ["what must not occur, also where it was said", "search -reindexing", ["A"]],
    ["a word that is in no index, beside one that is", "the autocomplete", ["B"]],
    ["signs alone", "&|!", []],
  ])("finds by %s", async (_, q, expected) => {
    const found = await execute(desk.list, { q, sort: "number", direction: "asc" }, ana);
    expect(found.items.map(({ subject }) => subject.slice(0, 1))).toEqual(expected);
    expect(found.total).toBe(expected.length);
  });

  it("knows what was said at once by several, and forgets what was taken back or removed", async () => {
    const number = await open("C: many hands");
    const total = async (q: string): Promise<number> => (await execute(desk.list, { q }, ana)).total ?? 0;
    const words = ["alabaster", "basalt", "chalcedony", "dolomite", "emerald", "feldspar"];
    await Promise.all(words.map((body) => execute(desk.reply, { number, kind: "note", body }, ana)));
    expect(await Promise.all(words.map(total))).toEqual(words.map(() => 1));
    expect(await total(words.join(" "))).toBe(1);
    await database.query("update ticket_message set taken_back_at = now() where body = 'basalt'");
    await database.query("delete from ticket_message where body = 'emerald'");
    expect(await Promise.all(words.map(total))).toEqual([1, 0, 1, 1, 0, 1]);
    await database.query("delete from ticket where number = $1", [number]);
    expect(await database.query("select ticket_id from ticket_words w where not exists (select 1 from ticket t where t.id = w.ticket_id)")).toEqual([]);
  });

  it("bears a conversation of more words than an index entry holds", async () => {
    const number = await open("D: endless");
    await database.query(`insert into ticket_message (id, ticket_id, kind, author_kind, author_name, body, mention_ids)
      select 'long_' || n, t.id, 'public', 'agent', 'Ana', (select string_agg('w' || md5((n * 10000 + k)::text), ' ') from generate_series(1, 1400) k), '{}' from ticket t cross join generate_series(1, 30) n where t.number = $1`, [number]);
    expect((await execute(desk.list, { q: "endless" }, ana)).total).toBe(1);
    await execute(desk.reply, { number, kind: "note", body: "still answered" }, ana);
    await database.query("delete from ticket where number = $1", [number]);
  });

  beforeAll(async () => {
    await database.query("delete from ticket");
    await open("A: search times out", { description: "Timeouts since nine", customer: "globex", tags: ["VIP"], assigneeId: "usr_ana" });
    const number = await open("B: autocomplete gives no results in search");
    await execute(desk.reply, { number, kind: "note", body: "Reindexing now" }, ana);
  });
});

describe("what the desk sets up", () => {
  it("fills a macro with the ticket's values, names the gaps, counts its use, and applies what it changes", async () => {
    const number = await open("Macro me", { requester: "Hanna Brandt" });
    const { id } = await execute(desk.saveMacro, { title: "Solved", body: "Hello {{requester.first}}, {{customer.name}}", changes: { state: "Resolved" } }, ana);
    expect(await execute(desk.fillMacro, { number, id }, ana)).toEqual({ text: "Hello Hanna, {{customer.name}}", changes: { state: "Resolved" }, missing: ["customer.name"] });
    await execute(desk.reply, { number, body: "Hello Hanna", changes: { state: "Resolved" }, macroId: id }, ana);
    expect((await execute(desk.macros, {}, ana)).items).toMatchObject([{ id, usedCount: 1 }]);
    await expect(execute(desk.saveMacro, { id, version: 7, title: "x" }, ana)).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(desk.deleteMacro, { id }, ana);
    expect((await execute(desk.macros, {}, ana)).items).toEqual([]);
  });

  it("keeps views for their owner alone", async () => {
    const { id } = await execute(desk.saveView, { name: "VIP", query: "tag=vip" }, ana);
    await execute(desk.saveView, { name: "VIP", query: "tag=vip&state=open" }, ana);
    expect((await execute(desk.views, {}, ana)).items).toEqual([{ id, name: "VIP", query: "tag=vip&state=open" }]);
    expect((await execute(desk.views, {}, ben)).items).toEqual([]);
    await expect(execute(desk.deleteView, { id }, ben)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("links a ticket once, shows it at both ends, and refuses itself and what does not exist", async () => {
    const [one, two] = [await open("Original"), await open("Copy")];
    for (let time = 0; time < 2; time += 1) await execute(desk.link, { number: two, kind: "duplicate", target: one }, ana);
    expect((await execute(desk.thread, { number: one }, ana)).links).toMatchObject([{ kind: "duplicate", target: two, isIncoming: true }]);
    expect((await execute(desk.get, { number: two }, ana)).events).toHaveLength(2);
    await expect(execute(desk.link, { number: one, kind: "related", target: one }, ana)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(desk.link, { number: one, kind: "incident", target: "INC-99" }, ana)).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(desk.unlink, { number: two, kind: "duplicate", target: one }, ana);
    expect((await execute(desk.thread, { number: two }, ana)).links).toEqual([]);
  });

  it("names its own states; the standard ones are retired and stay where they are, and a set without a default is refused", async () => {
    const number = await open("Before");
    const states = [{ name: "Inbox", kind: "open", isDefault: true }, { name: "Working", kind: "open", isDefault: false }, { name: "Parked", kind: "waiting", isDefault: true }, { name: "Done", kind: "resolved", isDefault: true }, { name: "Filed", kind: "closed", isDefault: true }];
    const admin = testContext("admin");
    await expect(execute(desk.saveStates, { states: states.map((state) => ({ ...state, isDefault: true })) }, admin)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(desk.saveStates, { states }, ana)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(desk.saveStates, { states }, admin);
    const later = await open("After");
    expect([(await execute(desk.get, { number }, ana)).state, (await execute(desk.get, { number: later }, ana)).state]).toEqual(["New", "Inbox"]);
    await execute(desk.reply, { number: later, body: "On it" }, ana);
    expect((await execute(desk.get, { number: later }, ana)).state).toBe("Working");
  });
});

describe("one record of what an incident did", () => {
  it("says which customers were told, and lays proposed answers as drafts when it is resolved, never over one's own and never sent", async () => {
    const numbers: string[] = [];
    for (const requester of ["Hanna Brandt", "Ivo Lang"]) numbers.push((await execute(desk.open, { subject: "Search is down", customer: "globex", requester }, ana)).number);
    const [first = "", second = ""] = numbers;
    const [incident] = await database.query("insert into incident (id, title, severity, status, started_at, declared_at) values ('inc_impact', 'Search', 'sev2', 'mitigated', '2026-08-19T08:00:00Z', '2026-08-19T08:00:00Z') returning number");
    const number = Number(incident?.number);
    await database.query("insert into incident_ticket (incident_id, ticket_id) select 'inc_impact', id from ticket where number = any($1)", [numbers]);
    await database.query("insert into service (id, slug, name) values ('svc_impact', 'impact-search', 'Search')");
    await database.query("insert into incident_service (incident_id, service_id) values ('inc_impact', 'svc_impact')");
    await database.query("insert into alert (id, fingerprint, group_key, source, title, severity, status, incident_id, started_at, last_seen_at) values ('alt_impact', 'f', 'g', 'external', 'Search is slow', 'page', 'ended', 'inc_impact', '2026-08-19T08:00:00Z', '2026-08-19T08:30:00Z')");
    const admin = testContext("admin");
    const slugs: string[] = [];
    for (const name of ["answers", "silent"]) slugs.push((await execute(sloOperations.create, { name, service: "impact-search", target: 0.9, window: { kind: "rolling", days: 7 }, sli: { kind: "pushed", unit: "requests" } }, admin)).slug);
    // Before the incident 900 good; in it 100, of which 20 bad: 20 of the 100 that may fail in seven days, a fifth of 1,008 minutes.
    const samples = [{ at: "2026-08-19T07:30:00Z", good: 900, total: 900 }, { at: "2026-08-19T08:00:00Z", good: 30, total: 50 }, { at: "2026-08-19T08:59:00Z", good: 50, total: 50 }];
    await execute(sloOperations.push, { slug: slugs[0] ?? "", batch: "b1", samples }, admin);
    const impact = await execute(desk.impact, { incident: number }, ana);
    expect(impact).toMatchObject({ alerts: 1, firstAlerts: [{ title: "Search is slow", isOpen: false }], services: [{ slug: "impact-search" }], budgets: [{ slug: slugs[0] }, { slug: slugs[1], minutes: null }] });
    expect(impact.budgets[0]?.minutes).toBeCloseTo(201.6, 6);
    expect(await execute(desk.impact, { incident: number }, ana)).toMatchObject({ isResolved: false, tickets: 2, openTickets: 2, customers: [{ name: "Globex", isTold: false }], proposals: [] });
    await expect(execute(desk.proposeReplies, { incident: number }, ana)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await database.query("update incident set status = 'resolved', resolved_at = '2026-08-19T09:00:00Z' where id = 'inc_impact'");
    await execute(desk.saveDraft, { number: second, kind: "public", body: "My own words" }, ana);
    expect(await execute(desk.proposeReplies, { incident: number }, ana)).toEqual({ drafted: [first], kept: [second] });
    expect((await execute(desk.thread, { number: first }, ana)).drafts.public).toContain(`Hello Hanna,`);
    expect((await execute(desk.thread, { number: second }, ana)).drafts.public).toBe("My own words");
    expect(await database.query("select count(*)::int as n from ticket_message m join ticket t on t.id = m.ticket_id where t.number = any($1)", [numbers])).toEqual([{ n: 0 }]);
    for (const ticket of numbers) await execute(desk.reply, { number: ticket, body: "It is over." }, ana);
    expect(await execute(desk.impact, { incident: number }, ana)).toMatchObject({ customers: [{ name: "Globex", tickets: 2, isTold: true }], proposals: [] });
    await expect(execute(desk.impact, { incident: number }, testContext("executive"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
