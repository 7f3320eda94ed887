import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type ToolSpan } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { runWork } from "../query/run-work";
import { planFor } from "../query/tools";
import { operations } from "./operations";
import { serveMcp } from "./mcp";
import { openApiDocument } from "./openapi";
import { registered } from "./registered";
import { semanticLayer } from "./semantic-layer";

let database: TestDatabase;
const admin = testContext("admin");
const july = { from: "2026-07-01T00:00:00.000Z", to: "2026-08-01T00:00:00.000Z" };

beforeAll(async () => {
  database = await testDatabase();
  for (const n of [1, 2]) await database.query("insert into team (id, slug, name, kind, aliases) values ($1, $2, $3, 'support', '{}')", [`team_${n}`, `group-${n}`, `Group ${n}`]);
  await database.query(`insert into ticket (id, number, subject, state, state_kind, priority, team_id, made_sla, opened_at, resolved_at, closed_at, updated_at)
    select 'tkt_' || n, 'INC' || n, 'x', 'Closed', 'closed', 'p' || (1 + n % 4), 'team_' || (1 + n % 2), n % 3 <> 0, at, at + interval '5 hours', at + interval '5 hours', at + interval '5 hours'
    from (select n, timestamptz '2026-06-01Z' + make_interval(hours => n * 3) as at from generate_series(0, 600) n) t`);
  await database.query("insert into ticket (id, number, subject, state, state_kind, priority, made_sla, opened_at, updated_at) values ('tkt_open', 'INC9999', 'x', 'Active', 'open', 'p1', true, '2026-08-01T00:00:00Z', '2026-08-01T00:00:00Z')");
});
afterAll(() => database.drop());

describe("figures by name", () => {
  it("are listed with their definitions, and each is one that the caller may compute", async () => {
    const all = await execute(operations.query.metrics, {}, admin);
    expect(all.total).toBe(semanticLayer.metrics.length);
    const viewer = await execute(operations.query.metrics, {}, testContext("viewer"));
    expect(viewer.items.some(({ domain }) => domain === "tickets")).toBe(false);
  });
  it("give the value, the split and the course that a plain count gives", async () => {
    const value = await execute(operations.query.metric, { metric: "ticket_volume", ...july }, admin);
    expect(value.rows).toEqual([{ ticket_volume: 248, n: 248 }]);
    const split = await execute(operations.query.breakdown, { metric: "ticket_volume", ...july, dimension: "team", limit: 1 }, admin);
    expect([split.rows.map(({ team, ticket_volume }) => [team, ticket_volume]), split.totalRows, split.rowLimit, split.isTruncated]).toEqual([[["Group 1", 124]], 2, 1, true]);
    const course = await execute(operations.query.trend, { metric: "ticket_volume", ...july }, admin);
    expect([course.rows.length, course.rows.every(({ ticket_volume }) => ticket_volume === 8)]).toEqual([31, true]);
  });
  it("compare two periods, and say what cannot be narrowed", async () => {
    const compared = await execute(operations.query.compare, { metric: "ticket_volume", ...july, beforeFrom: "2026-06-01T00:00:00.000Z", beforeTo: "2026-07-01T00:00:00.000Z", filters: ["support_level:1"] }, admin);
    expect([compared.rows.map(({ ticket_volume }) => ticket_volume), compared.notApplied]).toEqual([[248, 240, 8], ["support_level:1"]]);
    const drivers = await execute(operations.query.drivers, { metric: "ticket_volume", ...july, beforeFrom: "2026-06-01T00:00:00.000Z", beforeTo: "2026-07-01T00:00:00.000Z", dimension: "team" }, admin);
    expect(drivers.rows.map(({ contribution }) => contribution)).toEqual([0.5, 0.5]);
  });
  it("are expected to go on as they did", async () => {
    const ahead = await execute(operations.query.forecast, { metric: "ticket_volume", days: 7 }, testContext("admin", { clock: { now: () => new Date("2026-08-01T12:00:00Z") } as never }));
    expect(ahead.rows[0]).toMatchObject({ value: 56, low: 56, high: 56, method: "weekday_trend" });
  });
  it("list records", async () => {
    const open = await execute(operations.query.records, { subject: "ticket", filters: ["status:open"] }, admin);
    expect([open.rows.map(({ number }) => number), open.totalRows, open.isTruncated]).toEqual([["INC9999"], 1, false]);
  });
  it("are hidden, absent or wrongly asked for, each in its own words", async () => {
    const code = async (input: object, role: "admin" | "viewer" = "admin"): Promise<unknown> => execute(operations.query.metric, input, testContext(role)).catch((error: { code: string }) => error.code);
    expect(await code({ metric: "ticket_volume" }, "viewer")).toBe("FORBIDDEN");
    expect(await code({ metric: "revenue" })).toBe("NOT_FOUND");
    expect(await code({ metric: "ticket_volume", from: july.to, to: july.from })).toBe("VALIDATION");
    expect(await code({ metric: "ticket_volume", from: july.from })).toBe("VALIDATION");
    expect(await code({ metric: "ticket_volume", zone: "Mars/Olympus" })).toBe("VALIDATION");
    expect(await code({ metric: "ticket_volume", filters: ["drop table ticket"] })).toBe("VALIDATION");
    await expect(execute(operations.query.breakdown, { metric: "ticket_volume", dimension: "moon" }, admin)).rejects.toMatchObject({ code: "VALIDATION" });
  });
  it("show their statement only to those who may see it", async () => {
    expect((await execute(operations.query.metric, { metric: "ticket_volume" }, testContext("executive"))).sql).toContain("from ticket t");
    expect((await execute(operations.query.metric, { metric: "ticket_volume" }, testContext("support"))).sql).toBe("");
  });
});

