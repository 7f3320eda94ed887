import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "@/server/platform/registry";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { testContext } from "@/server/platform/registry/test-context";
import { ticketSorts } from "./contract";
import { importServiceDesk } from "./import-service-desk";
import { ticketsOperations } from "./operations";
import { logFile, smallDesk } from "./testing/log-fixture";

let database: TestDatabase;
const admin = testContext();
const requester = testContext("requester", { actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } });
const list = (input: Record<string, unknown>, ctx = admin) => execute(ticketsOperations.list, input, ctx);
const numbers = async (input: Record<string, unknown>, ctx = admin) => (await list({ sort: "number", direction: "asc", ...input }, ctx)).items.map((ticket) => ticket.number);

beforeAll(async () => {
  database = await testDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-desk-"));
  writeFileSync(path.join(folder, "desk.csv"), logFile(smallDesk));
  await importServiceDesk(admin, { path: path.join(folder, "desk.csv") });
  rmSync(folder, { recursive: true });
  await database.query("insert into customer (id, slug, name, tier, aliases) values ('cus_1', 'globex', 'Globex', 'enterprise', '{}')");
  await database.query("update ticket set customer_id = 'cus_1' where number in ('REQ1001', 'REQ1002')");
});
afterAll(() => database.drop());

describe("the list of tickets", () => {
  it.each([
    ["no filter", {}, ["REQ1001", "REQ1002", "REQ1003", "REQ1004"]],
    ["a state", { state: ["closed"] }, ["REQ1001", "REQ1003"]],
    ["several states", { state: ["waiting", "open"] }, ["REQ1002", "REQ1004"]],
    ["an open status", { status: ["open"] }, ["REQ1002", "REQ1004"]],
    ["a priority", { priority: ["p1", "p4"] }, ["REQ1002", "REQ1003"]],
    ["a final group", { team: ["group-1"] }, ["REQ1003", "REQ1004"]],
    ["a missed SLA", { sla: ["missed"] }, ["REQ1002", "REQ1003"]],
    ["a customer", { customer: ["globex"] }, ["REQ1001", "REQ1002"]],
    ["no customer", { customer: ["unknown"] }, ["REQ1003", "REQ1004"]],
    ["a customer's tier", { customer_tier: ["enterprise"] }, ["REQ1001", "REQ1002"]],
    ["handed over", { reassigned: ["yes"] }, ["REQ1001", "REQ1002", "REQ1004"]],
    ["never handed over", { reassigned: ["no"] }, ["REQ1003"]],
    ["reopened", { reopened: ["yes"] }, []],
    ["the day of opening, half-open", { from: "2021-01-05T10:00:00Z", to: "2021-01-06T09:00:00Z" }, ["REQ1002"]],
    ["the time of resolution", { from: "2021-01-01T00:00:00Z", to: "2022-01-01T00:00:00Z", time: "resolved" }, ["REQ1001"]],
    ["a number", { q: "req1003" }, ["REQ1003"]],
    ["words of category and requester", { q: "category 7 caller 99" }, ["REQ1003"]],
    ["a per cent sign as itself", { q: "%" }, []],
    ["a quotation mark", { q: "' or 1=1 --" }, []],
  ])("finds by %s", async (_, input, expected) => {
    expect(await numbers(input)).toEqual(expected);
    expect((await list(input)).total).toBe(expected.length);
  });

  it.each(ticketSorts.flatMap((sort) => (["asc", "desc"] as const).map((direction) => [sort, direction] as const)))("pages through all of them by %s, %s, each once", async (sort, direction) => {
    const whole = (await list({ sort, direction })).items.map((ticket) => ticket.number);
    const paged: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof list>> = await list({ sort, direction, limit: 1, cursor });
      paged.push(...page.items.map((ticket) => ticket.number));
      expect(page.total).toBe(4);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(4);
  });

  it("puts the most urgent first and tickets without a resolution last, either way", async () => {
    expect((await list({ sort: "priority", direction: "desc" })).items[0]?.number).toBe("REQ1002");
    for (const direction of ["asc", "desc"]) expect((await list({ sort: "resolution", direction })).items[0]).toMatchObject({ number: "REQ1001", resolutionMs: 3 * 3_600_000 });
  });

  it.each(["nonsense", Buffer.from('["priority","desc","x","y"]').toString("base64url"), Buffer.from('["opened","desc","not a time","y"]').toString("base64url")])("refuses the cursor %s", async (cursor) => {
    await expect(list({ cursor })).rejects.toMatchObject({ code: "VALIDATION" });
  });
});

