import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { importServiceDesk, type ImportServiceDeskOptions } from "./import-service-desk";
import { importTickets } from "./import-tickets";
import { ticketsOperations } from "./operations";
import { logFile, smallDesk, type LogCells } from "./testing/log-fixture";

let database: TestDatabase;
const folder = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-desk-"));
const file = path.join(folder, "desk.csv");

const importText = async (text: string, options: Partial<ImportServiceDeskOptions> = {}, ctx = testContext()) => {
  writeFileSync(file, text);
  return importServiceDesk(ctx, { path: file, ...options });
};
const importLines = (lines: readonly (LogCells | string)[], options: Partial<ImportServiceDeskOptions> = {}) => importText(logFile(lines), options);
const counts = ({ rowsRead, created, updated, unchanged, rejected }: Awaited<ReturnType<typeof importText>>) => [rowsRead, created, updated, unchanged, rejected];
const one = async (sql: string): Promise<unknown> => Object.values((await database.query(sql))[0] ?? {})[0];
const projection = async () => JSON.stringify([
  await database.query("select t.number, t.subject, t.state, t.state_kind, t.priority, t.made_sla, t.opened_at, t.resolved_at, t.closed_at, t.updated_at, t.source_hash, g.slug from ticket t left join team g on g.id = t.team_id order by 1"),
  await database.query("select t.number, e.seq, e.at, e.kind, e.state, f.slug as away, g.slug, e.assignee, e.detail from ticket_event e join ticket t on t.id = e.ticket_id left join team g on g.id = e.team_id left join team f on f.id = e.from_team_id order by 1, 2"),
]);
const handedAway = async () => Object.fromEntries((await database.query("select g.name, count(*)::int as n from ticket_event e join team g on g.id = e.from_team_id where e.kind = 'reassigned' group by 1 order by 1")).map((row) => [row.name, row.n]));

beforeAll(async () => { database = await testDatabase(); });
beforeEach(async () => { await database.query("truncate ticket, ticket_event, team, service, customer, import_run, import_rejection, data_version cascade"); });
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

