import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { ticketMetrics } from "@/server/tickets/metrics";
import { compileTotal, type MetricRequest } from "./core/sql/compile-metric";
import { compileTrend } from "./core/sql/compile-trend";

const hour = 3_600_000;
let database: TestDatabase;

type Ticket = readonly [opened: string, ended: string | null, state: string, priority: string];
const tickets: readonly Ticket[] = [
  ["2026-09-01T00:00:00Z", null, "open", "p1"],
  // Begins and ends where a day of Berlin does: alive at its beginning, not at its end.
  ["2026-10-22T22:00:00Z", "2026-10-23T22:00:00Z", "resolved", "p2"],
  ["2026-10-23T21:59:59.999Z", "2026-10-26T23:00:00.001Z", "resolved", "p1"],
  // Within one day, across the hour that comes twice, ended before it began, and without a time of its end.
  ["2026-10-24T08:00:00Z", "2026-10-24T09:00:00Z", "resolved", "p1"],
  ["2026-10-24T23:30:00Z", "2026-10-25T23:30:00Z", "resolved", "p2"],
  ["2026-10-24T12:00:00Z", "2026-10-21T12:00:00Z", "resolved", "p1"],
  ["2026-10-25T12:00:00Z", null, "closed", "p2"],
  ["2026-10-28T12:00:00Z", null, "open", "p3"],
];

beforeAll(async () => {
  database = await testDatabase();
  for (const [n, [opened, ended, state, priority]] of tickets.entries()) {
    await database.query(
      `insert into ticket (id, number, subject, state, state_kind, priority, opened_at, resolved_at, updated_at) values ($1, $1, 'x', $2, $2, $3, $4, $5, '2026-10-27T06:00:00Z')`,
      [`tkt_${n}`, state, priority, opened, ended],
    );
  }
});
afterAll(() => database.drop());

/** Opened again twice: what a ticket was in between only its log tells. */
const log = [["2026-10-22T08:00:00Z", "open"], ["2026-10-23T08:00:00Z", "resolved"], ["2026-10-24T10:00:00Z", "open"], ["2026-10-24T10:05:00Z", "waiting"], ["2026-10-25T06:00:00Z", "resolved"], ["2026-10-25T07:00:00Z", "closed"], ["2026-10-27T06:00:00Z", "open"]] as const;
beforeAll(async () => {
  await database.query(`insert into ticket (id, number, subject, state, state_kind, priority, opened_at, updated_at, reopen_count) values ('tkt_again', 'again', 'x', 'open', 'open', 'p4', '2026-10-22T07:59:00Z', '2026-10-27T06:00:00Z', 2)`);
  for (const [seq, [at, state]] of log.entries()) await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, actor, detail) values ('tkt_again', $1, $2, 'state', $3, $3, '', '{}')", [seq + 1, at, state]);
});

const requestOf = (id: string, more: Partial<MetricRequest>): MetricRequest => {
  const metric = ticketMetrics.find((each) => each.id === id);
  if (!metric) throw new Error(id);
  return { metric, stats: [], range: { from: "2026-10-21T22:00:00.000Z", to: "2026-10-28T06:00:00.000Z" }, zone: "Europe/Berlin", entities: [], filters: [], scope: { kind: "all" }, ...more };
};

const ends = ["2026-10-22T22:00:00.000Z", "2026-10-23T22:00:00.000Z", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", "2026-10-26T23:00:00.000Z", "2026-10-27T23:00:00.000Z", "2026-10-28T06:00:00.000Z"];

describe("the course of what lives", () => {
  it.each([
    ["the median age", "ticket_age", {}],
    ["several figures of the age", "ticket_age", { stats: ["p90", "mean", "max"] }],
    ["the age of one priority, with days on which there is none", "ticket_age", { filters: ["priority:p2"] }],
    ["the age of the old ones, a threshold that moves with the instant", "ticket_age", { filters: ["age>:1d"] }],
    ["the number open", "ticket_backlog", {}],
    ["what a reader without any team sees", "ticket_age", { scope: { kind: "teams", teamIds: [] } }],
  ] as const)("%s is, at the end of each day, what it is when taken at that instant", async (_, id, more) => {
    const request = requestOf(id, more);
    const course = compileTrend({ ...request, bucket: "day" });
    const rows = await database.query(course?.text ?? "", course?.values);
    const taken = [];
    for (const to of ends) {
      const { text, values } = compileTotal({ ...request, range: { ...request.range, to } });
      taken.push((await database.query(text, values))[0]);
    }
    expect(rows.map(({ day: _day, ...figures }) => figures)).toEqual(taken);
  });
  it("counts a ticket that was opened again on the days on which it was open, and on no other", async () => {
    const counted: unknown[] = [];
    for (const to of ends) {
      const { text, values } = compileTotal({ ...requestOf("ticket_backlog", { filters: ["priority:p4"] }), range: { from: "2026-10-21T22:00:00.000Z", to } });
      counted.push((await database.query(text.replace("select", "select string_agg(t.id, ',' order by t.id) filter (where t.id = 'tkt_again') as again,"), values))[0]?.again);
    }
    expect(counted).toEqual(["tkt_again", null, "tkt_again", null, null, "tkt_again", "tkt_again"]);
  });
  it("knows no age on a day without a ticket, and counts none", async () => {
    const course = compileTrend({ ...requestOf("ticket_age", { filters: ["priority:p2"] }), bucket: "day" });
    const rows = await database.query(course?.text ?? "", course?.values);
    expect(rows.map(({ day, ticket_age, n }) => [day, ticket_age, n])).toEqual([
      ["2026-10-22", 0, 1], ["2026-10-23", null, 0], ["2026-10-24", null, 0], ["2026-10-25", 17.25 * hour, 2], ["2026-10-26", 35 * hour, 1], ["2026-10-27", null, 0], ["2026-10-28", null, 0],
    ]);
  });
});
