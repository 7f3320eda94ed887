import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Brief, Cell } from "#contract/query";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { compileDrivers } from "../query/core/sql/compile-drivers";
import { compileTotal } from "../query/core/sql/compile-metric";
import { compileTrend } from "../query/core/sql/compile-trend";
import { queryOperations } from "../query";
import { semanticLayer } from "./semantic-layer";

const operations = queryOperations(semanticLayer);
let database: TestDatabase;

const ask = (question: string): Promise<Brief> => execute(operations.ask, { question }, testContext("admin"));
const said = (brief: Brief): string => brief.headline.map(({ text }) => text).join("");

// 600 tickets over the 150 days before 19 August 2026, three a day at first and five later, in three groups; every third missed its SLA, in August every second of group 1.
const tickets = `insert into ticket (id, number, subject, state, state_kind, priority, team_id, service_id, customer_id, made_sla, opened_at, resolved_at, updated_at, reassignment_count, reopen_count, category)
  select 'tkt_' || n, 'INC' || n, 'x', case when n % 20 = 0 then 'Active' else 'Closed' end, case when n % 20 = 0 then 'open' else 'closed' end, 'p' || (1 + n % 4), 'team_' || (1 + n % 3),
    'svc_' || (1 + n % 2), 'cus_' || (1 + n % 2), case when opened >= '2026-08-01' and n % 3 = 0 then n % 2 = 0 else n % 3 <> 0 end, opened,
    case when n % 20 = 0 then null else opened + make_interval(hours => 2 + n % 50) end, coalesce(case when n % 20 = 0 then null else opened + make_interval(hours => 2 + n % 50) end, opened), n % 4, (n % 11 = 0)::int, 'Category ' || (1 + n % 5)
  from (select n, timestamptz '2026-03-22 00:00Z' + make_interval(mins => (n * 419 - n * n / 10)) as opened from generate_series(1, 600) n) t`;
const events = `insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, assignee, team_id, from_team_id)
  select id, 1, opened_at, 'opened', 'New', 'open', null, team_id, null from ticket
  union all select id, 2, opened_at + interval '20 minutes', 'reassigned', 'Active', 'open', 'Ann', team_id, 'team_1' from ticket where reassignment_count > 0
  union all select id, 3, resolved_at, 'state', 'Closed', 'closed', 'Ann', team_id, null from ticket where resolved_at is not null`;

async function fill(): Promise<void> {
  for (const n of [1, 2, 3]) await database.query("insert into team (id, slug, name, kind, aliases) values ($1, $2, $3, 'support', '{}')", [`team_${n}`, `group-${n}`, `Group ${n}`]);
  for (const [n, name] of [[1, "Checkout"], [2, "Search"]] as const) await database.query("insert into service (id, slug, name, tier, owner_team_id, aliases) values ($1, $2, $3, 1, 'team_1', '{}')", [`svc_${n}`, name.toLowerCase(), name]);
  for (const [n, name, tier] of [[1, "Globex", "enterprise"], [2, "Hooli", "free"]] as const) await database.query("insert into customer (id, slug, name, tier, aliases) values ($1, $2, $3, $4, '{}')", [`cus_${n}`, name.toLowerCase(), name, tier]);
  await database.query(tickets);
  await database.query(events);
  for (const n of [1, 2]) await database.query("insert into monitor (id, key, slug, name, url, status, service_id, first_check_at, last_check_at) values ($1, $2, $3, $4, '', 'up', $5, '2026-03-22T00:00:00Z', '2026-08-19T09:00:00Z')", [`mon_${n}`, n, `site-${n}`, `Site ${n}`, `svc_${n}`]);
  await database.query("insert into outage (id, monitor_key, started_at, ended_at) select 'out_' || n, 1 + n % 2, timestamptz '2026-04-01Z' + make_interval(days => n * 9, hours => n % 24), timestamptz '2026-04-01Z' + make_interval(days => n * 9, hours => n % 24, mins => 20 * n) from generate_series(1, 14) n");
  await database.query("insert into document (id, slug, kind, title, section, body, links, alert_names, updated_at) values ('doc_1', 'etcd', 'runbook', 'Restore etcd', 'etcd', 'Take the snapshot of the cluster.', '{}', '{}', '2026-08-01T00:00:00Z')");
}