describe("importing a service desk's log", () => {
  it("makes tickets, events and support teams, with one audit row", async () => {
    const before = Number(await one("select count(*)::int from audit_event"));
    expect(counts(await importLines(smallDesk))).toEqual([11, 4, 0, 0, 0]);
    expect(await one("select count(*)::int from ticket_event")).toBe(11);
    expect(await database.query("select slug, name, kind from team order by slug")).toEqual([1, 2, 3].map((n) => ({ slug: `group-${n}`, name: `Group ${n}`, kind: "support" })));
    expect(await handedAway()).toEqual({ "Group 1": 1, "Group 2": 1, "Group 3": 1 });
    expect(Number(await one("select count(*)::int from audit_event")) - before).toBe(1);
    expect(await one("select after->>'created' from audit_event order by seq desc limit 1")).toBe("4");
  });

  it("changes nothing when it runs again", async () => {
    await importLines(smallDesk);
    const [first, version] = [await projection(), await one("select version from data_version where domain = 'tickets'")];
    expect(counts(await importLines(smallDesk))).toEqual([11, 0, 0, 4, 0]);
    expect(await projection()).toBe(first);
    expect(await one("select version from data_version where domain = 'tickets'")).toBe(version);
  });

  it("counts the same in a dry run and writes no ticket, team or audit row", async () => {
    const audits = await one("select count(*)::int from audit_event");
    expect(counts(await importLines([...smallDesk, { number: "?" }], { dryRun: true }))).toEqual([12, 4, 0, 0, 1]);
    expect([await one("select count(*)::int from ticket"), await one("select count(*)::int from team"), await one("select count(*)::int from audit_event")]).toEqual([0, 0, audits]);
    expect(counts(await importLines([...smallDesk, { number: "?" }]))).toEqual([12, 4, 0, 0, 1]);
  });

  it("rejects a bad line with its number and reason and imports the rest", async () => {
    const report = await importLines([...smallDesk.slice(0, 2), { number: "REQ1001", opened_at: "2021-01-04" }, "only,three,fields", 'REQ1,"open', ...smallDesk.slice(2)]);
    expect(counts(report)).toEqual([14, 4, 0, 0, 3]);
    expect(report.rejections.map((rejection) => rejection.line)).toEqual([4, 5, 6]);
    expect(report.rejections.map((rejection) => rejection.reason)).toEqual([expect.stringContaining('opened_at "2021-01-04" is not a day-first date'), expect.stringContaining("The line has 3 fields"), expect.stringContaining("quotation mark")]);
    expect(await one("select count(*)::int from import_rejection")).toBe(3);
    expect(await one("select count(*)::int from ticket_event")).toBe(11);
  });

  it.each([["another format", "name,url\r\nx,https://example.org"], ["an empty file", ""], ["bytes that are no text", "\x00\x01\x02\x03"]])("refuses %s and says what it expected", async (_, text) => {
    await expect(importText(text)).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("Expected a ServiceNow incident event log") as string });
    expect(await database.query("select status, created from import_run")).toEqual([{ status: "failed", created: 0 }]);
  });

  it("reads times in the zone that is named, and an unknown zone is refused", async () => {
    await importLines(smallDesk.slice(0, 1), { zone: "America/New_York" });
    expect(await one("select opened_at from ticket")).toEqual(new Date("2021-01-04T13:00:00Z"));
    await expect(importLines(smallDesk, { zone: "Mars/Olympus" })).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("keeps what was done when it is interrupted, and a rerun completes it", async () => {
    const lines = Array.from({ length: 350 }, (_, index) => ({ number: `REQ${2000 + index}` }));
    const stop = new AbortController();
    const ctx = testContext("admin", { signal: stop.signal });
    const onProgress = (tally: { created: number }) => { if (tally.created >= 100) stop.abort(); };
    await expect(importText(logFile(lines), { onProgress }, ctx)).rejects.toThrow();
    expect(await one("select count(*)::int from ticket")).toBe(100);
    expect(await database.query("select status, created from import_run")).toEqual([{ status: "failed", created: 100 }]);
    expect(counts(await importLines(lines))).toEqual([350, 250, 0, 100, 0]);
    expect(await one("select count(*)::int from ticket_event")).toBe(350);
  });

  it("moves the answers by exactly what changed in the file", async () => {
    await importLines(smallDesk);
    const renamed = smallDesk.map((cells) => (cells.assignment_group === "Group 3" ? { ...cells, assignment_group: "Network" } : cells));
    expect(counts(await importLines(renamed))).toEqual([11, 0, 2, 2, 0]);
    expect(await handedAway()).toEqual({ "Group 1": 1, "Group 2": 1, Network: 1 });
    const withoutOne = smallDesk.filter((_, index) => index !== 1);
    expect(counts(await importLines(withoutOne.filter((cells) => cells.number === "REQ1001")))).toEqual([3, 0, 1, 0, 0]);
    expect(await one("select count(*)::int from ticket_event")).toBe(10);
    expect(counts(await importLines([...withoutOne, { number: "REQ1005" }]))).toEqual([11, 1, 2, 2, 0]);
    expect(await handedAway()).toEqual({ "Group 1": 1, "Group 2": 1, "Group 3": 1 });
  });

  it("gives the same projection however the tickets' lines are interleaved", async () => {
    await importLines(smallDesk);
    const expected = await projection();
    const order = fc.array(fc.nat(1_000), { minLength: smallDesk.length, maxLength: smallDesk.length });
    await fc.assert(fc.asyncProperty(order, async (weights) => {
      await database.query("truncate ticket, ticket_event, team cascade");
      await importLines(interleave(weights));
      expect(await projection()).toBe(expected);
    }), { numRuns: 15 });
  });

  it("asks before it mixes real tickets with the demo organisation", async () => {
    await database.query("insert into customer (id, slug, name, aliases, is_demo) values ('cus_1', 'northwind', 'Northwind', '{}', true)");
    await expect(importLines(smallDesk)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("demo") as string });
    expect(counts(await importLines(smallDesk, { allowDemo: true }))).toEqual([11, 4, 0, 0, 0]);
  });

  it("does not touch a ticket of the same number that was not imported", async () => {
    await database.query("insert into ticket (id, number, subject, state, state_kind, opened_at, updated_at) values ('tkt_own', 'REQ1002', 'Ours', 'New', 'open', now(), now())");
    const report = await importLines(smallDesk);
    expect(counts(report)).toEqual([11, 3, 0, 0, 1]);
    expect(report.rejections[0]).toMatchObject({ line: 6, reason: "Ticket REQ1002 exists and did not come from an import" });
    expect(await one("select subject from ticket where number = 'REQ1002'")).toBe("Ours");
  });

  it("links a configuration item to the service that bears its name or alias, and keeps a service set by hand", async () => {
    await database.query("insert into service (id, slug, name, aliases) values ('svc_1', 'search', 'Search', '{\"cmdb_ci 31\"}'), ('svc_2', 'auth', 'Auth', '{}')");
    await importLines([{ number: "REQ1", cmdb_ci: "cmdb_ci 31" }, { number: "REQ2" }]);
    expect(await database.query("select number, service_id from ticket order by number")).toEqual([{ number: "REQ1", service_id: "svc_1" }, { number: "REQ2", service_id: null }]);
    await database.query("update ticket set service_id = 'svc_2' where number = 'REQ2'");
    await importLines([{ number: "REQ2", priority: "1 - Critical" }]);
    expect(await one("select service_id from ticket where number = 'REQ2'")).toBe("svc_2");
  });

  it("uses a team that already answers to the group's slug or alias", async () => {
    await database.query("insert into team (id, slug, name, kind, aliases) values ('tm_1', 'network', 'Network', 'support', '{group-1}')");
    await importLines([{ number: "REQ1" }]);
    expect(await one("select team_id from ticket")).toBe("tm_1");
    expect(await one("select count(*)::int from team")).toBe(1);
  });

  it("lets one import run at a time", async () => {
    const other = await pool().connect();
    await other.query("select pg_advisory_lock(7251101)");
    await expect(importLines(smallDesk)).rejects.toMatchObject({ code: "CONFLICT" });
    other.release(true);
    await expect(importLines(smallDesk)).resolves.toMatchObject({ created: 4 });
  });

  it("is forbidden to a role without the permission", async () => {
    await expect(importText(logFile(smallDesk), {}, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await one("select count(*)::int from import_run")).toBe(0);
  });
});

