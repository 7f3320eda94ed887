import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type ToolSpan } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { runWork } from "../query/run-work";
import { planFor } from "../query/tools";
import { operations } from "./operations";
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
    const [outcome] = await runWork([{ kind: "total", id: "x", metric, range: july }], { plan, zone: "UTC", scope: { kind: "all" }, signal: new AbortController().signal, timeoutMs });
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
  it("leave a span each", async () => {
    const spans: ToolSpan[] = [];
    const ctx = testContext("viewer", { spans });
    await execute(operations.query.metrics, {}, ctx);
    await execute(operations.tickets.list, {}, ctx).catch(() => undefined);
    await execute(operations.monitors.list, {}, ctx);
    expect(spans.map(({ name, status }) => [name, status])).toEqual([["query.metrics", "ok"], ["tickets.list", "forbidden"], ["monitors.list", "empty"]]);
  });
});
