import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CompiledSql } from "#core/query";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { db } from "../platform/db";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { bumpVersions } from "../platform/versions";
import { compileExtent } from "../query/core/sql/compile-metric";
import { compileWork } from "../query/core/compile-work";
import { askedDomains, domainsRead, vouchedTables } from "../query/domains-read";
import { planFor } from "../query/tools";
import { operations } from "./operations";
import { semanticLayer } from "./semantic-layer";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const range = { from: "2026-07-01T00:00:00.000Z", to: "2026-08-01T00:00:00.000Z" };
const asked = { plan: planFor({ metric: "x", stats: [], from: null, to: null, zone: null, entities: [], filters: [] } as never, "UTC"), zone: "UTC", scope: { kind: "all" as const } };
const span = (text: string): CompiledSql => ({ text, values: [] });

/** Every statement that an answer can be made of: spans, figures, splits, courses, and lists. */
const statements: [string, CompiledSql][] = [
  ...semanticLayer.metrics.flatMap((metric): [string, CompiledSql | null][] => [
    [`${metric.id} coverage`, span(metric.coverageSql)],
    [`${metric.id} extent`, compileExtent(metric, asked.scope)],
    [metric.id, compileWork({ kind: "total", id: "x", metric, range }, asked)],
    [`${metric.id} by day`, compileWork({ kind: "trend", id: "x", metric, range, bucket: "day" }, asked)],
    ...metric.dimensions.map(({ id }): [string, CompiledSql | null] => [`${metric.id} by ${id}`, compileWork({ kind: "groups", id: "x", metric, range, dimension: id, order: "desc", limit: 5, entityTypes: [] }, asked)]),
  ]),
  ...semanticLayer.subjects.flatMap((subject): [string, CompiledSql | null][] => [[`${subject.id} coverage`, span(subject.coverageSql)], [subject.id, compileWork({ kind: "list", id: "x", subject, range: null, limit: 5, at: range.to }, asked)]]),
].flatMap(([name, sql]): [string, CompiledSql][] => (sql ? [[name, sql]] : []));

function relationsIn(plan: unknown): string[] {
  if (typeof plan !== "object" || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) => (key === "Relation Name" ? [String(value)] : relationsIn(value)));
}

describe("the domains that a statement reads", () => {
  it("are those of every table that PostgreSQL reads for it, and all where one is not vouched for", async () => {
    const missed: string[] = [];
    for (const [name, sql] of statements) {
      const [row] = await database.query(`explain (format json) ${sql.text}`, [...sql.values]);
      const domains = domainsRead(sql.text);
      const needed = relationsIn(row?.["QUERY PLAN"]).flatMap((table) => vouchedTables[table] ?? [...askedDomains]);
      missed.push(...needed.filter((domain) => !domains.includes(domain)).map((domain) => `${name}: ${domain}`));
    }
    expect(statements.length).toBeGreaterThan(400);
    expect(missed).toEqual([]);
  });

  it("are few where all of them are vouched for", () => {
    const few = statements.filter(([, { text }]) => domainsRead(text).length < askedDomains.length);
    expect(few.length / statements.length).toBeGreaterThan(0.5);
    const domainsOf = (name: string) => domainsRead(statements.find(([each]) => each === name)?.[1].text ?? "");
    expect([domainsOf("ticket_volume"), domainsOf("incident_count")].map((domains) => [...domains].sort())).toEqual([["catalog", "tickets"], ["catalog", "incidents"]]);
  });

  it.each([
    ["select 1 from ticket t join \"team\" g on g.id = t.team_id", ["tickets", "catalog"]],
    ["select extract(epoch from t.opened_at) from ticket t where t.state <> 'alert'", ["tickets"]],
    ["with calm as (select * from rota) select * from calm", ["alerts"]],
    ["select * from pg_class", askedDomains],
    ["select 1 from ticket t, check_result k", askedDomains],
    ["select 1 from ticket, only check_result", askedDomains],
    ["select * from ticket, monitor_latest() join check_result k on true", askedDomains],
    ["select 1 from generate_series(1, 2)", []],
  ])("%s", (text, domains) => expect([...domainsRead(text)].sort()).toEqual([...domains].sort()));
});

