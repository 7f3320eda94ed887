import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { catalogOperations as operations } from "./operations";

let database: TestDatabase;
const admin = testContext("admin");
const viewer = testContext("viewer");

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query("truncate monitor, document, goal, customer_service, customer, service_dependency, service, team, ticket_event, ticket, audit_event cascade");
  await database.query("truncate data_version");
});

const service = (name: string, more: Record<string, unknown> = {}) => execute(operations.createService, { name, ...more }, admin);
const audits = () => database.query("select action, entity_type, before, after from audit_event order by seq");

describe("services", () => {
  it("are created with owner, aliases and dependencies, and read back", async () => {
    await execute(operations.createTeam, { name: "Platform" }, admin);
    await service("Orders DB");
    const { slug } = await service("Checkout", { tier: 1, owner: "platform", aliases: ["basket"], dependsOn: ["orders-db"], region: "eu" });
    expect(await execute(operations.getService, { slug }, viewer)).toMatchObject({
      slug: "checkout", name: "Checkout", tier: 1, owner: { slug: "platform", name: "Platform" }, aliases: ["basket"], region: "eu", lifecycle: "live", version: 1,
      dependencies: [{ slug: "orders-db", hops: 1 }], dependents: [], customers: [],
    });
  });

  it("show what needs them, two hops away and no further", async () => {
    await service("db");
    await service("api", { dependsOn: ["db"] });
    await service("web", { dependsOn: ["api"] });
    await service("kiosk", { dependsOn: ["web"] });
    const db = await execute(operations.getService, { slug: "db" }, viewer);
    expect(db.dependents.map(({ slug, hops }) => [slug, hops])).toEqual([["api", 1], ["web", 2]]);
    const kiosk = await execute(operations.getService, { slug: "kiosk" }, viewer);
    expect(kiosk.dependencies.map(({ slug, hops }) => [slug, hops])).toEqual([["web", 1], ["api", 2]]);
  });

  it("show their monitors and runbooks, but only to readers who may see those", async () => {
    await service("auth");
    await database.query("insert into monitor (id, slug, name, url, status, service_id) select 'mon_1', 'auth-eu', 'Auth EU', 'https://example.com', 'up', id from service");
    await database.query("insert into document (id, slug, kind, title, body, service_id) select 'doc_1', 'auth-down', 'runbook', 'Nobody can sign in', '', id from service");
    expect(await execute(operations.getService, { slug: "auth" }, viewer)).toMatchObject({ monitors: [{ slug: "auth-eu", name: "Auth EU", status: "up" }], runbooks: [{ slug: "auth-down", name: "Nobody can sign in" }] });
    const narrow = testContext("viewer", { actor: { permissions: new Set(["catalog.read"] as const) } });
    expect(await execute(operations.getService, { slug: "auth" }, narrow)).toMatchObject({ monitors: null, runbooks: null });
  });

  it("cannot be created or changed by a viewer", async () => {
    await service("auth");
    await expect(execute(operations.createService, { name: "search" }, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.updateService, { slug: "auth", version: 1, tier: 1 }, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.archiveService, { slug: "auth", version: 1 }, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("refuse a circle and name it", async () => {
    await service("a");
    await service("b", { dependsOn: ["a"] });
    await service("c", { dependsOn: ["b"] });
    await expect(execute(operations.updateService, { slug: "a", version: 1, dependsOn: ["c"] }, admin)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("a needs c, which needs b, which needs a") });
    expect((await execute(operations.getService, { slug: "a" }, viewer)).version).toBe(1);
  });

  it("never end in a circle when two people close it together", async () => {
    await service("a");
    await service("b");
    const both = await Promise.allSettled([
      execute(operations.updateService, { slug: "a", version: 1, dependsOn: ["b"] }, admin),
      execute(operations.updateService, { slug: "b", version: 1, dependsOn: ["a"] }, admin),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("refuse a change made from an older version and keep the newer one", async () => {
    await service("auth");
    await execute(operations.updateService, { slug: "auth", version: 1, tier: 1 }, admin);
    await expect(execute(operations.updateService, { slug: "auth", version: 1, tier: 4 }, admin)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await execute(operations.getService, { slug: "auth" }, viewer)).tier).toBe(1);
  });

  it("keep every field that a change does not name", async () => {
    await service("auth", { tier: 1, aliases: ["login"], region: "eu", description: "Signs people in." });
    await execute(operations.updateService, { slug: "auth", version: 1, region: null }, admin);
    expect(await execute(operations.getService, { slug: "auth" }, viewer)).toMatchObject({ tier: 1, aliases: ["login"], region: null, description: "Signs people in.", version: 2 });
  });

  it("refuse a slug that is taken, an owner and a dependency that do not exist", async () => {
    await service("auth");
    await expect(service("Auth")).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(service("billing", { owner: "nobody" })).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "owner" }] });
    await expect(service("billing", { dependsOn: ["nothing"] })).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "dependsOn" }] });
    expect((await execute(operations.listServices, {}, viewer)).total).toBe(1);
  });

  it("leave one audit row and one new data version for each change", async () => {
    await service("auth");
    await execute(operations.updateService, { slug: "auth", version: 1, tier: 2 }, admin);
    const rows = await audits();
    expect(rows.map((row) => row.action)).toEqual(["catalog.service.create", "catalog.service.update"]);
    expect(rows[1]).toMatchObject({ entity_type: "service", before: { tier: 3 }, after: { tier: 2 } });
    expect(await database.query("select version::int from data_version where domain = 'catalog'")).toEqual([{ version: 2 }]);
  });

  it("leave the list when they are retired, and cannot be retired twice", async () => {
    await service("auth");
    await execute(operations.archiveService, { slug: "auth", version: 1 }, admin);
    expect((await execute(operations.listServices, {}, viewer)).items).toEqual([]);
    expect((await execute(operations.listServices, { lifecycle: "retired" }, viewer)).items).toHaveLength(1);
    await expect(execute(operations.archiveService, { slug: "auth", version: 2 }, admin)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("are listed by filter and sort, page by page without a gap or a repeat", async () => {
    for (const [index, name] of ["one", "two", "three", "four", "five"].entries()) await service(name, { tier: (index % 2) + 1 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await execute(operations.listServices, { sort: "-tier", limit: 2, ...(cursor ? { cursor } : {}) }, viewer);
      expect(page.total).toBe(5);
      seen.push(...page.items.map((item) => item.slug));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["four", "two", "five", "one", "three"]);
    expect((await execute(operations.listServices, { tier: 2 }, viewer)).items.map((item) => item.slug)).toEqual(["four", "two"]);
    expect((await execute(operations.listServices, { q: "TH" }, viewer)).items.map((item) => item.slug)).toEqual(["three"]);
  });

  it("that a customer does not use stay hidden from a reader bound to that customer", async () => {
    await service("auth");
    await service("billing", { dependsOn: ["auth"] });
    await execute(operations.createCustomer, { name: "Northwind", services: ["billing"] }, admin);
    const [row] = await database.query("select id from customer");
    const bound = testContext("viewer", { actor: { scope: { kind: "customers", customerIds: [String(row?.id)] } } });
    expect((await execute(operations.listServices, {}, bound)).items).toMatchObject([{ slug: "billing", dependencyCount: 0, customerCount: 1 }]);
    await expect(execute(operations.getService, { slug: "auth" }, bound)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await execute(operations.getService, { slug: "billing" }, bound)).dependencies).toEqual([]);
  });
});

describe("teams and customers", () => {
  it("count what belongs to them", async () => {
    await execute(operations.createTeam, { name: "Payments" }, admin);
    await service("billing", { owner: "payments" });
    await execute(operations.createCustomer, { name: "Globex", tier: "enterprise", services: ["billing"] }, admin);
    expect((await execute(operations.listTeams, {}, viewer)).items).toMatchObject([{ slug: "payments", serviceCount: 1 }]);
    expect(await execute(operations.getCustomer, { slug: "globex" }, viewer)).toMatchObject({ tier: "enterprise", services: [{ slug: "billing" }] });
    expect((await execute(operations.getService, { slug: "billing" }, viewer)).customers).toEqual([{ slug: "globex", name: "Globex", tier: "enterprise" }]);
  });

  it("cannot be removed while something refers to them, and leave an audit row when they are", async () => {
    await execute(operations.createTeam, { name: "Payments" }, admin);
    await service("billing", { owner: "payments" });
    await expect(execute(operations.removeTeam, { slug: "payments", version: 1 }, admin)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("1 service") });
    await execute(operations.updateService, { slug: "billing", version: 1, owner: null }, admin);
    await expect(execute(operations.removeTeam, { slug: "payments", version: 7 }, admin)).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(operations.removeTeam, { slug: "payments", version: 1 }, admin);
    expect((await audits()).at(-1)).toMatchObject({ action: "catalog.team.remove", before: { slug: "payments" } });
  });

  it("cannot be changed by a viewer", async () => {
    await execute(operations.createCustomer, { name: "Globex" }, admin);
    await expect(execute(operations.updateCustomer, { slug: "globex", version: 1, tier: "free" }, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.createTeam, { name: "Web" }, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("goals", () => {
  it("are created, changed from their current version only, and removed", async () => {
    const { id } = await execute(operations.createGoal, { title: "Resolve P1 within four hours", metric: "resolution_time", target: 14_400_000, dueOn: "2026-12-31" }, admin);
    await execute(operations.updateGoal, { id, version: 1, ownerName: "Support" }, admin);
    await expect(execute(operations.updateGoal, { id, version: 1, ownerName: "SRE" }, admin)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await execute(operations.listGoals, {}, viewer)).items).toMatchObject([{ id, dueOn: "2026-12-31", target: 14_400_000, ownerName: "Support", version: 2 }]);
    await execute(operations.removeGoal, { id, version: 2 }, admin);
    expect((await audits()).map((row) => row.action)).toEqual(["catalog.goal.create", "catalog.goal.update", "catalog.goal.remove"]);
  });
});
