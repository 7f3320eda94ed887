import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "#contract/query";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { compileList } from "../query/core/sql/compile-list";
import { compileGroups, compileTotal } from "../query/core/sql/compile-metric";
import { compileTrend } from "../query/core/sql/compile-trend";
import { semanticLayer } from "./semantic-layer";

const range = { from: "2026-08-01T00:00:00.000Z", to: "2026-08-08T00:00:00.000Z" };
const hour = 3_600_000;
let database: TestDatabase;

const metricOf = (id: string) => {
  const found = semanticLayer.metrics.find((metric) => metric.id === id);
  if (!found) throw new Error(id);
  return found;
};
const requestOf = (id: string, filters: string[] = []) => ({ metric: metricOf(id), stats: [], range, zone: "UTC", entities: [], filters, scope: { kind: "all" as const } });

async function total(id: string, filters: string[] = []): Promise<Cell> {
  const { text, values } = compileTotal(requestOf(id, filters));
  return (await database.query(text, values))[0]?.[id] as Cell;
}
async function groups(id: string, dimension: string, filters: string[] = []): Promise<unknown[]> {
  const { text, values } = compileGroups({ ...requestOf(id, filters), dimension, dimensionLabel: dimension, order: "desc", limit: 50 });
  return (await database.query(text, values)).map((row) => [row[dimension], row[id], row.n]);
}

interface TicketFields {
  n: number;
  opened: string;
  resolved?: string;
  state?: string;
  sla?: boolean;
  priority?: string;
  escalated?: boolean;
  reassignments?: number;
}

async function addTicket({ n, opened, resolved, state = resolved ? "resolved" : "open", sla, priority = "p3", escalated = false, reassignments = 0 }: TicketFields): Promise<void> {
  await database.query(
    `insert into ticket (id, number, subject, state, state_kind, priority, made_sla, opened_at, resolved_at, updated_at, escalated_at, reassignment_count)
     values ($1, $2, 'x', $3, $3, $4, $5, $6, $7, coalesce($7::timestamptz, $6::timestamptz), case when $8 then $6::timestamptz end, $9)`,
    [`tkt_${n}`, `INC${n}`, state, priority, sla ?? null, opened, resolved ?? null, escalated, reassignments],
  );
}

async function addEvents(n: number, events: readonly (readonly [at: string, state: string, kind: string, assignee: string | null])[]): Promise<void> {
  for (const [index, [at, state, kind, assignee]] of events.entries()) {
    await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, assignee) values ($1, $2, $3, 'updated', $4, $5, $6)", [`tkt_${n}`, index + 1, at, state, kind, assignee]);
  }
}

async function addTickets(): Promise<void> {
  // Saturday 1 August; a Monday night and a Monday noon follow.
  await addTicket({ n: 1, opened: "2026-08-01T08:00:00Z", resolved: "2026-08-02T08:00:00Z", sla: true, reassignments: 3, escalated: true });
  await addTicket({ n: 2, opened: "2026-08-03T02:00:00Z", resolved: "2026-08-03T04:00:00Z", sla: true, reassignments: 2 });
  await addTicket({ n: 3, opened: "2026-08-03T12:00:00Z", sla: true });
  await addTicket({ n: 4, opened: "2026-06-01T00:00:00Z", sla: true });
  await addTicket({ n: 5, opened: "2026-06-01T00:00:00Z", sla: false, priority: "p1" });
  await addEvents(1, [["2026-08-01T08:00:00Z", "New", "open", null], ["2026-08-01T09:00:00Z", "Active", "open", "Ann"], ["2026-08-01T10:00:00Z", "Awaiting user", "waiting", "Ann"], ["2026-08-02T07:00:00Z", "Active", "open", "Ann"], ["2026-08-02T08:00:00Z", "Resolved", "resolved", "Ann"]]);
  await addEvents(2, [["2026-08-03T02:00:00Z", "New", "open", null], ["2026-08-03T05:00:00Z", "Active", "open", "Bob"]]);
}

