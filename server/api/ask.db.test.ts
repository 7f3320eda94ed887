import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Brief, EvidenceTable } from "#contract/query";
import type { RoleName } from "../platform/auth/permissions";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type Ctx } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { askQuestion, queryOperations } from "../query";
import { semanticLayer } from "./semantic-layer";

const operations = queryOperations(semanticLayer);
let database: TestDatabase;

type ContextParts = NonNullable<Parameters<typeof testContext>[1]>;
const ask = (question: string, role: RoleName = "admin", parts: ContextParts = {}, input: Record<string, unknown> = {}): Promise<Brief> => execute(operations.ask, { question, ...input }, testContext(role, parts));
const said = (brief: Brief): string => brief.headline.map(({ text }) => text).join("");
const tableOf = (brief: Brief, id: string): EvidenceTable => {
  const table = brief.tables.find((each) => each.id === id);
  if (!table) throw new Error(`${id} is not among ${brief.tables.map((each) => each.id).join(", ")}`);
  return table;
};

/** What an importer does last: tells the caches that a domain has changed. */
const changed = (domain: string): Promise<unknown> => database.query("insert into data_version (domain, version) values ($1, 1) on conflict (domain) do update set version = data_version.version + 1", [domain]);

async function addTicket(n: number, fields: Partial<Record<"team" | "priority" | "openedAt" | "resolvedAt" | "customer", string | null>> & { madeSla?: boolean | null } = {}): Promise<void> {
  const { team = "team_a", priority = "p3", openedAt = `2016-03-0${(n % 3) + 1}T0${n % 10}:00:00Z`, resolvedAt = `2016-03-0${(n % 5) + 4}T00:00:00Z`, madeSla = n % 3 !== 0, customer = null } = fields;
  await database.query(
    `insert into ticket (id, number, subject, state, state_kind, priority, team_id, made_sla, opened_at, resolved_at, closed_at, updated_at, customer_id)
     values ($1, $2, 'x', 'Closed', 'closed', $3, $4, $5, $6, $7, $7, coalesce($7::timestamptz, $6::timestamptz), $8)`,
    [`tkt_${n}`, `INC${String(n).padStart(4, "0")}`, priority, team, madeSla, openedAt, resolvedAt, customer],
  );
}

async function addMonitor(key: number, outages: readonly (readonly [string, string | null])[]): Promise<void> {
  await database.query("insert into monitor (id, key, slug, name, url, status, first_check_at, last_check_at) values ($1, $2, $3, $4, '', 'up', '2026-08-11T06:00:00Z', '2026-08-18T06:00:00Z')", [`mon_${key}`, key, `site-${key}`, `Site ${key}`]);
  for (const [index, [from, to]] of outages.entries()) await database.query("insert into outage (id, monitor_key, started_at, ended_at) values ($1, $2, $3, $4)", [`out_${key}_${index}`, key, from, to]);
}

async function fill(): Promise<void> {
  for (const [id, name] of [["team_a", "Group 1"], ["team_b", "Group 2"], ["team_c", "Group 3"]]) await database.query("insert into team (id, slug, name, kind, aliases) values ($1, $2, $3, 'support', '{}')", [id, (name ?? "").toLowerCase().replace(" ", "-"), name]);
  await database.query("insert into customer (id, slug, name, aliases) values ('cus_1', 'globex', 'Globex', '{}')");
  for (let n = 1; n <= 12; n++) await addTicket(n, { team: "team_a", priority: n % 2 === 0 ? "p1" : "p3" });
  for (let n = 13; n <= 27; n++) await addTicket(n, { team: "team_b", madeSla: n % 2 === 0, customer: n % 5 === 0 ? "cus_1" : null });
  for (let n = 28; n <= 30; n++) await addTicket(n, { team: "team_c", madeSla: false });
  await addTicket(31, { team: null, resolvedAt: null, madeSla: null });
  for (const [ticket, seq, from, to] of [["tkt_1", 1, "team_a", "team_b"], ["tkt_1", 2, "team_b", "team_a"], ["tkt_2", 1, "team_a", "team_c"]] as const) {
    await database.query("insert into ticket_event (ticket_id, seq, at, kind, state, state_kind, from_team_id, team_id) values ($1, $2, '2016-03-02T00:00:00Z', 'reassigned', 'Active', 'open', $3, $4)", [ticket, seq, from, to]);
  }
  await addMonitor(1, [["2026-08-12T00:00:00Z", "2026-08-12T01:30:00Z"], ["2026-08-17T23:00:00Z", "2026-08-18T01:00:00Z"]]);
  await addMonitor(2, [["2026-08-18T05:00:00Z", null]]);
  await addMonitor(3, []);
  for (const domain of ["tickets", "monitors", "catalog"]) await changed(domain);
}

