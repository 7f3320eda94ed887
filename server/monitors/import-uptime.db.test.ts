import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { testContext } from "@/server/platform/registry/test-context";
import { importUptime } from "./import-uptime";
import { fixtureChecks, writeUpptime, type Fixture } from "./upptime-fixture";

let database: TestDatabase;
const ctx = testContext("operator");

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.query("truncate monitor, check_result, outage, import_run, service cascade"));

const run = async (fixture: Fixture = {}, options: { dryRun?: boolean; allowDemo?: boolean; zone?: string } = {}) => importUptime(ctx, { dir: await writeUpptime(fixture), source: "sites", ...options });
const tally = ({ rowsRead, created, updated, unchanged, rejected }: Awaited<ReturnType<typeof run>>) => ({ rowsRead, created, updated, unchanged, rejected });
const outages = () => database.query("select m.slug, o.started_at::text as started, o.ended_at::text as ended, o.cause from outage o join monitor m on m.key = o.monitor_key order by o.started_at");
const count = async (table: string) => Number((await database.query(`select count(*) as n from ${table}`))[0]?.n);

describe("importing an Upptime record", () => {
  it("creates monitors, checks and outages, and tells rows from sites in one tally that adds up", async () => {
    expect(tally(await run())).toEqual({ rowsRead: 12, created: 12, updated: 0, unchanged: 0, rejected: 0 });
    expect(await outages()).toEqual([
      { slug: "shop", started: "2026-03-01 10:00:00+00", ended: "2026-03-01 10:30:00+00", cause: "HTTP 500" },
      { slug: "shop", started: "2026-03-02 11:30:00+00", ended: null, cause: "HTTP 502" },
    ]);
    expect(await database.query("select slug, name, url, status, status_since::text as since, first_check_at::text as first, source_summary->'uptimeRatio'->>'all' as claim, source_summary->>'startedAt' as started from monitor order by slug")).toEqual([
      { slug: "docs-dev", name: "Docs (dev)", url: "https://docs.example/dev", status: "up", since: "2026-03-02 12:00:05+00", first: "2026-03-01 09:00:05+00", claim: "1", started: null },
      { slug: "shop", name: "Shop", url: "https://shop.example", status: "down", since: "2026-03-02 11:30:00+00", first: "2026-03-01 09:00:00+00", claim: "0.995", started: "2026-03-01T08:59:59.000Z" },
    ]);
  });

  it("changes nothing the second time, and keeps the version of the data", async () => {
    await run();
    const before = await database.query("select version from data_version where domain = 'monitors'");
    expect(tally(await run())).toEqual({ rowsRead: 12, created: 0, updated: 0, unchanged: 12, rejected: 0 });
    expect(await database.query("select version from data_version where domain = 'monitors'")).toEqual(before);
    expect(await count("outage")).toBe(2);
  });

  it("says in a dry run what it would do, and does nothing", async () => {
    expect(tally(await run({}, { dryRun: true }))).toEqual({ rowsRead: 12, created: 12, updated: 0, unchanged: 0, rejected: 0 });
    expect([await count("monitor"), await count("check_result"), await count("outage")]).toEqual([0, 0, 0]);
    await run();
    const slower = fixtureChecks.with(0, "2026-03-01T09:00:00+00:00,Shop,up,200,101.0");
    expect(tally(await run({ checks: slower }, { dryRun: true }))).toEqual({ rowsRead: 12, created: 0, updated: 2, unchanged: 10, rejected: 0 });
    expect(tally(await run({ checks: slower }))).toEqual({ rowsRead: 12, created: 0, updated: 2, unchanged: 10, rejected: 0 });
  });

  it("rejects a bad row with its line and reason and imports the rest", async () => {
    const report = await run({ checks: [...fixtureChecks.slice(0, 3), "soon,Shop,up,200,1.0", ...fixtureChecks.slice(3)] });
    expect(report).toMatchObject({ rowsRead: 13, created: 12, rejected: 1, rejections: [{ line: 5, reason: 'checked_at "soon" is not an ISO 8601 time', excerpt: "soon,Shop,up,200,1.0" }] });
  });

  it("rejects a second line about one instant that says something else, and takes the same line twice as one", async () => {
    const report = await run({ checks: [...fixtureChecks, fixtureChecks[0] ?? "", "2026-03-01T09:00:00+00:00,Shop,down,500,1.0"] });
    expect(report).toMatchObject({ created: 12, unchanged: 1, rejected: 1, rejections: [{ line: 13, reason: "Line 2 already says what Shop was at this instant, and says it differently" }] });
  });

  it("moves an outage by exactly the check that was dropped, on an empty portal and on one that held it", async () => {
    const moved = [
      { slug: "shop", started: "2026-03-01 10:10:00+00", ended: "2026-03-01 10:30:00+00", cause: "no response" },
      { slug: "shop", started: "2026-03-02 11:30:00+00", ended: null, cause: "HTTP 502" },
    ];
    const without = fixtureChecks.toSpliced(2, 1);
    await run({ checks: without });
    expect(await outages()).toEqual(moved);
    await database.query("truncate monitor, check_result, outage cascade");
    await run();
    expect(tally(await run({ checks: without }))).toEqual({ rowsRead: 11, created: 0, updated: 1, unchanged: 10, rejected: 0 });
    expect(await outages()).toEqual(moved);
  });

  it("withdraws nothing when a line was rejected: the missing check may be the one that could not be read", async () => {
    await run();
    await run({ checks: fixtureChecks.with(2, "2026-03-01T10:00:00+00:00,Shop,broken,500,900.0") });
    expect(await count("check_result")).toBe(10);
    expect(await outages()).toHaveLength(2);
  });

  it("adds later checks and ends the open outage with them", async () => {
    await run();
    expect(tally(await run({ checks: ["2026-03-02T13:00:00+00:00,Shop,up,200,100.0"], summary: null }))).toEqual({ rowsRead: 2, created: 1, updated: 1, unchanged: 0, rejected: 0 });
    expect((await outages()).at(-1)).toMatchObject({ started: "2026-03-02 11:30:00+00", ended: "2026-03-02 13:00:00+00" });
    expect(await database.query("select status, url, source_summary->'uptimeRatio'->>'all' as claim from monitor where slug = 'shop'")).toEqual([{ status: "up", url: "https://shop.example", claim: "0.995" }]);
  });

  it("completes what an interruption left: outages are computed from the stored checks", async () => {
    await run();
    await database.query("delete from outage");
    expect(tally(await run())).toMatchObject({ updated: 1, unchanged: 11 });
    expect(await outages()).toHaveLength(2);
  });

  it("keeps an outage whose checks are gone", async () => {
    await run();
    await database.query("delete from check_result where at < '2026-03-02T00:00:00Z'");
    await run({ checks: ["2026-03-02T13:00:00+00:00,Shop,up,200,100.0"], summary: null });
    expect(await outages()).toEqual([expect.objectContaining({ started: "2026-03-01 10:00:00+00", ended: "2026-03-01 10:30:00+00" }), expect.objectContaining({ ended: "2026-03-02 13:00:00+00" })]);
    expect(await database.query("select first_check_at::text as first from monitor where slug = 'shop'")).toEqual([{ first: "2026-03-01 09:00:00+00" }]);
  });

  it("reads times without an offset in the zone that it is told", async () => {
    await run({ checks: ["2026-03-01 09:00:00,Shop,up,200,1.0"] }, { zone: "America/New_York" });
    expect(await database.query("select at::text as at from check_result")).toEqual([{ at: "2026-03-01 14:00:00+00" }]);
  });
});