async function addRuns(): Promise<void> {
  const run = (n: number, outcome: string, more: { via?: string; cache?: string; tools?: object[] } = {}): Promise<unknown> => database.query(
    "insert into query_run (id, question, plan, brief, outcome, cache_status, total_ms, via, tools, stages, versions, as_of, created_at) values ($1, 'q', '{\"intent\":\"trend\"}', '{}', $2, $3, $4, $5, $6, '[]', '{}', now(), '2026-08-05T10:00:00Z')",
    [`qr_${n}`, outcome, more.cache ?? "miss", n * 10, more.via ?? "browser", JSON.stringify(more.tools ?? [])],
  );
  await run(1, "answered", { tools: [{ name: "tickets.ticket_volume", status: "ok", ms: 3, rows: 1 }, { name: "tickets.time_in_state", status: "late", ms: 3000, rows: 0 }] });
  await run(2, "answered", { cache: "hit", tools: [{ name: "tickets.ticket_volume", status: "ok", ms: 3, rows: 1 }] });
  await run(3, "not_held");
  await run(4, "unclear");
  await run(5, "failed", { via: "page", tools: [{ name: "x", status: "error", ms: 1, rows: 0 }] });
  await database.query("insert into query_feedback (run_id, user_id, is_useful, reason, created_at) values ('qr_1', 'u1', true, null, '2026-08-05T11:00:00Z'), ('qr_1', 'u2', false, 'misread', '2026-08-05T11:00:00Z'), ('qr_2', 'u1', true, null, '2026-08-05T11:00:00Z')");
}

async function addOutages(): Promise<void> {
  await database.query("insert into monitor (id, key, slug, name, url, status, first_check_at, last_check_at) values ('mon_1', 1, 'site-1', 'Site 1', '', 'up', '2026-08-01T00:00:00Z', '2026-08-08T00:00:00Z'), ('mon_2', 2, 'site-2', 'Site 2', '', 'up', '2026-08-01T00:00:00Z', '2026-08-08T00:00:00Z')");
  await database.query("insert into outage (id, monitor_key, started_at, ended_at) values ('o1', 1, '2026-08-02T03:00:00Z', '2026-08-02T05:00:00Z'), ('o2', 1, '2026-08-03T12:00:00Z', '2026-08-03T12:30:00Z'), ('o3', 2, '2026-08-07T22:00:00Z', null)");
}

beforeAll(async () => {
  database = await testDatabase();
  await addTickets();
  await addRuns();
  await addOutages();
  await database.query("insert into document (id, slug, kind, title, section, body, links, alert_names, updated_at) values ('doc_1', 'etcd', 'runbook', 'Restore etcd', 'etcd', 'Take the snapshot of the cluster.', '{}', '{}', '2026-08-01T00:00:00Z'), ('doc_2', 'node', 'runbook', 'Drain a node', 'node', 'Move the pods of the cluster.', '{}', '{}', '2026-08-07T00:00:00Z'), ('doc_3', 'disk', 'runbook', 'Free a disk', 'node', 'Nothing.', '{}', '{}', '2026-07-01T00:00:00Z')");
});
afterAll(() => database.drop());

