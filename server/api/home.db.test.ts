import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type Ctx } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { operations } from "./operations";

const at = "2026-08-19T10:00:00.000Z";
const home = (role: Parameters<typeof testContext>[0] = "executive", parts: Partial<Ctx> = {}) => execute(operations.query.home, {}, testContext(role, { via: "page", clock: { now: () => new Date(at) }, ...parts, actor: { userId: "usr_1", kind: "user" } }));

let database: TestDatabase;

async function fill(): Promise<void> {
  await database.query("insert into team (id, slug, name, kind, aliases) values ('team_a', 'web', 'Web', 'support', '{}')");
  await database.query("insert into service (id, slug, name, aliases) values ('svc_1', 'checkout', 'Checkout', '{}')");
  await database.query(`insert into ticket (id, number, subject, state, state_kind, priority, team_id, made_sla, opened_at, resolved_at, closed_at, updated_at)
    select 'tkt_' || n, 'INC' || n, 'x', 'Closed', 'closed', 'p3', 'team_a', n % 4 <> 0, timestamptz '${at}' - n * interval '1 day', timestamptz '${at}' - n * interval '1 day' + interval '2 hours', null, '${at}' from generate_series(1, 80) n`);
  await database.query(`insert into ticket (id, number, subject, state, state_kind, priority, team_id, made_sla, opened_at, updated_at) values ('tkt_open', 'INC999', 'x', 'Active', 'open', 'p1', 'team_a', false, timestamptz '${at}' - interval '3 hours', '${at}')`);
  await database.query("insert into goal (id, title, metric, target, due_on) values ('goal_1', 'Keep our promises', 'sla_breach_rate', 0.1, '2026-08-31')");
}

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("a leader's home page", () => {
  it("of an empty portal claims nothing", async () => {
    const page = await home();
    expect(page.figures.every(({ value, before, target }) => value === null && before === null && target === null)).toBe(true);
    expect([page.changes, page.decisions, page.missing]).toEqual([[], [], []]);
  });

  it("shows what the records say, and keeps no run and no conversation", async () => {
    await fill();
    await database.query("insert into data_version (domain, version) values ('tickets', 7) on conflict (domain) do update set version = 7");
    const page = await home();
    const [truth] = await database.query(`select round(100.0 * count(*) filter (where not made_sla) / count(made_sla), 1)::float8 as rate from ticket where opened_at >= timestamptz '${at}' - interval '30 days'`);
    const breach = page.figures.find(({ id }) => id === "sla_breach_rate");
    expect(breach).toMatchObject({ value: `${String(truth?.rate)} %`, target: { value: "10 %", isMet: false, goal: "Keep our promises", dueOn: "2026-08-31" } });
    expect(breach?.trend.length).toBeGreaterThan(25);
    expect(page.figures).toHaveLength(5);
    expect(page.decisions.map(({ title }) => title)).toEqual(expect.arrayContaining(["1 P1 ticket is open", "1 open ticket has missed its SLA", "1 service has no owner", "Keep our promises: not met"]));
    expect(await database.query("select (select count(*) from query_run)::int as runs, (select count(*) from query_thread)::int as threads")).toEqual([{ runs: 0, threads: 0 }]);
  });

  it("opens exactly what it showed: the plan of a line gives the same figure", async () => {
    const page = await home();
    for (const figure of page.figures.filter(({ value }) => value !== null)) {
      const brief = await execute(operations.query.ask, { question: figure.question, plan: figure.plan, now: page.asOf }, testContext("executive", { clock: { now: () => new Date(at) } }));
      expect(brief.headline.map(({ text }) => text).join(""), figure.id).toContain(figure.value);
    }
  });

  it("is composed once for equal rights and data, anew after a change, and never across rights", async () => {
    const later = { clock: { now: () => new Date("2026-08-19T10:01:00.000Z") } };
    const first = await home();
    expect((await home("executive", later)).asOf).toBe(first.asOf);
    await database.query("update data_version set version = version + 1 where domain = 'tickets'");
    expect((await home("executive", later)).asOf).toBe("2026-08-19T10:01:00.000Z");
    const viewer = await home("viewer", later);
    expect(viewer.figures.map(({ id }) => id)).not.toContain("sla_breach_rate");
    expect(JSON.stringify(viewer)).not.toMatch(/INC999|SLA/);
  });

  it("computes again only the lines of what changed", async () => {
    const lines = async (): Promise<number> => (await execute(operations.query.cacheStatistics, {}, testContext("admin"))).process.misses;
    const since = async (domain: string): Promise<number> => {
      const before = await lines();
      await database.query("insert into data_version (domain, version) values ($1, 1) on conflict (domain) do update set version = data_version.version + 1", [domain]);
      await home();
      return (await lines()) - before;
    };
    const [all, knowledge, tickets] = [await since("changes"), await since("knowledge"), await since("tickets")];
    expect(all).toBeGreaterThanOrEqual(20);
    expect(knowledge).toBeLessThan(all / 2);
    expect(tickets).toBeGreaterThan(knowledge);
  });

  it("names what could not be computed, and does not keep the gap", async () => {
    await database.query("update data_version set version = version + 1 where domain = 'tickets'");
    await database.query("alter table ticket rename to ticket_away");
    try {
      expect((await home()).missing.length).toBeGreaterThan(0);
    } finally {
      await database.query("alter table ticket_away rename to ticket");
    }
    expect((await home()).missing).toEqual([]);
  });
});