describe("an import that is refused", () => {
  it.each([
    ["another kind of file", { header: "number,incident_state" }, "missing: checked_at, site, status, http_status, latency_ms"],
    ["a summary that is no list", { summary: "{}" }, "summary.json is not a list of sites"],
  ])("is one of %s, with what was expected and nothing written", async (_, fixture, reason) => {
    await expect(run(fixture)).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining(reason) as string });
    expect([await count("monitor"), await count("import_run")]).toEqual([0, 0]);
  });

  it("is one of a directory that is not there, or holds no checks", async () => {
    await expect(importUptime(ctx, { dir: "/nowhere/at-all" })).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("expected the record of an Upptime site list: checks.csv") as string });
    await expect(importUptime(ctx, { dir: "prisma" })).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("prisma is not an Upptime directory: it holds no checks.csv") as string });
  });

  it("is one into a demo organisation, unless the mixture is allowed", async () => {
    await database.query("insert into monitor (id, slug, name, url, is_demo, source) values ('mon_demo', 'shop', 'Shop', '', true, 'demo')");
    await expect(run()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(tally(await run({}, { allowDemo: true })).created).toBe(12);
    expect((await database.query("select slug from monitor where not is_demo order by slug")).map((row) => row.slug)).toEqual(["docs-dev", "shop-2"]);
  });

  it("is one by a role without the right, or in a zone that does not exist", async () => {
    const dir = await writeUpptime();
    await expect(importUptime(testContext("viewer"), { dir })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(importUptime(ctx, { dir, zone: "Mars/Olympus" })).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("names a site of the summary that cannot be read, with its line", async () => {
    const report = await run({ summary: '[\n {"name": "Shop", "uptime": "99.50%"},\n {"name": ""}\n]' });
    expect(report).toMatchObject({ rejected: 1, rejections: [{ line: 3, excerpt: "summary.json" }] });
  });

  it("leaves one audit row with the counts, and none in a dry run", async () => {
    await database.query("truncate audit_event");
    await run({}, { dryRun: true });
    await run();
    const rows = await database.query("select action, after from audit_event");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ action: "import.uptime", after: { source: "sites", created: 12, rejected: 0 } });
  });
});