describe("one ticket", () => {
  it("comes with its history", async () => {
    const ticket = await execute(ticketsOperations.get, { number: "REQ1001" }, admin);
    expect(ticket).toMatchObject({ subject: "Category 7 / Subcategory 70", team: { slug: "group-2" }, madeSla: true, resolvedAt: "2021-01-04T11:00:00.000Z" });
    expect(ticket.events.map((event) => [event.kind, event.fromTeam?.slug ?? null])).toEqual([["opened", null], ["reassigned", "group-1"], ["state", null], ["state", null]]);
    expect(ticket.events[1]?.changes).toMatchObject({ state: ["New", "Active"] });
  });
  it("is not found when there is none", () => expect(execute(ticketsOperations.get, { number: "REQ9" }, admin)).rejects.toMatchObject({ code: "NOT_FOUND" }));
});

describe("what a requester sees", () => {
  it("is the own customer's tickets in list, total and facets", async () => {
    expect(await numbers({}, requester)).toEqual(["REQ1001", "REQ1002"]);
    expect((await list({}, requester)).total).toBe(2);
    expect(await numbers({ customer: ["unknown"] }, requester)).toEqual([]);
    expect((await execute(ticketsOperations.facets, {}, requester)).total).toBe(2);
  });
  it("is only what they asked for, where they are one person: by account, and by address where there is none", async () => {
    await database.query("update ticket set requester_id = 'usr_1' where number = 'REQ1001'");
    await database.query("update ticket set requester_email = 'Bob@Example.test' where number = 'REQ1002'");
    const person = (...requesterKeys: string[]) => testContext("requester", { actor: { scope: { kind: "customers", customerIds: ["cus_1"], requesterKeys } } });
    expect(await numbers({}, person("usr_1", "ann@example.test"))).toEqual(["REQ1001"]);
    expect(await numbers({}, person("usr_2", "bob@example.test"))).toEqual(["REQ1002"]);
    expect(await numbers({}, person())).toEqual([]);
    await expect(execute(ticketsOperations.get, { number: "REQ1002" }, person("usr_1", "ann@example.test"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("is without the desk's steps of escalation, which the desk sees with their reason", async () => {
    await database.query("insert into ticket (id, number, subject, state, state_kind, customer_id, opened_at, updated_at, tags) values ('tkt_step', 'STEP1', 'Slow', 'New', 'open', 'cus_1', now(), now(), '{}')");
    const detail = { changes: { group: ["Desk", "Second line"] }, escalation: { kind: "functional", to: "Second line", reason: "Half of the time has passed" } };
    await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, actor, detail) values ('tkt_step', 1, now(), 'reassigned', 'New', 'open', 'System', $1)", [JSON.stringify(detail)]);
    const seen = async (ctx = admin) => (await execute(ticketsOperations.get, { number: "STEP1" }, ctx)).events;
    expect(await seen()).toMatchObject([{ escalation: { to: "Second line", reason: "Half of the time has passed" } }]);
    expect(JSON.stringify(await seen(requester))).not.toContain("Half of the time");
    await database.query("delete from ticket where id = 'tkt_step'");
  });
  it("does not tell a hidden ticket from one that does not exist", async () => {
    const messageOf = (number: string) => execute(ticketsOperations.get, { number }, requester).catch((error: Error) => error.message.replace(number, "N"));
    expect(await messageOf("REQ1003")).toBe(await messageOf("REQ9999"));
  });
  it("is nothing for a viewer, who has no access to tickets", () => expect(list({}, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" }));
});

describe("facets", () => {
  it("count every value, with the unknown named", async () => {
    const facets = await execute(ticketsOperations.facets, {}, admin);
    expect(facets).toMatchObject({ total: 4, firstOpenedAt: "2021-01-04T08:00:00.000Z", lastOpenedAt: "2021-01-07T07:00:00.000Z" });
    expect(facets.state).toEqual([{ value: "open", label: "Open", count: 1 }, { value: "waiting", label: "Waiting", count: 1 }, { value: "closed", label: "Closed", count: 2 }]);
    expect(facets.priority.map((facet) => [facet.value, facet.count])).toEqual([["p1", 1], ["p3", 2], ["p4", 1]]);
    expect(facets.customer).toEqual([{ value: "globex", label: "Globex", count: 2 }, { value: "unknown", label: "Unknown", count: 2 }]);
    expect(facets.sla.map((facet) => [facet.value, facet.count])).toEqual([["met", 2], ["missed", 2]]);
  });
});

describe("among very many tickets", () => {
  const many = 1_060;
  beforeAll(() => database.query(`insert into ticket (id, number, subject, state, state_kind, customer_id, opened_at, updated_at, tags)
    select 'tkt_many_' || i, 'MANY' || i, case when i % 300 = 0 then 'Quartz jasper' else 'Quartz' end, 'New', 'open', case when i <= 1030 then 'cus_1' end, timestamptz '2026-01-01Z' + i * interval '1 minute', timestamptz '2026-01-01Z', '{}' from generate_series(1, ${many}) i`));
  const firstOf = async (input: Record<string, unknown>, ctx = admin) => {
    const { items, total, isTotalExact } = await list({ sort: "opened", direction: "desc", limit: 2, ...input }, ctx);
    return { first: items.map(({ number }) => number), total, isTotalExact };
  };

  it("a word of many is counted up to a thousand, and the newest come first all the same", async () => {
    expect(await firstOf({ q: "quartz" })).toEqual({ first: ["MANY1060", "MANY1059"], total: 1_000, isTotalExact: false });
    expect(await firstOf({ q: "quartz" }, requester)).toEqual({ first: ["MANY1030", "MANY1029"], total: 1_000, isTotalExact: false });
  });
  it("a word of few is counted exactly, in every order and with what else narrows it", async () => {
    expect(await firstOf({ q: "quartz jasper" })).toEqual({ first: ["MANY900", "MANY600"], total: 3, isTotalExact: true });
    expect(await firstOf({ q: "jasper", direction: "asc" })).toEqual({ first: ["MANY300", "MANY600"], total: 3, isTotalExact: true });
    expect(await firstOf({ q: "quartz -jasper customer:unknown" })).toEqual({ first: [], total: 0, isTotalExact: true });
    expect(await firstOf({ q: "jasper state:closed" })).toEqual({ first: [], total: 0, isTotalExact: true });
  });
  it("one of the desk's lists is counted up to a thousand too, and is whole when it is paged", async () => {
    expect(await firstOf({ queue: "all_open" })).toMatchObject({ total: 1_000, isTotalExact: false });
    const seen = new Set<string>();
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof list>> = await list({ queue: "unassigned", sort: "due", direction: "asc", limit: 200, cursor });
      for (const { number } of page.items) seen.add(number);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect([...seen].filter((number) => number.startsWith("MANY"))).toHaveLength(many);
  });
  it("a word that only old ones have is found behind thousands without it, page by page, in every order", async () => {
    const far = Array.from({ length: 1_010 }, (_, index) => `FAR${index + 1}`).toReversed();
    await database.query(`insert into ticket (id, number, subject, state, state_kind, priority, opened_at, updated_at, tags)
      select 'tkt_far_' || i, 'FAR' || i, 'Basalt', 'New', 'open', case when i = 7 then 'p1' else 'p4' end, timestamptz '2019-01-01Z' + i * interval '1 minute', timestamptz '2019-01-01Z', '{}'::text[] from generate_series(1, ${far.length}) i
      union all select 'tkt_near_' || i, 'NEAR' || i, 'Gneiss', 'New', 'open', 'p4', timestamptz '2020-01-01Z' + i * interval '1 minute', timestamptz '2020-01-01Z', '{}'::text[] from generate_series(1, 4100) i`);
    expect(await firstOf({ q: "basalt" })).toEqual({ first: far.slice(0, 2), total: 1_000, isTotalExact: false });
    expect(await firstOf({ q: "basalt", sort: "priority" })).toMatchObject({ first: ["FAR7", expect.any(String)], total: 1_000 });
    const seen: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof list>> = await list({ q: "basalt", sort: "opened", direction: "desc", limit: 200, cursor });
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(seen).toEqual(far);
  });
  it("a word finds by its stem, by its beginning and as a name, each by itself", async () => {
    await database.query("insert into ticket (id, number, subject, requester, state, state_kind, opened_at, updated_at, tags) values ('tkt_stem', 'STEM1', 'Happiness of invoices', 'Happy Hastings', 'New', 'open', now(), now(), '{}')");
    for (const q of ["invoice", "invoices", "invoic", "happy", "hastings", "hast", "happ", '"happiness of invoices"', '"happy hastings"', "the invoices"]) expect([q, (await firstOf({ q: `${q} STEM1` })).first]).toEqual([q, ["STEM1"]]);
  });
  it("a page behind the last one still knows how many there are", async () => {
    const page = await list({ q: "jasper", sort: "opened", direction: "desc", limit: 2 });
    expect(await list({ q: "jasper", sort: "opened", direction: "desc", limit: 2, cursor: page.nextCursor })).toMatchObject({ items: [{ number: "MANY300" }], total: 3, nextCursor: null });
  });
});