describe("figures over hand-made rows", () => {
  it("time in state adds up the stays of a ticket and leaves out the one that has not ended", async () => {
    expect(await groups("time_in_state", "state")).toEqual([["Awaiting user", 21 * hour, 1], ["New", 2 * hour, 2], ["Active", 2 * hour, 1]]);
    expect(await total("time_in_state", ["status:waiting"])).toBe(21 * hour);
  });
  it("time to assign ends with the first event that names an assignee", async () => expect(await total("time_to_assign")).toBe(2 * hour));
  it("a share of escalated and of reassigned tickets is of those opened", async () => expect([await total("escalation_rate"), await total("reassignment_rate")]).toEqual([1 / 3, 2 / 3]));
  it("at risk is an open ticket older than is usual for its priority, its SLA not missed yet", async () => expect(await total("sla_at_risk")).toBe(2));
  it("the engine counts what people asked, and not what its pages asked", async () => {
    expect([await total("question_count"), await total("answer_success"), await total("cache_hit_rate"), await total("query_latency_p95")]).toEqual([4, 0.75, 0.25, 38.5]);
    expect(await groups("tool_error_rate", "tool")).toEqual([["tickets.time_in_state", 1, 1], ["tickets.ticket_volume", 0, 2]]);
    expect([await total("tool_error_rate"), await total("answer_satisfaction")]).toEqual([1 / 3, 2 / 3]);
  });
  it("the age of documents is taken at the end of the range", async () => expect(await total("doc_age")).toBe(7 * 24 * hour));
  it("nothing found is null for a rate and a median, and 0 for a count", async () => {
    const none = ["priority:p2"];
    expect([await total("ticket_volume", none), await total("sla_breach_rate", none), await total("time_in_state", none)]).toEqual([0, null, null]);
  });
});

describe("thresholds and hours", () => {
  it.each([
    ["open for more than 30 days", "ticket_backlog", ["age>:30d"], 2],
    ["open for less than a week", "ticket_backlog", ["age<:1w"], 1],
    ["lasting more than 3 hours, the open one until the end of the period", "ticket_volume", ["duration>:3h"], 2],
    ["reassigned more than twice", "ticket_volume", ["reassignments>:2"], 1],
    ["opened at night", "ticket_volume", ["time_of_day:night"], 1],
    ["opened in business hours, which a Saturday has none of", "ticket_volume", ["time_of_day:business_hours"], 1],
    ["opened on a Monday or a Saturday", "ticket_volume", ["day_of_week:monday", "day_of_week:saturday"], 3],
    ["not opened on a Monday", "ticket_volume", ["day_of_week!:monday"], 1],
    ["of a priority said in words", "ticket_backlog", ["priority:critical"], 1],
    ["at risk", "ticket_backlog", ["sla:at_risk"], 2],
  ])("count tickets %s", async (_, id, filters, expected) => expect(await total(id, filters)).toBe(expected));

  it("narrow lists", async () => {
    const subject = (id: string) => {
      const found = semanticLayer.subjects.find((each) => each.id === id);
      if (!found) throw new Error(id);
      return found;
    };
    const list = async (id: string, more: object): Promise<unknown[]> => {
      const { text, values } = compileList({ subject: subject(id), range: null, metrics: [], order: "asc", limit: 9, at: range.to, entities: [], filters: [], scope: { kind: "all" }, ...more });
      return (await database.query(text, values)).map((row) => row[subject(id).titleColumn]);
    };
    expect(await list("ticket", { filters: ["age>:30d"] })).toEqual(["INC4", "INC5"]);
    expect(await list("outage", { filters: ["duration>:1h"] })).toEqual(["Site 1", "Site 2"]);
    expect(await list("outage", { filters: ["time_of_day:night"] })).toEqual(["Site 1"]);
    expect(await list("runbook", { words: ["cluster", "etcd"] })).toEqual(["Restore etcd", "Drain a node"]);
  });

  it("hold for groups when they are about the figure itself", async () => expect((await groups("availability", "monitor", ["availability<:0.986"])).map((row) => (row as string[])[0])).toEqual(["Site 1"]));

  it("count outages one by one where the span cannot tell", async () => {
    const outages = metricOf("outage_count");
    const events = { ...outages, ...outages.events, kind: "flow" as const };
    const long = compileTotal({ ...requestOf("outage_count", ["duration>:1h"]), metric: events });
    expect((await database.query(long.text, long.values))[0]?.outage_count).toBe(2);
    const hours = compileTrend({ ...requestOf("outage_count"), metric: events, bucket: "hour_of_day" });
    expect((await database.query(hours?.text ?? "", hours?.values)).filter((row) => row.outage_count !== 0).map((row) => [row.hour_of_day, row.outage_count])).toEqual([["03:00", 1], ["12:00", 1], ["22:00", 1]]);
  });
});
