import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountsOperations } from "@/server/accounts";
import { catalogOperations } from "@/server/catalog";
import { incidentsOperations } from "@/server/incidents";
import { knowledgeOperations } from "@/server/knowledge";
import { maintenanceOperations } from "@/server/maintenance";
import type { Scope } from "@/server/platform/auth/actor";
import { roleNames } from "@/server/platform/auth/permissions";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { forgetProcessState } from "@/server/platform/process-state";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { ticketsOperations } from "@/server/tickets/operations";
import type { SearchHit, SearchKind } from "./contract";
import { recountTerms } from "./entries-repository";
import { findEntries } from "./find-repository";
import { searchOperations } from "./operations";
import { projectSearch, rebuildSearch } from "./project-entries";

let database: TestDatabase;
const admin = testContext("admin");
const find = (q: string, ctx: Ctx = admin, more: object = {}) => execute(searchOperations.find, { q, limit: 50, ...more }, ctx);
const titles = async (q: string, ctx: Ctx = admin) => (await find(q, ctx)).items.map((hit) => hit.title);

const records = `
  insert into team (id, slug, name) values ('team_a', 'alpha', 'Alpha'), ('team_b', 'beta', 'Beta');
  insert into customer (id, slug, name) values ('cus_1', 'one', 'One'), ('cus_2', 'two', 'Two');
  insert into service (id, slug, name, description, owner_team_id, aliases) values ('svc_a', 'pay', 'Quokka payments', 'takes money', 'team_a', '{}'), ('svc_b', 'mail', 'Quokka mail', '', 'team_b', '{}');
  insert into customer_service (customer_id, service_id) values ('cus_1', 'svc_a');
  insert into ticket (id, number, subject, state, state_kind, customer_id, team_id, opened_at, updated_at) values
    ('tkt_1', 'TK1', 'Quokka cannot pay', 'New', 'open', 'cus_1', 'team_a', '2026-08-01', '2026-08-01'), ('tkt_2', 'TK2', 'Quokka lost mail', 'New', 'open', 'cus_2', 'team_b', '2026-08-01', '2026-08-01'), ('tkt_3', 'TK3', 'Quokka of nobody', 'New', 'open', null, null, '2026-08-01', '2026-08-01'),
    ('tkt_4', 'TK4', 'Quokka by mail', 'New', 'open', 'cus_1', null, '2026-08-01', '2026-08-01');
  update ticket set requester_email = 'Kim@example.com' where id = 'tkt_4';
  update ticket set requester_id = 'usr_2' where id = 'tkt_1';
  insert into incident (id, number, title, severity, service_id, team_id, started_at, declared_at) values ('inc_1', 901, 'Quokka outage of payments', 'sev1', 'svc_a', 'team_a', '2026-08-01', '2026-08-01'), ('inc_2', 902, 'Quokka outage of mail', 'sev2', null, null, '2026-08-01', '2026-08-01');
  insert into incident_service (incident_id, service_id) values ('inc_2', 'svc_b');
  insert into maintenance_window (id, number, title, status, starts_at, ends_at, owner_team_id) values ('win_1', 801, 'Quokka upgrade', 'approved', '2026-09-01', '2026-09-02', 'team_a'), ('win_2', 802, 'Quokka move', 'draft', '2026-09-01', '2026-09-02', null);
  insert into maintenance_window_service (window_id, service_id) values ('win_2', 'svc_b');
  insert into document_space (id, slug, title, audience) values ('spc_all', 'all', 'For all', '{}'), ('spc_admin', 'secret', 'Secret', '{executive}'), ('spc_req', 'customers', 'For customers', '{requester,support}');
  insert into document (id, slug, kind, space_id, title, body, audience, state, links, alert_names) select *, '{}'::text[], '{}'::text[] from (values
    ('doc_1', 'quokka-guide', 'doc', 'spc_all', 'Quokka guide', E'---\\ntitle: Quokka guide\\n---\\n# Quokka guide\\n\\nIt is small.\\n\\n## Rotating keys\\n\\nTurn the key of the quokka slowly.', '{}'::text[], 'published'),
    ('doc_2', 'quokka-pay', 'policy', 'spc_admin', 'Quokka salaries', 'Zyzzyva numbers.', '{}', 'published'), ('doc_3', 'quokka-help', 'doc', 'spc_req', 'Quokka help', 'How to ask.', '{}', 'published'),
    ('doc_4', 'quokka-draft', 'doc', 'spc_all', 'Quokka draft', 'Not yet.', '{}', 'draft'), ('doc_5', 'quokka-ops', 'doc', 'spc_all', 'Quokka for operators', 'Only them.', '{operator}', 'published'),
    ('doc_6', 'quokka-pod-not-ready', 'runbook', null, 'QuokkaPodNotReady', E'# QuokkaPodNotReady\\n\\n## Meaning\\n\\nA pod of kubernetes is not ready.', '{}', 'published')) v(a, b, c, d, e, f, g, h);
  insert into app_user (id, email, name) values ('usr_1', 'kim@example.com', 'Kim Quokka'), ('usr_2', 'bo@example.com', 'Bo Quokka');
  insert into query_thread (id, user_id, title, expires_at) values ('qth_1', 'usr_1', 'Which quokka is late?', '2027-01-01'), ('qth_2', 'usr_2', 'How many quokkas?', '2027-01-01');`;