/** Every way in which the rows can be narrowed. */
const narrowings = ({ filters, quantities = {} }: { filters: Readonly<Record<string, string>>; quantities?: Readonly<Record<string, string>> }): string[] => [
  ...Object.keys(filters).flatMap((field) => [`${field}:1`, `${field}!:none`]), ...Object.keys(quantities).map((field) => `${field}>:2d`), "time_of_day:night", "day_of_week:monday", "sla:at_risk", "priority:urgent",
];

const clear = async (): Promise<void> => {
  await database.query("truncate ticket, ticket_event, team, customer, monitor, outage, check_result, query_run, query_thread cascade");
  for (const domain of ["tickets", "monitors", "catalog"]) await changed(domain);
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("an empty portal", () => {
  it("says that there are no records, and gives no number", async () => {
    const brief = await ask("How many tickets were opened last month?");
    expect(brief.outcome).toBe("no_data");
    expect(said(brief)).toBe("The portal holds no records for tickets opened yet. Import a service-desk log, and this question has an answer.");
    expect(brief.tables).toEqual([]);
  });

  it("runs every metric by every dimension and every list without a fault", async () => {
    const { compileTotal, compileGroups, compileMissing, compileExtent } = await import("../query/core/sql/compile-metric");
    const { compileTrend } = await import("../query/core/sql/compile-trend");
    const { compileList } = await import("../query/core/sql/compile-list");
    const narrowing = { entities: [], filters: [], scope: { kind: "all" as const } };
    const range = { from: "2026-08-01T00:00:00.000Z", to: "2026-08-20T00:00:00.000Z" };
    for (const metric of semanticLayer.metrics.flatMap((each) => (each.events ? [each, { ...each, ...each.events, kind: "flow" as const }] : [each]))) {
      const request = { ...narrowing, metric, stats: Object.keys(metric.stats) as never[], range, zone: "Europe/Berlin", filters: narrowings(metric), entities: Object.keys(metric.entities).map((type) => `${type}:a`) };
      const groups = metric.dimensions.map(({ id }) => compileGroups({ ...request, dimension: id, dimensionLabel: id, order: "desc", limit: 3 }));
      const statements = [compileTotal(request), compileMissing(request), compileExtent(metric, narrowing.scope), ...(["day", "month", "hour_of_day", "day_of_week"] as const).map((bucket) => compileTrend({ ...request, bucket })), ...groups, { text: metric.coverageSql, values: [] }];
      for (const statement of statements) if (statement) await expect(database.query(statement.text, statement.values), `${metric.id}: ${statement.text}`).resolves.toBeDefined();
    }
    for (const subject of semanticLayer.subjects) {
      for (const metric of Object.keys(subject.orders)) {
        const { text, values } = compileList({ ...narrowing, subject, range, metrics: [metric], order: "asc", limit: 5, at: range.to, filters: narrowings(subject), words: ["etcd", "restore"] });
        await expect(database.query(text, values), text).resolves.toBeDefined();
      }
    }
  });
});

describe("answers over records", () => {
  beforeEach(async () => {
    await clear();
    await fill();
  });

  it("count tickets by day as a plain count does", async () => {
    const brief = await ask("Tickets opened per day over the whole record");
    const truth = await database.query("select to_char(opened_at, 'YYYY-MM-DD') as day, count(*)::int as opened from ticket group by 1 order by 1");
    expect(tableOf(brief, "ticket_volume_by_day").rows.map(({ day, ticket_volume }) => [day, ticket_volume])).toEqual(truth.map(({ day, opened }) => [day, opened]));
    expect(said(brief)).toContain("31 tickets were opened, over the whole record (1 Mar 2016 to 3 Mar 2016)");
  });

  it("rank groups by SLA misses with count, rate and n; a rate over fewer than ten comes after the others", async () => {
    const truth = await database.query("select name, sum(case when made_sla then 0 else 1 end)::int as missed, count(made_sla)::int as n from team join ticket on team_id = team.id group by name");
    const byName = new Map(truth.map(({ name, missed, n }) => [name, [missed, Number(missed) / Number(n), n]]));
    const rows = tableOf(await ask("SLA breach rate by team over the whole record"), "sla_breach_rate_by_team").rows;
    expect(rows.map(({ team, count, sla_breach_rate, n }) => [team, [count, sla_breach_rate, n]])).toEqual(["Group 2", "Group 1", "Group 3"].map((name) => [name, byName.get(name)]));
    const byCount = tableOf(await ask("Which groups miss their SLA most over the whole record?"), "sla_breach_rate_by_team").rows;
    expect(byCount.map(({ count }) => count)).toEqual([...byCount.map(({ count }) => Number(count))].sort((a, b) => b - a));
  });

  it("follow each group over time when asked by both, empty days filled", async () => {
    const { rows } = tableOf(await ask("Tickets opened per day by team over the whole record"), "ticket_volume_by_day_and_team");
    const truth = await database.query("select to_char(opened_at, 'YYYY-MM-DD') as day, name, count(ticket.id)::int as opened from ticket left join team on team.id = team_id group by 1, 2");
    const counted = new Map(truth.map(({ day, name, opened }) => [`${String(day)} ${String(name)}`, opened]));
    expect(rows).toHaveLength(12);
    expect(rows.every(({ day, team, ticket_volume }) => ticket_volume === (counted.get(`${String(day)} ${String(team)}`) ?? 0))).toBe(true);
  });

  it("say who leaves the figure: tickets without a resolution time are left out and told", async () => {
    const brief = await ask("Median and p90 time to resolve by priority over the whole record");
    const truth = await database.query("select upper(priority) as priority, percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from resolved_at) - extract(epoch from opened_at)) as p from ticket where resolved_at is not null group by 1 order by 1");
    expect(tableOf(brief, "resolution_time_by_priority").rows.map(({ priority, resolution_time, p90 }) => [priority, Math.round(Number(resolution_time)), Math.round(Number(p90))])).toEqual(truth.map(({ priority, p }) => [priority, ...(p as number[]).map((seconds) => Math.round(seconds * 1000))]));
    expect(brief.unknowns).toContain("1 ticket opened in the period without a resolution time: left out.");
  });

  it("weigh availability by time: before the first check and after the last there is no data", async () => {
    const rows = tableOf(await ask("Availability of each site on 2026-08-18"), "availability_by_monitor").rows;
    expect(Object.fromEntries(rows.map(({ key, availability }) => [key, availability]))).toEqual({ "site-1": 1 - 1 / 6, "site-2": 1 - 1 / 6, "site-3": 1 });
    const whole = tableOf(await ask("Availability of each site over the whole record"), "availability_by_monitor").rows;
    expect(whole.find(({ key }) => key === "site-1")?.availability).toBeCloseTo(1 - 3.5 / 168, 12);
  });

  it("list the longest outages; one that has not ended counts to the last check", async () => {
    const { rows, totalRows } = tableOf(await ask("What were the ten longest outages?"), "outage_list");
    expect([totalRows, rows.map(({ monitor, duration }) => [monitor, duration])]).toEqual([3, [["Site 1", 120], ["Site 1", 90], ["Site 2", 60]]]);
  });

  it("count handovers for the group that hands away", async () => {
    const { rows } = tableOf(await ask("Which groups hand away the most tickets over the whole record?"), "handed_away_by_team");
    expect(rows.map(({ team, handed_away }) => [team, handed_away])).toEqual([["Group 1", 2], ["Group 2", 1]]);
  });

  it("move by exactly what changed: a group renamed, a row added, a row dropped", async () => {
    const counts = async (): Promise<unknown> => tableOf(await ask("Tickets opened by team over the whole record"), "ticket_volume_by_team").rows.map(({ team, ticket_volume }) => [team, ticket_volume]);
    expect(await counts()).toEqual([["Group 2", 15], ["Group 1", 12], ["Group 3", 3], [null, 1]]);
    await database.query("update team set name = 'Networks' where id = 'team_b'");
    await addTicket(99, { team: "team_a" });
    await database.query("delete from ticket where id = 'tkt_28'");
    await changed("tickets");
    expect(await counts()).toEqual([["Networks", 15], ["Group 1", 13], ["Group 3", 2], [null, 1]]);
  });

  it("look at the whole record when the last 30 days hold none, and say so; a period asked for is never widened", async () => {
    expect(said(await ask("How many tickets were opened?"))).toBe("31 tickets were opened, over the whole record (1 Mar 2016 to 3 Mar 2016); the last 30 days hold none.");
    const asked = await ask("How many tickets were opened last month?");
    expect([asked.outcome, asked.tables]).toEqual(["no_data", []]);
    expect(said(asked)).toContain("There is no data for");
  });

  it("are hidden from a role without the permission, never 0", async () => {
    const brief = await ask("How many tickets were opened over the whole record?", "viewer");
    expect([brief.outcome, brief.tables, brief.trace.tools]).toEqual(["hidden", [], []]);
    expect(JSON.stringify(brief.headline)).not.toMatch(/\d/);
    expect(brief.followUps.length).toBeGreaterThan(0);
  });

  it("of a bound reader hold only that customer's rows, from a cache of their own", async () => {
    expect(said(await ask("How many tickets were opened over the whole record?"))).toContain("31 tickets");
    const bound = { actor: { scope: { kind: "customers" as const, customerIds: ["cus_1"] } } };
    expect(said(await ask("How many tickets were opened over the whole record?", "requester", bound))).toContain("3 tickets");
    expect((await ask("What is the availability of each site?", "requester", bound)).outcome).toBe("hidden");
  });

  it("have no figure without a cell, whatever is asked", async () => {
    const questions = ["How many tickets were opened?", "SLA breach rate by team", "Which groups miss their SLA most?", "Median and p90 time to resolve by priority", "Tickets opened per day", "What were the ten longest outages?", "Availability of each site", "downtime per day", "How many tickets are open now?", "Reassignment rate by priority", "tickets by customer", "outages by site last week", "list tickets of Group 2", "what is the weather", "How are we doing?"];
    for (const question of questions) {
      const { grounded } = (await ask(question)).trace;
      expect([grounded.ungrounded, grounded.dropped], question).toEqual([0, 0]);
    }
  });

  it("are shared by equal questions until the data changes", async () => {
    const status = async (): Promise<string> => (await ask("Reopen rate by priority over the whole record")).trace.cache;
    expect([await status(), await status()]).toEqual(["miss", "hit"]);
    await changed("tickets");
    expect(await status()).toBe("miss");
  });

  it("show SQL only to those who may see it", async () => {
    const shown = await ask("How many tickets were opened?", "executive");
    expect(shown.tables[0]?.sql).toContain("from ticket t");
    const stripped = await ask("How many tickets were opened?", "support");
    expect(stripped.tables.every(({ sql, parameters }) => sql === "" && parameters.length === 0)).toBe(true);
  });

  it("offer next questions that the portal can answer itself", async () => {
    const brief = await ask("SLA breach rate by team");
    expect(brief.followUps.length).toBeGreaterThanOrEqual(3);
    for (const question of brief.followUps) expect((await ask(question)).outcome, question).toBe("answered");
    const { items } = await execute(operations.suggestions, {}, testContext("executive"));
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const question of items) expect((await ask(question)).outcome, question).toBe("answered");
  });
});

