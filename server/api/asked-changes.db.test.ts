import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations";
import { seedDemo } from "@/server/demo";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";

let database: TestDatabase;
const brief = z.object({ outcome: z.string(), headline: z.array(z.object({ text: z.string() })), findings: z.array(z.object({ title: z.string(), spans: z.array(z.object({ text: z.string() })) })), tables: z.array(z.object({ id: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })), trace: z.object({ grounded: z.object({ ungrounded: z.number() }) }) });
const asked = async (question: string, ctx: Ctx = testContext("operator", { via: "page" })) => {
  const { outcome, headline, findings, tables, trace } = brief.parse(await execute(operations.query.ask, { question }, ctx));
  const words = (spans: readonly { text: string }[]): string => spans.map(({ text }) => text).join("");
  return { outcome, headline: words(headline), findings: findings.map(({ title, spans }) => `${title}: ${words(spans)}`), rows: (id: string) => tables.find((table) => table.id === id)?.rows ?? [], ungrounded: trace.grounded.ungrounded };
};
const figure = async (sql: string): Promise<number> => Number((await database.query(sql))[0]?.n);
const july = "'2026-07-01' and deployed_at < '2026-08-01'";

beforeAll(async () => {
  database = await testDatabase();
  await seedDemo(testContext("admin"), { seed: 7, until: "2026-08-19T10:00:00.000Z", scale: 0.02, allowMixed: false });
});
afterAll(() => database.drop());

describe("questions about change", () => {
  it.each<[string, string, string]>([
    ["How many deployments did we make last month?", "deployment_frequency", `select count(*) as n from deployment where environment = 'production' and deployed_at >= ${july}`],
    ["How many rollbacks were there this year?", "rollback_count", "select count(*) as n from deployment where environment = 'production' and outcome = 'rolled_back' and deployed_at >= '2026-01-01'"],
    ["What was our change failure rate this year?", "change_failure_rate", "select avg((outcome <> 'succeeded')::int::float8) as n from deployment where environment = 'production' and deployed_at >= '2026-01-01'"],
    ["How many changes did we make last month?", "change_count", `select (select count(*) from deployment where environment = 'production' and run_id is null and deployed_at >= ${july}) + (select count(*) from maintenance_window where started_at >= '2026-07-01' and started_at < '2026-08-01') + (select count(*) from change_run r where purpose = 'change' and started_at >= '2026-07-01' and started_at < '2026-08-01' and not exists (select 1 from maintenance_window w where w.id = r.window_id and w.started_at is not null)) as n`],
    ["How many maintenance windows did we have last month?", "maintenance_count", "select count(*) as n from maintenance_window where status not in ('draft', 'cancelled') and starts_at >= '2026-07-01' and starts_at < '2026-08-01'"],
    ["How many minutes of maintenance did we have last month?", "maintenance_minutes", "select sum(extract(epoch from coalesce(ended_at, ends_at) - coalesce(started_at, starts_at))) / 60 as n from maintenance_window where status not in ('draft', 'cancelled') and starts_at >= '2026-07-01' and starts_at < '2026-08-01'"],
    ["What share of maintenance windows overran this year?", "maintenance_overrun_rate", "select avg((ended_at > ends_at)::int::float8) as n from maintenance_window where status not in ('draft', 'cancelled') and ended_at is not null and starts_at >= '2026-01-01'"],
  ])("%s agrees with the rows", async (question, metric, sql) => {
    const { rows, ungrounded } = await asked(question);
    expect([rows(metric)[0]?.[metric], ungrounded]).toEqual([expect.closeTo(await figure(sql), 6), 0]);
  });

  it("what changed before an incident that a release brought about: the release, its minutes, and nothing that the reader may not see", async () => {
    const [broken] = await database.query("select i.number, d.release from incident i join deployment d on d.incident_id = i.id order by i.started_at desc limit 1");
    const { headline, findings, ungrounded } = await asked(`What changed before INC-${String(broken?.number)}?`);
    expect(headline).toMatch(new RegExp(`^The last change before INC-${String(broken?.number)} .*deployed ${String(broken?.release)} to production, rolled back since, \\d+ min before`));
    expect([findings.some((finding) => finding.startsWith("What it rests on")), ungrounded]).toEqual([true, 0]);
    const support = testContext("operator", { via: "page", actor: { permissions: new Set([...testContext("operator").actor.permissions].filter((permission) => permission !== "deployments.read")) } });
    expect((await asked(`What changed before INC-${String(broken?.number)}?`, support)).headline).not.toContain(String(broken?.release));
  });

  it("what changed before the last outage of a service: named, even when nothing did", async () => {
    expect((await asked("What changed before the checkout outage?")).headline).toMatch(/^(?:Nothing that the portal knows of changed in the hour before|The last change before) .*Checkout/i);
  });

  it("whether Saturday's database window should move: conflicts, what is at stake, a better time; and nothing is moved", async () => {
    const before = await database.query("select id, starts_at, version from maintenance_window order by id");
    const { headline, findings, rows, ungrounded } = await asked("Should we move Saturday's database window?");
    expect(headline).toMatch(/MW-\d+ on Sat 22 Aug, 04:00 \S+\. The best other time is /);
    expect(findings.join(" ")).toMatch(/Overlaps MW-\d+ Invoice archive by 30 min/);
    expect(rows("window_advice_list")).toMatchObject([{ work: expect.stringContaining("Orders database"), customers: expect.any(Number), better: expect.any(String) }]);
    expect([ungrounded, await database.query("select id, starts_at, version from maintenance_window order by id")]).toEqual([0, before]);
    expect((await asked("Should we move Friday's search window?")).headline).toContain("0 planned windows");
  });

  it("whether a release may go out on Friday: what forbids it, what is to be watched, and how releases fared on such days", async () => {
    const [past] = await database.query("select count(*)::int as n, avg((outcome <> 'succeeded')::int)::float8 as failed from deployment where environment = 'production' and extract(isodow from deployed_at) = 5");
    const open = await asked("Can we deploy on Friday?");
    expect(open.headline).toMatch(/^Nothing that the portal holds forbids a release on Fri 21 Aug/);
    expect(open.rows("release_advice_list")).toMatchObject([{ target: "any service", forbids: "nothing", releases: past?.n, failed: expect.closeTo(Number(past?.failed), 6) }]);
    await execute(operations.maintenance.createFreeze, { title: "Close of the quarter", kind: "hard", reason: "books", startsLocal: "2026-08-21T08:00", endsLocal: "2026-08-21T18:00", zone: "UTC", services: ["checkout"] }, testContext("admin", { via: "page" }));
    const [checkout, search] = [await asked("Is it safe to release checkout on Friday?"), await asked("is it safe to release search on friday?")];
    expect(checkout.headline).toMatch(/^A release of Checkout on Fri 21 Aug is forbidden by a hard freeze: Close of the quarter \(books\)\./);
    expect([search.headline.slice(0, 57), (await asked("Can we deploy on Friday?")).headline.slice(0, 60), open.ungrounded + checkout.ungrounded]).toEqual(["Nothing that the portal holds forbids a release of Search", "Releases of Checkout on Fri 21 Aug are forbidden by a hard f", 0]);
  });
});