describe("a computation that goes wrong", () => {
  const layerMetric = semanticLayer.metrics.find(({ id }) => id === "ticket_volume");
  const run = async (from: string, timeoutMs = 3_000): Promise<unknown> => {
    if (!layerMetric) throw new Error("ticket_volume");
    const metric = { ...layerMetric, from };
    const plan = planFor({ entities: [], filters: [], stats: [], ...july, zone: null }, "UTC");
    const [outcome] = await runWork([{ kind: "total", id: "x", metric, range: july }], { plan, zone: "UTC", scope: { kind: "all" }, reads: null, signal: new AbortController().signal, timeoutMs });
    return [outcome?.call?.status, outcome?.table === null];
  };
  it("is late when the statement takes too long", async () => expect(await run("(select t.*, pg_sleep(0.01) from ticket t) t", 60)).toEqual(["late", true]));
  it("is an error when the statement is broken", async () => expect(await run("no_such_table t")).toEqual(["error", true]));
  it("is ok when it finds something", async () => expect(await run(layerMetric?.from ?? "")).toEqual(["ok", false]));
});

describe("the tools", () => {
  const data = (): string[] => registered().filter(({ operation, capability }) => operation.effect === "read" && ["query", "tickets", "monitors", "catalog", "knowledge", "slo"].includes(capability)).map(({ id }) => id);
  it("that read data are at least twenty-five, each with a permission, a route and a schema in the published document", () => {
    expect(data().length).toBeGreaterThanOrEqual(25);
    const document = openApiDocument("http://portal.test") as { paths: Record<string, Record<string, { operationId: string }>> };
    const published = new Set(Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId)));
    expect(data().filter((id) => !published.has(id))).toEqual([]);
  });
  it("are offered to a program by name, only those that it may run", async () => {
    const list = async (role: "admin" | "viewer"): Promise<string[]> => {
      const request = new Request("http://portal.test/api/mcp", { method: "POST", headers: { "content-type": "application/json", accept: "application/json, text/event-stream" }, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }) });
      const body = (await (await serveMcp(request, testContext(role))).json()) as { result: { tools: { name: string; annotations: { readOnlyHint: boolean } }[] } };
      return body.result.tools.filter(({ annotations }) => annotations.readOnlyHint).map(({ name }) => name);
    };
    const names = await list("admin");
    expect(data().filter((id) => !names.includes(id))).toEqual([]);
    expect((await list("viewer")).filter((id) => id.startsWith("tickets_"))).toEqual([]);
  });
  it("leave a span each", async () => {
    const spans: ToolSpan[] = [];
    const ctx = testContext("viewer", { spans });
    await execute(operations.query.metrics, {}, ctx);
    await execute(operations.tickets.list, {}, ctx).catch(() => undefined);
    await execute(operations.monitors.list, {}, ctx);
    expect(spans.map(({ name, status }) => [name, status])).toEqual([["query.metrics", "ok"], ["tickets.list", "forbidden"], ["monitors.list", "empty"]]);
  });
});