beforeAll(async () => {
  database = await testDatabase();
  await fill();
});
afterAll(() => database.drop());

const questions = [
  "How many tickets were opened last month?", "Tickets opened per week", "SLA breach rate by team last month", "Which groups miss their SLA most?", "Median and p90 time to resolve by priority last quarter", "Time spent in each state last month",
  "Time to assign by priority last month", "How many tickets have been open for more than 30 days?", "Tickets open for more than 30 days", "Tickets reassigned more than twice", "Outages longer than an hour", "How many outages began in each hour of the day in July?",
  "Availability of each site last month", "Which sites were below 99.9% availability last month?", "Tickets per month by team this year", "Tickets this month vs last month", "P1 vs P2 resolution time last quarter", "Compare last week with the week before",
  "Why did the SLA breach rate go up last month?", "Why did the backlog grow?", "How many tickets will we get next week?", "When will the backlog reach zero?", "What should we do first?", "What are our biggest risks?", "How are we doing?", "Should we split the Group 1 team?",
  "Write a summary for the board", "How do I restore an etcd cluster?", "Tickets opened at night by team last month", "Which tickets are about to breach their SLA?", "Reassignment rate by group last month", "Backlog per week this quarter",
];

const sortedKeys = (row: Record<string, Cell>): [string, Cell][] => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
const asCells = (rows: Record<string, unknown>[]): unknown[] => rows.map((row) => sortedKeys(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : typeof value === "bigint" ? Number(value) : (value as Cell)]))));

describe("the SQL that an answer shows", () => {
  it.each(questions)("%s: run again it gives the cells that were shown, and every figure names one", async (question) => {
    const brief = await ask(question);
    expect(brief.outcome, said(brief)).toBe("answered");
    expect([brief.trace.grounded.ungrounded, brief.trace.grounded.dropped]).toEqual([0, 0]);
    for (const table of brief.tables.filter(({ sql }) => sql !== "")) {
      const again = await database.query(table.sql, table.parameters);
      expect(asCells(again), `${table.id}: ${table.sql}`).toEqual(asCells(table.rows));
    }
    const shown = new Set(brief.tables.map(({ id }) => id));
    for (const span of [...brief.headline, ...brief.findings.flatMap(({ spans }) => spans)]) if (span.kind === "figure") expect(shown).toContain(span.table);
  });
});

describe("what moved a figure", () => {
  const august = { from: "2026-08-01T00:00:00.000Z", to: "2026-08-19T00:00:00.000Z" };
  const before = { from: "2026-07-14T00:00:00.000Z", to: "2026-08-01T00:00:00.000Z" };
  const drivers = async (id: string, dimension: string): Promise<{ parts: number[]; now: number; then: number }> => {
    const metric = semanticLayer.metrics.find((each) => each.id === id);
    if (!metric) throw new Error(id);
    const request = { metric, stats: [], zone: "UTC", entities: [], filters: [], scope: { kind: "all" as const } };
    const compiled = compileDrivers({ ...request, range: august, before, dimension, dimensionLabel: dimension, orderBy: "contribution", order: "desc", limit: 100 });
    const rows = await database.query(compiled?.text ?? "", compiled?.values);
    const total = async (range: typeof august): Promise<number> => {
      const { text, values } = compileTotal({ ...request, range });
      return Number((await database.query(text, values))[0]?.[id]);
    };
    return { parts: rows.map(({ contribution }) => Number(contribution)), now: await total(august), then: await total(before) };
  };
  const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);

  it.each(["team", "priority", "service", "category"])("adds up to the whole change of a rate, in points, by %s", async (dimension) => {
    const { parts, now, then } = await drivers("sla_breach_rate", dimension);
    expect(sum(parts)).toBeCloseTo(now - then, 12);
  });
  it.each(["team", "customer"])("adds up to all of the change of a count, by %s", async (dimension) => expect(sum((await drivers("ticket_volume", dimension)).parts)).toBeCloseTo(1, 12));
  it("has no part in the change of a median", async () => expect((await drivers("resolution_time", "priority")).parts.every((part) => part === 0)).toBe(true));
});

