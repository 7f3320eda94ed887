import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Brief } from "#contract/query";
import { seedDemo } from "../demo";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { queryOperations } from "../query";
import { semanticLayer } from "./semantic-layer";

const operations = queryOperations(semanticLayer);
/** The instant at which the context of tests stands still. */
const now = "2026-08-19T10:00:00Z";
let database: TestDatabase;

const ask = (question: string): Promise<Brief> => execute(operations.ask, { question }, testContext("admin"));
const rowsOf = (brief: Brief, id: string) => brief.tables.find((table) => table.id === id)?.rows ?? [];

/** One number counted by SQL that owes nothing to the engine. */
async function counted(sql: string): Promise<number> {
  const [row] = await database.query(`select (${sql})::float8 as n`);
  return Number(row?.n);
}

const lastQuarter = "started_at >= '2026-04-01' and started_at < '2026-07-01'";

beforeAll(async () => {
  database = await testDatabase();
  await seedDemo(testContext("admin"), { seed: 42, until: now, scale: 0.05 });
});
afterAll(() => database.drop());

describe("a question about the demo's incidents", () => {
  it("counts them by severity", async () => {
    const brief = await ask("How many incidents by severity last quarter?");
    const rows = await database.query(`select severity as key, count(*)::int as n from incident where ${lastQuarter} group by 1 order by 1`);
    expect(rows.length).toBeGreaterThan(2);
    expect(rowsOf(brief, "incident_count_by_severity").map(({ key, n }) => ({ key, n }))).toEqual(rows);
  });

  it.each([
    ["the time to restore", "What was our MTTR last quarter?", "mttr", `select avg(extract(epoch from resolved_at - started_at)) * 1000 from incident where resolved_at is not null and ${lastQuarter}`],
    ["the time to acknowledge", "What was the MTTA last quarter?", "mtta", `select avg(extract(epoch from acknowledged_at - started_at)) * 1000 from incident where acknowledged_at is not null and ${lastQuarter}`],
    ["how many repeat an earlier one", "What is the repeat incident rate in the last 12 months?", "repeat_incident_rate", "select count(*) filter (where repeat_of_id is not null) / count(*)::float8 from incident where started_at >= '2025-08-01' and started_at < '2026-08-01'"],
    ["the same in other words", "What share of incidents repeated an earlier one last quarter?", "repeat_incident_rate", `select count(*) filter (where repeat_of_id is not null) / count(*)::float8 from incident where ${lastQuarter}`],
    ["overdue actions", "How many follow-up actions are overdue?", "action_overdue", "select count(*) from action_item where kind = 'action' and done_at is null and due_on < '2026-08-19'"],
    ["the incidents of a service", "How many incidents did checkout have last quarter?", "incident_count", `select count(*) from incident where service_id = 'svc_demo_checkout' and ${lastQuarter}`],
  ])("says %s", async (_, question, metric, sql) => {
    const brief = await ask(question);
    const expected = await counted(sql);
    expect(brief.outcome).toBe("answered");
    expect(expected).toBeGreaterThan(0);
    expect(rowsOf(brief, metric)[0]?.[metric]).toBeCloseTo(expected, 3);
  });

  it.each([
    ["a severity", "What percentage of incidents last quarter were SEV2?", "severity", "sev2", "severity = 'sev2'"],
    ["a service", "What share of last quarter's incidents hit checkout?", "service", "checkout", "service_id = 'svc_demo_checkout'"],
  ])("tells the share of %s", async (_, question, field, part, condition) => {
    const brief = await ask(question);
    const expected = await counted(`select count(*) filter (where ${condition}) / count(*)::float8 from incident where ${lastQuarter}`);
    const row = rowsOf(brief, `incident_count_by_${field}`).find(({ key }) => key === part);
    expect(expected).toBeGreaterThan(0);
    expect(row?.share).toBeCloseTo(expected, 6);
    const said = brief.headline.map(({ text }) => text).join("");
    expect(said).toContain(`${String(row?.[field])} is `);
    expect(said).toContain(`of the incidents: ${String(row?.incident_count)} of `);
  });

  it("says who approved a window and a plan, and finds nobody where nobody did", async () => {
    const [window] = await database.query("select w.number, string_agg(a.actor_name, ',' order by a.at desc, a.id) as names from approval a join maintenance_window w on w.id = a.subject_id and a.subject_type = 'window' where a.decision = 'approved' group by 1 order by 1 desc limit 1");
    const [plan] = await database.query("select p.number, min(a.actor_name) as name from approval a join change_plan p on p.id = a.subject_id and a.subject_type = 'plan' where a.decision = 'approved' group by 1 having count(*) = 1 order by 1 limit 1");
    const byOf = async (question: string) => rowsOf(await ask(question), "approval_list").map(({ by }) => by);
    expect((await byOf(`Who approved MW-${String(window?.number)}?`)).sort()).toEqual(String(window?.names).split(",").sort());
    expect(await byOf(`Who signed off on CP-${String(plan?.number)}?`)).toEqual([plan?.name]);
    expect(await byOf("Who rejected MW-999999?")).toEqual([]);
  });

  it("lists those of a service, the newest first", async () => {
    const brief = await ask("Which incidents hit checkout last quarter?");
    const rows = await database.query(`select '/incidents/' || number as href from incident where service_id = 'svc_demo_checkout' and ${lastQuarter} order by started_at desc`);
    expect(rowsOf(brief, "incident_list").map(({ href }) => ({ href }))).toEqual(rows);
  });
});