beforeAll(async () => {
  database = await testDatabase();
  for (const statement of records.split(";\n")) if (statement.trim() !== "") await database.query(statement);
  await rebuildSearch(admin);
  await recountTerms();
});
afterAll(() => database.drop());

const number = (hit: SearchHit): number => Number(hit.href.split("/").at(-1));
const slug = (hit: SearchHit): string => (hit.href.split("/").at(-1) ?? "").replace(/#.*/, "");
const opens: Record<SearchKind, (hit: SearchHit, ctx: Ctx) => Promise<unknown>> = {
  document: (hit, ctx) => execute(knowledgeOperations.getDoc, { slug: slug(hit) }, ctx),
  runbook: (hit, ctx) => execute(knowledgeOperations.getRunbook, { slug: slug(hit) }, ctx),
  ticket: (hit, ctx) => execute(ticketsOperations.get, { number: slug(hit) }, ctx),
  incident: (hit, ctx) => execute(incidentsOperations.get, { number: number(hit) }, ctx),
  window: (hit, ctx) => execute(maintenanceOperations.get, { number: number(hit) }, ctx),
  service: (hit, ctx) => execute(catalogOperations.getService, { slug: slug(hit) }, ctx),
  person: (hit, ctx) => execute(accountsOperations.getUser, { id: slug(hit) }, ctx),
  // A conversation is read by its owner; which entry is whose is in the records above.
  brief: (hit, ctx) => (hit.refId === "qth_1" && ctx.actor.userId === "usr_1" ? Promise.resolve() : Promise.reject(new Error("somebody else's"))),
};

const scopes = { "team Alpha": { kind: "teams", teamIds: ["team_a"] }, "customer One": { kind: "customers", customerIds: ["cus_1"] }, "no customer": { kind: "customers", customerIds: [] } } satisfies Record<string, Scope>;
const bound = (["operator", "support", "requester", "viewer"] as const).flatMap((role) => Object.entries(scopes).map(([name, scope]) => ({ name: `${role} of ${name}`, ctx: testContext(role, { actor: { scope, userId: "usr_1" } }) })));
const readers = [...roleNames.map((role) => ({ name: `${role} of everything`, ctx: testContext(role, { actor: { userId: "usr_1" } }) })), ...bound, { name: "requester of own tickets", ctx: testContext("requester", { actor: { scope: { kind: "customers", customerIds: ["cus_1"], requesterKeys: ["usr_1", "kim@example.com"] }, userId: "usr_1" } }) }];
// Every record as an administrator finds it: what others may open of it is judged by the capabilities themselves.
let everything: SearchHit[] = [];
beforeAll(async () => {
  const own = (await find("quokka", testContext("admin", { actor: { userId: "usr_1" } }))).items;
  everything = [...own, ...(await find("quokka", testContext("admin", { actor: { userId: "usr_2" } }))).items.filter((hit) => !own.some((each) => each.refId === hit.refId))];
  expect(everything.length).toBe(19);
});

describe("what a search shows", () => {
  it.each(readers)("$name: exactly what the person may open", async ({ ctx }) => {
    const found = new Set((await find("quokka", ctx)).items.map((hit) => hit.refId));
    for (const hit of everything) {
      const mayOpen = await opens[hit.kind](hit, ctx).then(() => true, () => false);
      expect({ hit: hit.title, found: found.has(hit.refId) }).toEqual({ hit: hit.title, found: mayOpen });
    }
  });

  it("never holds drafts, and is refused to those without a session", async () => {
    expect(await titles("quokka")).not.toContain("Quokka draft");
    await expect(find("quokka", testContext("viewer", { actor: { kind: "anonymous", permissions: new Set() } }))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("tells nothing of words that only hidden records have, mended or not", async () => {
    const viewer = testContext("viewer", { actor: { userId: "usr_1" } });
    expect(await find("zyzzyve", viewer)).toMatchObject({ items: [], repaired: [], counts: [] });
    expect((await find("zyzzyve")).repaired).toEqual([{ from: "zyzzyve", to: "zyzzyva" }]);
  });
});

describe("finding", () => {
  it.each([
    ["other forms of a word", "rotate key", "Quokka guide"], ["a name by its parts", "pod not ready", "QuokkaPodNotReady"], ["a name as it is", "QuokkaPodNotReady", "QuokkaPodNotReady"],
    ["a number", "TK2", "Quokka lost mail"], ["an incident's number", "INC-901", "Quokka outage of payments"], ["a swapped letter", "kuberentes", "QuokkaPodNotReady"], ["a missing letter", "kubernets pod", "QuokkaPodNotReady"], ["a missing letter of a word in y", "quokka slwly", "Quokka guide"],
    ["a question", "How do I rotate the keys of a quokka?", "Quokka guide"], ["quotes and operators as words", "'keys' & !quokka:* | (", "Quokka guide"],
  ])("takes %s", async (_, q, title) => expect((await titles(q))[0]).toBe(title));

  it.each([["INC-901", "Quokka outage of payments"], ["MW-801", "Quokka upgrade"], ["maintenance 801", "Quokka upgrade"]])("knows %s by its number, and no other", async (q, title) => {
    const { items, counts, isPartial } = await find(q);
    expect([items[0]?.title, counts.map(({ count }) => count), isPartial]).toEqual([title, [1], false]);
  });

  it("leads to the part of a document that says it, with its words marked", async () => {
    const [hit] = (await find("rotate key")).items;
    expect(hit).toMatchObject({ href: "/docs/quokka-guide#rotating-keys", heading: "Rotating keys", kind: "document", label: "For all" });
    expect(hit?.snippet.filter((part) => part.isMatch).map((part) => part.text)).toEqual(["key"]);
  });

  it("keeps to the kinds that are asked for, and counts all of them", async () => {
    const { items, counts } = await find("quokka", admin, { kinds: ["ticket"] });
    expect(new Set(items.map((hit) => hit.kind))).toEqual(new Set(["ticket"]));
    expect(counts).toContainEqual({ kind: "document", count: 4 });
  });

  it("finds titles while somebody types, and nothing for words that are nowhere", async () => {
    expect((await find("quok", admin, { isTyping: true })).items.length).toBeGreaterThan(5);
    expect(await find("xylophone")).toMatchObject({ items: [], isPartial: false });
  });

  it("says that results have only some of the words", async () => {
    expect(await find("quokka xylophone")).toMatchObject({ isPartial: true });
  });
});

describe("the index", () => {
  const later = testContext("admin", { clock: { now: () => new Date(Date.now() + 3_600_000) } });

  it("follows a change without being told which, and a record that is gone leaves it", async () => {
    await projectSearch(later);
    await database.query("update ticket set subject = 'Wombat cannot pay', version = version + 1 where id = 'tkt_1'");
    await database.query("delete from ticket where id = 'tkt_3'");
    await database.query("insert into data_version (domain, version, updated_at) values ('tickets', 99, now()) on conflict (domain) do update set version = 99");
    await projectSearch(testContext("admin", { clock: { now: () => new Date(Date.now() + 7_200_000) } }));
    expect(await titles("wombat")).toEqual(["Wombat cannot pay"]);
    expect(await titles("nobody")).toEqual([]);
  });

  it("has nothing to mend when it is compared", async () => expect(await rebuildSearch(admin)).toEqual({ written: 0, removed: 0 }));

  it("keeps what people searched for on the page; a search without an answer asks once an hour for a document", async () => {
    const reader = testContext("support", { via: "page", actor: { userId: "usr_1" } });
    await find("onboarding laptop", reader);
    await find("Onboarding  laptop", reader);
    const { searchId, items } = await find("wombat", reader);
    expect(await execute(searchOperations.noteOpened, { searchId, kind: "ticket", refId: items[0]?.refId }, reader)).toEqual({ noted: true });
    expect(await execute(searchOperations.noteOpened, { searchId, kind: "ticket", refId: items[0]?.refId }, reader)).toEqual({ noted: false });
    expect(await database.query("select words, times, state from document_request")).toEqual([{ words: "onboarding laptop", times: 1, state: "open" }]);
    expect(await database.query("select opened from search_entry where ref_id = 'tkt_1'")).toEqual([{ opened: 1 }]);
  });

  it("asks for nothing that was only half typed, nor for what is left when letters are taken away", async () => {
    await database.query("delete from document_request");
    const typing = (seconds: number) => testContext("support", { via: "page", actor: { userId: "usr_1" }, clock: { now: () => new Date(Date.parse("2026-10-01T10:00:00Z") + seconds * 1000) } });
    for (const [place, q] of ["expe", "expense", "expense rep", "expense report", "expense", "expe"].entries()) await find(q, typing(place * 3));
    expect(await database.query("select words from document_request")).toEqual([{ words: "expense report" }]);
    await find("expense report zebra", typing(600));
    await find("wombat", typing(601));
    expect((await database.query("select words from document_request order by words")).map(({ words }) => words)).toEqual(["expense report", "expense report zebra"]);
  });
});

describe("among very many tickets", () => {
  const clock = { now: () => new Date("2026-11-01T00:00:00Z") };
  const ctx = testContext("admin", { clock });
  beforeAll(async () => {
    await database.query(`insert into search_entry (kind, ref_id, title, body, href, label, scope_keys, changed_at, hash)
      select 'ticket', 'many_' || i, 'Narwhal ' || i, case when i > 11995 then 'buried treasure' else '' end, '/tickets/M' || i, 'M' || i, array['all', 'team:' || i % 10], timestamptz '2026-10-01Z' - i * interval '1 hour', '' from generate_series(1, 12000) i`);
    // A lexicon that is behind: it takes "treasure" for common, so that it is looked for among the newest first.
    await database.query("insert into search_term (term, entries) values ('narwhal', 12000), ('treasure', 9000) on conflict (term) do update set entries = excluded.entries");
    await database.query("analyze search_entry");
    forgetProcessState();
  });

  it("takes the newest of a common word, and says that there are a thousand or more", async () => {
    const { items, counts } = await find("narwhal", ctx);
    expect([items[0]?.title, items.length, counts]).toEqual(["Narwhal 1", 50, [{ kind: "ticket", count: 1000 }]]);
  });
  it("finds the same by looking into each ticket as by the index of words", async () => {
    const word = { query: "('narwhal')", root: "narwhal", weight: 1 };
    const findBy = (isWalk: boolean) => findEntries({ all: word.query, words: [word], hasEveryWord: true, kinds: ["ticket"], wanted: ["ticket"], keys: ["all"], changedSince: null, service: null, tickets: [{ query: word.query, since: new Date("2026-09-28T00:00:00Z"), isWalk }] }, { limit: 40, now: clock.now(), typed: "narwhal", timeoutMs: 4_000 });
    const [walked, indexed] = await Promise.all([findBy(true), findBy(false)]);
    expect([walked.rows.length, walked]).toEqual([40, indexed]);
  });
  it("finds what is old as well, however common its words were taken to be", async () => {
    expect((await find("buried treasure", ctx)).items.map(({ title }) => title)).toEqual([11996, 11997, 11998, 11999, 12000].map((at) => `Narwhal ${at}`));
    expect((await find("treasure", testContext("support", { clock, actor: { scope: { kind: "teams", teamIds: ["7"] } } }))).items.map(({ title }) => title)).toEqual(["Narwhal 11997"]);
  });
  it("keeps to what changed since a day", async () => expect((await find("narwhal", ctx, { changedSince: "2026-09-30T12:00:00Z" })).counts).toEqual([{ kind: "ticket", count: 12 }]));
  it("puts what people open before what is fresh", async () => {
    await database.query("update search_entry set opened = 40 where ref_id = 'many_30'");
    expect((await find("narwhal", ctx)).items[0]?.title).toBe("Narwhal 30");
  });
});