describe("a comparison", () => {
  it("says both values, the difference, and that the periods are unequal", async () => {
    const brief = await ask("Tickets this month vs last month");
    const [row] = await database.query("select count(*) filter (where opened_at >= '2026-08-01' and opened_at < '2026-08-19T10:00Z')::int as now, count(*) filter (where opened_at >= '2026-07-01' and opened_at < '2026-08-01')::int as then from ticket");
    expect(said(brief)).toContain(`${String(row?.now)} tickets were opened, against ${String(row?.then)} (1 Jul 2026 to 31 Jul 2026): down by ${String(Number(row?.then) - Number(row?.now))}`);
    expect(said(brief)).toContain("the periods are unequal");
  });
  it("of two groups says how far they lie apart", async () => expect(said(await ask("P1 vs P2 resolution time last quarter"))).toMatch(/^Time to resolve: P\d .+ against P\d .+; (the first is more by|they are equal)/));
});

describe("a definition", () => {
  it("is told from the layer, without a statement and without a figure", async () => {
    const brief = await ask("How is availability computed?");
    expect([brief.outcome, brief.tables, brief.headline.some(({ kind }) => kind === "figure")]).toEqual(["answered", [], false]);
    expect(said(brief)).toContain("Time not down of the time observed.");
  });
});

describe("the course of open tickets", () => {
  const metric = semanticLayer.metrics.find(({ id }) => id === "ticket_backlog");
  const course = async (zone: string, more: { bucket: "day" | "week" | "month"; filters?: string[]; isCounted?: boolean }): Promise<unknown[]> => {
    if (!metric) throw new Error("ticket_backlog");
    const { lives: _lives, ...counted } = metric;
    const range = { from: "2026-05-03T07:00:00.000Z", to: "2026-08-19T10:00:00.000Z" };
    const compiled = compileTrend({ metric: more.isCounted ? counted : metric, stats: [], zone, entities: [], filters: more.filters ?? [], scope: { kind: "all" }, range, bucket: more.bucket });
    return database.query(compiled?.text ?? "", compiled?.values);
  };
  it.each(["UTC", "Europe/Berlin", "America/St_Johns"])("run on from bucket to bucket is what a count at each end gives, in %s", async (zone) => {
    // On the stroke of midnight, and ended before it began.
    await database.query("insert into ticket (id, number, subject, state, state_kind, priority, opened_at, resolved_at, closed_at, updated_at) values ($1, $1, 'x', 'Closed', 'closed', 'p1', '2026-06-01T00:00:00Z', '2026-06-09T00:00:00Z', '2026-06-09T00:00:00Z', '2026-06-09T00:00:00Z'), ($2, $2, 'x', 'Closed', 'closed', 'p1', '2026-07-01T12:00:00Z', '2026-06-20T12:00:00Z', null, '2026-07-01T12:00:00Z')", [`edge_${zone}`, `odd_${zone}`]);
    for (const bucket of ["day", "week", "month"] as const) expect(await course(zone, { bucket })).toEqual(await course(zone, { bucket, isCounted: true }));
    expect(await course(zone, { bucket: "week", filters: ["priority:p1"] })).toEqual(await course(zone, { bucket: "week", filters: ["priority:p1"], isCounted: true }));
    expect(await course(zone, { bucket: "week", filters: ["age>:3d"] })).toEqual(await course(zone, { bucket: "week", filters: ["age>:3d"], isCounted: true }));
  });
});