/** The same lines in another order that keeps each ticket's own. */
function interleave(weights: readonly number[]): LogCells[] {
  const queues = new Map<string, LogCells[]>();
  for (const cells of smallDesk) queues.set(cells.number ?? "", [...(queues.get(cells.number ?? "") ?? []), cells]);
  return weights.map((weight) => {
    const open = [...queues.values()].filter((queue) => queue.length > 0);
    return open[weight % open.length]?.shift() ?? {};
  });
}

describe("importing a list of another desk", () => {
  const jira = "Summary,Issue key,Status,Priority,Created,Resolved,Description,Team\n\"Login, again\",OPS-7,Done,High,2026-08-01 10:00,2026-08-02 10:00,\"first\nsecond\",Web\nSlow,OPS-8,In Progress,Low,2026-08-03 10:00,,,Web\nOdd,OPS-9,Limbo,Low,2026-08-03 10:00,,,Web\n";
  const importList = (text: string, options: Partial<ImportServiceDeskOptions> = {}, ctx = testContext()) => {
    writeFileSync(file, text);
    return importTickets(ctx, { path: file, ...options });
  };

  it("previews without a trace, makes tickets with a marked history, says what it could not read, and changes nothing the second time", async () => {
    expect(counts(await importList(jira, { dryRun: true }))).toEqual([3, 2, 0, 0, 1]);
    expect(await one("select count(*)::int from ticket")).toBe(0);
    const report = await importList(jira, { zone: "Europe/Berlin" });
    expect(counts(report)).toEqual([3, 2, 0, 0, 1]);
    expect(report.rejections).toMatchObject([{ line: 5, reason: expect.stringContaining("Limbo") as string }]);
    expect(await database.query("select t.number, t.subject, t.description, t.state_kind, t.priority, t.opened_at, g.slug, (select count(*)::int from ticket_event e where e.ticket_id = t.id and e.detail ? 'hasNoHistory') as marked from ticket t join team g on g.id = t.team_id order by 1")).toEqual([
      { number: "OPS-7", subject: "Login, again", description: "first\nsecond", state_kind: "resolved", priority: "p2", opened_at: new Date("2026-08-01T08:00:00.000Z"), slug: "web", marked: 2 },
      { number: "OPS-8", subject: "Slow", description: "", state_kind: "open", priority: "p4", opened_at: new Date("2026-08-03T08:00:00.000Z"), slug: "web", marked: 1 },
    ]);
    expect(counts(await importList(jira, { zone: "Europe/Berlin" }))).toEqual([3, 0, 0, 2, 1]);
  });

  it.each([
    ["ServiceNow's list", "servicenow", "number,short_description,state,priority,sys_created_on,assignment_group,caller_id\nINC1,Slow,On Hold,2 - High,2026-08-01 10:00:00,Web,Ada\nINC2,Gone,Closed,4 - Low,2026-08-02 10:00:00,Web,Bo\n", [["INC1", "waiting", "p2"], ["INC2", "closed", "p4"]]],
    ["Zendesk's CSV", "zendesk", "id,subject,status,priority,created_at,solved_at,satisfaction score\n7,Refund,Solved,Urgent,2026-08-01 10:00,2026-08-01 12:00,Good\n8,Login,Pending,Normal,2026-08-02 10:00,,\n", [["7", "resolved", "p1"], ["8", "waiting", "p3"]]],
  ])("reads %s without being told how", async (_name, preset, text, expected) => {
    expect((await execute(ticketsOperations.previewImport, { text }, testContext())).mapping.preset).toBe(preset);
    expect(counts(await importList(text))).toEqual([2, 2, 0, 0, 0]);
    expect((await database.query("select number, state_kind, priority from ticket order by number")).map(Object.values)).toEqual(expected);
  });

  it("reads Zendesk's JSON with its ratings, and never takes the place of a history", async () => {
    const zendesk = JSON.stringify({ tickets: [{ id: 42, subject: "Refund", status: "solved", created_at: "2026-08-01T10:00:00Z", updated_at: "2026-08-02T10:00:00Z", satisfaction_rating: { score: "good" }, via: { channel: "email" } }] });
    expect(counts(await importList(zendesk))).toEqual([1, 1, 0, 0, 0]);
    expect(await one("select score from ticket_rating")).toBe(5);
    await importLines(smallDesk);
    const known = String(await one("select number from ticket where number <> '42' limit 1"));
    expect((await importList(`number,state,opened_at\n${known},New,2026-08-01\n`)).rejections).toMatchObject([{ reason: expect.stringContaining("known with its history") as string }]);
  });

  it("is read as somebody has said once for its columns, which is kept and audited", async () => {
    const text = "Nr,Wie,Wann\n1,Limbo,01.08.2026\n";
    await expect(importList(text)).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("Nr, Wie, Wann") as string });
    const { columns, mapping } = await execute(ticketsOperations.previewImport, { text }, testContext());
    const said = { ...mapping, columns: { number: "Nr", state: "Wie", openedAt: "Wann" }, states: { limbo: "waiting" as const } };
    expect(await execute(ticketsOperations.previewImport, { text, mapping: { ...said, states: {} } }, testContext())).toMatchObject({ unknownStates: ["Limbo"], tickets: [], faults: [{ line: 2 }] });
    expect((await execute(ticketsOperations.previewImport, { text, mapping: said }, testContext())).tickets).toMatchObject([{ number: "1", stateKind: "waiting", openedAt: "2026-08-01T00:00:00.000Z" }]);
    await execute(ticketsOperations.saveImportMapping, { columns, mapping: { ...said, zone: "Asia/Tokyo" } }, testContext());
    expect(await execute(ticketsOperations.previewImport, { text }, testContext())).toMatchObject({ isSaved: true, mapping: { zone: "Asia/Tokyo" } });
    expect(await importList(text)).toMatchObject({ created: 1, zone: "Asia/Tokyo" });
    expect(await database.query("select state_kind, opened_at from ticket where number = '1'")).toEqual([{ state_kind: "waiting", opened_at: new Date("2026-07-31T15:00:00.000Z") }]);
    expect(await importList(text, { zone: "UTC" })).toMatchObject({ updated: 1, zone: "UTC" });
    await expect(importList(text, {}, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
