import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { catalogOperations as operations } from "./operations";

let database: TestDatabase;
const admin = testContext("admin");

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query("truncate goal, customer_service, customer, service_dependency, service, team, audit_event, import_run cascade");
});

const list = `teams:
  - slug: payments
    name: Payments
services:
  - name: Checkout
    tier: 1
    owner: payments
    depends_on: [orders-db]
  - name: Orders DB
    aliases: [orders]
customers:
  - name: Globex
    tier: enterprise
    services: [checkout]
goals:
  - title: Fewer missed promises
    metric: sla_breach_rate
    target: 0.02
    due_on: 2026-12-31
`;
const importList = (text: string, more: Record<string, unknown> = {}) => execute(operations.importCatalog, { text, source: "catalogue.yaml", ...more }, admin);
const tally = (report: { created: number; updated: number; unchanged: number; rejected: number }) => [report.created, report.updated, report.unchanged, report.rejected];

describe("importing a YAML list", () => {
  it("creates everything, whatever the order of the entries, and the second time nothing", async () => {
    expect(tally(await importList(list))).toEqual([5, 0, 0, 0]);
    expect(await execute(operations.getService, { slug: "checkout" }, admin)).toMatchObject({ owner: { slug: "payments" }, dependencies: [{ slug: "orders-db" }], customers: [{ slug: "globex" }] });
    expect(tally(await importList(list))).toEqual([0, 0, 5, 0]);
  });

  it("changes only what the list says and bumps the version of that row alone", async () => {
    await importList(list);
    expect(tally(await importList("services:\n  - slug: orders-db\n    tier: 2\n"))).toEqual([0, 1, 0, 0]);
    expect(await execute(operations.getService, { slug: "orders-db" }, admin)).toMatchObject({ name: "Orders DB", tier: 2, aliases: ["orders"], version: 2 });
    expect((await execute(operations.getService, { slug: "checkout" }, admin)).version).toBe(1);
  });

  it("changes nothing in a dry run and reports the same counts", async () => {
    expect(tally(await importList(list, { dryRun: true }))).toEqual([5, 0, 0, 0]);
    expect((await execute(operations.listServices, {}, admin)).total).toBe(0);
    expect(await database.query("select action from audit_event")).toEqual([]);
  });

  it("rejects bad entries with their line and imports the rest", async () => {
    const report = await importList("services:\n  - name: Auth\n  - name: Search\n    tier: 9\n  - name: Web\n    depends_on: [search]\n  - name: Auth\n  - name: Api\n    tire: 2\n");
    expect(tally(report)).toEqual([1, 0, 0, 4]);
    expect(report.rejections.map(({ line, reason }) => [line, reason.split(";")[0]])).toEqual([
      [3, "tier: 1 to 4"], [5, "dependsOn: there is no search in the catalogue or in this file"], [7, "service auth is already on line 2"], [8, "unknown field tire"],
    ]);
  });

  it("rejects the entry that closes a circle, also together with stored dependencies", async () => {
    await importList("- slug: a\n- slug: b\n  dependsOn: [a]\n");
    const report = await importList("- slug: a\n  dependsOn: [b]\n");
    expect(report.rejections).toMatchObject([{ line: 1, reason: "dependsOn: a needs b, which needs a" }]);
  });

  it("leaves one audit row for the run, with counts and digest", async () => {
    await importList(list);
    const rows = await database.query("select action, after from audit_event");
    expect(rows).toMatchObject([{ action: "import.catalog", after: { created: 5, source: "catalogue.yaml", contentDigest: expect.stringMatching(/^[0-9a-f]{64}$/) } }]);
  });

  it("refuses text that is no catalogue list and says what was expected", async () => {
    await expect(importList("number,opened_at\nINC1,2026-01-01\n")).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("Expected a mapping") });
    await expect(importList("services: [\n")).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("is not YAML") });
    await expect(importList("apps:\n  - name: a\n")).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("is not for viewers", async () => {
    await expect(execute(operations.importCatalog, { text: list }, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("asks before it mixes with demo data", async () => {
    await database.query("insert into team (id, slug, name, is_demo) values ('team_d', 'sre', 'SRE', true)");
    await expect(importList(list)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("demo") });
    expect(tally(await importList(list, { allowMixed: true }))).toEqual([5, 0, 0, 0]);
  });
});