describe("a table that is vouched for", () => {
  it("tells of every insert, update, delete and truncation", async () => {
    const rows = await database.query("select c.relname as name, t.tgname as event, encode(t.tgargs, 'escape') as domain from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname like 'note\\_%' and t.tgenabled = 'O'");
    const found = rows.map(({ name, event, domain }) => `${String(name)} ${String(event)} ${String(domain).replace(/\\000$/, "")}`).sort();
    expect(found).toEqual(Object.entries(vouchedTables).flatMap(([name, domain]) => ["note_delete", "note_insert", "note_truncate", "note_update"].map((event) => `${name} ${event} ${domain}`)).sort());
  });

  it("is no view, and nothing is read by way of one", async () => {
    expect(await database.query("select table_name from information_schema.views where table_schema = 'public'")).toEqual([]);
  });
});

describe("a version", () => {
  const version = async (domain: string): Promise<number> => Number((await database.query("select version from data_version where domain = $1", [domain]))[0]?.version ?? 0);
  const moved = async (domain: string, work: () => Promise<unknown>): Promise<number> => {
    const before = await version(domain);
    await work();
    return (await version(domain)) - before;
  };
  const add = "insert into team (id, slug, name, kind, aliases) values ('t1', 't1', 'One', 'support', '{}'), ('t2', 't2', 'Two', 'support', '{}')";
  beforeEach(async () => {
    await database.query("delete from team where id in ('t1', 't2', 't3')");
  });

  it("moves once for a statement that changes rows, and not for one that changes none", async () => {
    expect(await moved("catalog", () => database.query(add))).toBe(1);
    expect(await moved("catalog", () => database.query("update team set name = 'Both' where id in ('t1', 't2')"))).toBe(1);
    expect(await moved("catalog", () => database.query("update team set name = 'None' where id = 'nobody'"))).toBe(0);
    expect(await moved("catalog", () => database.query("delete from team where id in ('t1', 't2')"))).toBe(1);
    expect(await moved("catalog", () => database.query("delete from team where id in ('t1', 't2')"))).toBe(0);
  });

  it("moves for rows that another deletion takes along", async () => {
    await database.query("insert into service (id, slug, name, aliases) values ('s1', 's1', 'S', '{}')");
    await database.query("insert into alert (id, fingerprint, group_key, source, title, severity, service_id, started_at, last_seen_at) values ('a1', 'f', 'g', 'x', 'x', 'page', 's1', now(), now())");
    expect(await moved("alerts", () => database.query("delete from service where id = 's1'"))).toBe(1);
  });

  it("moves once for a transaction, whatever it says of itself", async () => {
    expect(await moved("catalog", () => db().$transaction(async (tx) => {
      await tx.$executeRawUnsafe(add);
      await tx.$executeRawUnsafe("update team set name = 'Both'");
      await bumpVersions(tx, ["catalog", "tickets"]);
      await bumpVersions(tx, ["catalog"]);
    }))).toBe(1);
  });

  it("stays where a write was given up, and moves for the one after it", async () => {
    const work = (isGivenUp: boolean) => db().$transaction(async (tx) => {
      await tx.$executeRawUnsafe("savepoint before");
      await tx.$executeRawUnsafe(add);
      await tx.$executeRawUnsafe("rollback to savepoint before");
      if (!isGivenUp) await tx.$executeRawUnsafe("insert into team (id, slug, name, kind, aliases) values ('t3', 't3', 'Three', 'support', '{}')");
    });
    expect(await moved("catalog", () => work(true))).toBe(0);
    expect(await moved("catalog", () => work(false))).toBe(1);
  });
});

describe("an answer that is kept", () => {
  const ask = async () => {
    const brief = await execute(operations.query.ask, { question: "How many tickets were opened in July 2026?", now: "2026-08-10T00:00:00.000Z" }, testContext("admin"));
    return [brief.trace.cache, brief.headline.map(({ text }) => text).join("")];
  };
  const ticket = (id: string) => database.query("insert into ticket (id, number, subject, state, state_kind, priority, made_sla, opened_at, updated_at) values ($1, $1, 'x', 'New', 'open', 'p1', true, '2026-07-05Z', '2026-07-05Z')", [id]);

  const [one, two] = ["1 ticket was opened, July 2026 (1 Jul 2026 to 31 Jul 2026).", "2 tickets were opened, July 2026 (1 Jul 2026 to 31 Jul 2026)."];
  it("outlives changes of what it was not computed from, and never a change of what it was", async () => {
    await ticket("INC1");
    expect([await ask(), await ask()]).toEqual([["miss", one], ["hit", one]]);
    await database.query("insert into alert (id, fingerprint, group_key, source, title, severity, started_at, last_seen_at) values ('a9', 'f9', 'g', 'x', 'x', 'page', now(), now())");
    expect(await ask()).toEqual(["hit", one]);
    await ticket("INC2");
    expect([await ask(), await ask()]).toEqual([["miss", two], ["hit", two]]);
  });
});