describe("tools over tickets", () => {
  const august = { from: "2026-06-01T00:00:00.000Z", to: "2026-08-02T00:00:00.000Z" };
  it("say what came, what ended and what was left at the end of each month", async () => {
    const { items } = await execute(operations.tickets.flow, { ...august, bucket: "month", zone: "UTC" }, admin);
    const truth = async (sql: string): Promise<unknown> => (await database.query(`select (${sql})::int as n from ticket`))[0]?.n;
    expect(items.map(({ bucket, opened }) => [bucket, opened])).toEqual([["2026-06-01", 240], ["2026-07-01", 248], ["2026-08-01", await truth("count(*) filter (where opened_at >= '2026-08-01' and opened_at < '2026-08-02')")]]);
    expect(items[0]?.open).toBe(await truth("count(*) filter (where opened_at < '2026-07-01' and (resolved_at is null or resolved_at >= '2026-07-01'))"));
    expect(items[2]?.open).toBe(await truth("count(*) filter (where opened_at < '2026-08-02' and (resolved_at is null or resolved_at >= '2026-08-02'))"));
  });
  it("count handovers by pair and stays by state", async () => {
    await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, from_team_id, team_id) values ('tkt_1', 1, '2026-06-02T00:00:00Z', 'reassigned', 'New', 'open', 'team_1', 'team_2'), ('tkt_1', 2, '2026-06-02T02:00:00Z', 'reassigned', 'Active', 'open', 'team_2', 'team_1'), ('tkt_2', 1, '2026-06-02T00:00:00Z', 'reassigned', 'New', 'open', 'team_1', 'team_2')");
    const pairs = await execute(operations.tickets.handovers, { ...august, limit: 1 }, admin);
    expect([pairs.items.map(({ from, to, handovers }) => [from, to, handovers]), pairs.total, pairs.isTruncated]).toEqual([[["Group 1", "Group 2", 2]], 2, true]);
    expect((await execute(operations.tickets.timeInState, august, admin)).items).toEqual([{ state: "New", kind: "open", tickets: 1, medianMs: 7_200_000, p90Ms: 7_200_000, totalMs: 7_200_000, share: 1 }]);
  });
  it("age what is open, and name what is at risk", async () => {
    const ages = await execute(operations.tickets.ageing, {}, admin);
    expect(ages.items.at(-1)).toEqual({ fromDays: 14, toDays: 30, open: 1, p1: 1, p2: 0 });
    const risk = await execute(operations.tickets.atRisk, {}, admin);
    expect(risk.items.map(({ number, usualMs }) => [number, usualMs])).toEqual([["INC9999", 18_000_000]]);
  });
  it("see no more than their caller may", async () => {
    const bound = testContext("requester", { actor: { scope: { kind: "customers", customerIds: ["cus_none"] } } });
    expect((await execute(operations.tickets.flow, { ...august, bucket: "month" }, bound)).items.every(({ opened, open }) => opened === 0 && open === 0)).toBe(true);
    expect((await execute(operations.tickets.ageing, {}, bound)).items).toEqual([]);
  });
});

describe("tools over the catalogue, monitors and runbooks", () => {
  it("follow an outage two hops to the customers that it reaches", async () => {
    for (const [slug, dependsOn] of [["db", []], ["api", ["db"]], ["shop", ["api"]], ["mail", ["shop"]]] as const) await execute(operations.catalog.createService, { name: slug, slug, tier: 1, dependsOn: [...dependsOn] }, admin);
    await database.query("insert into customer (id, slug, name, aliases) values ('cus_1', 'globex', 'Globex', '{}')");
    await database.query("insert into customer_service (customer_id, service_id) select 'cus_1', id from service where slug in ('api', 'shop')");
    const radius = await execute(operations.catalog.blastRadius, { slug: "db" }, admin);
    expect([radius.items.map(({ slug, hops, customers }) => [slug, hops, customers]), radius.customers]).toEqual([[["api", 1, 1], ["shop", 2, 1]], 1]);
    expect((await execute(operations.catalog.dependencies, { slug: "shop" }, admin)).items.map(({ slug, hops }) => [slug, hops])).toEqual([["api", 1], ["db", 2]]);
    await expect(execute(operations.catalog.blastRadius, { slug: "nothing" }, admin)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("call nothing missing that the caller may not see", async () => {
    const missing = async (role: "admin" | "requester"): Promise<string[] | undefined> => (await execute(operations.catalog.gaps, {}, testContext(role))).items[0]?.missing;
    expect(await missing("admin")).toEqual(["owner", "monitor", "runbook"]);
    await expect(missing("requester")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
  it("weigh availability by time, and find runbooks by any word", async () => {
    await database.query("insert into monitor (id, key, slug, name, url, status, first_check_at, last_check_at) values ('mon_1', 1, 'a', 'A', '', 'up', '2026-08-10T00:00:00Z', '2026-08-19T00:00:00Z')");
    await database.query("insert into outage (id, monitor_key, started_at, ended_at) values ('o1', 1, '2026-08-11T00:00:00Z', '2026-08-11T10:00:00Z')");
    const { items } = await execute(operations.monitors.availability, { from: "2026-08-10T00:00:00Z", to: "2026-08-20T00:00:00Z" }, admin);
    expect(items.map(({ slug, downMs, observedMs, outages }) => [slug, downMs, observedMs, outages])).toEqual([["a", 36_000_000, 9 * 86_400_000, 1]]);
    expect(items[0]?.availability).toBeCloseTo(1 - 10 / 216, 12);
    await database.query("insert into document (id, slug, kind, title, section, body, links, alert_names) values ('d1', 'etcd', 'runbook', 'Restore etcd', 'etcd', 'Take the snapshot of the cluster.', '{}', '{}'), ('d2', 'node', 'runbook', 'Drain a node', 'node', 'Move the pods of the cluster.', '{}', '{}')");
    const found = await execute(operations.knowledge.search, { q: "etcd cluster" }, admin);
    expect(found.items.map(({ slug, relevance }) => [slug, relevance])).toEqual([["etcd", 3], ["node", 1]]);
  });
  it("list outages that began in a period or lasted into it", async () => {
    const count = async (input: object): Promise<number> => (await execute(operations.monitors.outages, input, admin)).total;
    const late = { from: "2026-08-11T05:00:00Z", to: "2026-08-12T00:00:00Z" };
    expect([await count({}), await count(late), await count({ ...late, time: "touches" }), await count({ service: "db" })]).toEqual([1, 0, 1, 0]);
  });
});