describe("a conversation", () => {
  const person = (userId: string): ContextParts => ({ via: "browser", actor: { kind: "user", userId } });
  beforeEach(async () => {
    await clear();
    await fill();
  });

  it("keeps the last plans, so that a follow-up inherits them, and belongs to its owner", async () => {
    const first = await ask("SLA breach rate by team over the whole record", "admin", person("usr_1"));
    const next = await ask("and by priority?", "admin", person("usr_1"), { threadId: first.threadId });
    expect([next.threadId, next.plan.metrics, next.plan.dimensions, next.plan.time?.label]).toEqual([first.threadId, ["sla_breach_rate"], ["priority"], "the whole record"]);
    const thread = await execute(operations.getThread, { id: first.threadId }, testContext("admin", person("usr_1")));
    expect(thread.runs.map(({ question }) => question)).toEqual(["SLA breach rate by team over the whole record", "and by priority?"]);
    await expect(execute(operations.getThread, { id: first.threadId }, testContext("admin", person("usr_2")))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(operations.getRun, { id: first.runId }, testContext("admin", person("usr_2")))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await execute(operations.getRun, { id: first.runId }, testContext("admin", person("usr_1")))).headline).toEqual(first.headline);
  });

  it("is forgotten on demand and after 30 days; the runs stay", async () => {
    const { threadId } = await ask("How many tickets were opened?", "admin", person("usr_1"));
    const later = { ...person("usr_1"), clock: { now: () => new Date("2026-09-19T10:00:01Z") } };
    await expect(execute(operations.getThread, { id: threadId }, testContext("admin", later))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await execute(operations.deleteThread, { id: threadId }, testContext("admin", person("usr_1")));
    expect((await execute(operations.listThreads, {}, testContext("admin", person("usr_1")))).items).toEqual([]);
    expect(await database.query("select count(*)::int as n from query_run where user_id = 'usr_1'")).toEqual([{ n: 1 }]);
  });

  it("streams the reading before the answer, and ends with a visible state when the database fails", async () => {
    const ctx: Ctx = testContext("admin");
    const input = { question: "How many tickets were opened?", threadId: null, afterRun: null, context: [], now: null, zone: null, plan: null, assumptions: {} };
    const types: string[] = [];
    for await (const part of askQuestion(input, ctx, semanticLayer)) types.push(part.type);
    expect(types).toEqual(["plan", "progress", "brief"]);
    await database.query("alter table ticket rename to ticket_away");
    try {
      const parts: string[] = [];
      for await (const part of askQuestion({ ...input, question: "SLA breach rate by category" }, ctx, semanticLayer)) parts.push(part.type);
      expect(parts.at(-1)).toBe("error");
    } finally {
      await database.query("alter table ticket_away rename to ticket");
    }
  });
});
