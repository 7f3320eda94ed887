import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { importDeployments } from "./import-deployments";
import { deploymentsOperations as ops, updatesOperations as updates } from "./operations";

let database: TestDatabase;
let directory: string;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const as = (role: "operator" | "admin" | "viewer" | "support" | "requester" = "operator", scope: Ctx["actor"]["scope"] = { kind: "all" }): Ctx => testContext(role, { actor: { name: role, scope } });
const report = (message: object, ctx = as()) => execute(ops.report, { service: "checkout", release: "1.0", ...message }, ctx);

beforeAll(async () => {
  database = await testDatabase();
  directory = await mkdtemp(path.join(os.tmpdir(), "deployments-"));
  await db().team.createMany({ data: [{ id: "team_web", slug: "web", name: "Web", aliases: [] }, { id: "team_data", slug: "data", name: "Data", aliases: [] }] });
  await db().service.createMany({ data: [{ id: "svc_shop", slug: "checkout", name: "Checkout", ownerTeamId: "team_web" }, { id: "svc_db", slug: "orders-db", name: "Orders DB", ownerTeamId: "team_data" }, { id: "svc_blog", slug: "blog", name: "Blog" }] });
  await db().serviceDependency.create({ data: { serviceId: "svc_shop", dependsOnId: "svc_db" } });
  await db().incident.create({ data: { id: "inc_1", number: 1, title: "Checkout fails", severity: "sev1", status: "resolved", serviceId: "svc_shop", startedAt: new Date(at(-100)), declaredAt: new Date(at(-95)), resolvedAt: new Date(at(-40)), services: { create: { serviceId: "svc_shop" } } } });
});
afterAll(() => database.drop());

describe("reporting a deployment", () => {
  it("creates it, changes nothing when said again, and takes its outcome and restoration later", async () => {
    const first = await report({ deployedAt: at(-130), committedAt: at(-1_570), commit: "ABCDEF01", environment: "Prod" });
    expect(first.change).toBe("created");
    expect(await report({ deployedAt: at(-130), environment: "production" })).toEqual({ id: first.id, change: "unchanged" });
    expect(await report({ outcome: "rolled_back", incident: 1 })).toEqual({ id: first.id, change: "updated" });
    expect(await execute(ops.get, { id: first.id }, as("viewer"))).toMatchObject({ release: "1.0", environment: "production", outcome: "rolled_back", leadMs: 1_440 * 60_000, restoreMs: 90 * 60_000, incident: 1, commit: "abcdef01", sourceKey: "checkout/production/1.0", actor: "operator" });
    await report({ outcome: "rolled_back", restoredAt: at(-110) });
    expect((await execute(ops.get, { id: first.id }, as())).restoreMs).toBe(20 * 60_000);
    expect((await db().auditEvent.findMany({ where: { entityType: "deployment" }, orderBy: { seq: "asc" } })).map(({ action }) => action)).toEqual(["deployments.report", "deployments.update", "deployments.update"]);
  });

  it("by two at once makes one deployment", async () => {
    const told = await Promise.all(Array.from({ length: 4 }, () => report({ release: "twice", service: "blog", deployedAt: at(-5_000) })));
    expect([new Set(told.map(({ id }) => id)).size, told.filter(({ change }) => change === "created").length]).toEqual([1, 1]);
  });

  it.each([
    ["an unknown service", { service: "nope" }], ["an unknown incident", { incident: 99 }], ["a time in the future", { deployedAt: at(60) }], ["a restoration before the deployment", { outcome: "failed", deployedAt: at(-10), restoredAt: at(-20), release: "bad" }],
    ["a commit that is no hash", { commit: "latest" }], ["an outcome that nobody knows", { outcome: "meh" }], ["an empty release", { release: " " }], ["a source key that names another release", { release: "2.0", sourceKey: "checkout/production/1.0" }],
  ])("is refused with %s", async (_, message) => expect(report(message)).rejects.toMatchObject({ code: "VALIDATION" }));

  it("is for those who may push, of services in their scope", async () => {
    await expect(report({}, as("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(report({ service: "orders-db" }, as("operator", { kind: "teams", teamIds: ["team_web"] }))).rejects.toMatchObject({ code: "VALIDATION" });
  });
});

describe("importing deployments", () => {
  const lines = ["service,release,deployed_at,committed_at,outcome,restored_at,environment", "orders-db,9.1,2026-08-18 10:00,2026-08-18 04:00,succeeded,,production", "orders-db,9.2,2026-08-18T12:00:00Z,,failed,2026-08-18 14:45,prod", "nope,1,2026-08-18 10:00,,,,", "orders-db,9.3,2027-01-01 10:00,,,,", "orders-db,9.4,someday,,,,", 'orders-db,"9.5', "checkout,2.0,2026-08-18 10:00,,ok,,staging"];
  const run = (text: string, options = {}) => writeFile(path.join(directory, "list.csv"), text).then(() => importDeployments(as("admin"), { path: path.join(directory, "list.csv"), zone: "Europe/Berlin", ...options }));

  it("writes nothing when it is tried out, then takes what is good in the file's zone and says what is wrong with the rest", async () => {
    expect(await run(lines.join("\r\n"), { dryRun: true })).toMatchObject({ created: 3, rejected: 4 });
    expect(await db().deployment.count({ where: { source: "import" } })).toBe(0);
    const done = await run(lines.join("\n"));
    expect([done.rowsRead, done.created, done.rejected, done.rejections.map(({ line, reason }) => [line, reason])]).toEqual([7, 3, 4, [
      [6, "deployedAt: Invalid ISO datetime"], [7, "A quotation mark is not closed on its line, or stands inside a field"], [4, 'There is no service "nope".'], [5, "deployedAt lies in the future"],
    ]]);
    expect(await db().deployment.findUnique({ where: { sourceKey: "orders-db/production/9.2" }, select: { deployedAt: true, restoredAt: true, outcome: true } })).toEqual({ deployedAt: new Date("2026-08-18T12:00:00Z"), restoredAt: new Date("2026-08-18T12:45:00Z"), outcome: "failed" });
  });

  it("of the same file changes nothing, and a later file changes the outcome", async () => {
    expect(await run(lines.join("\n"))).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await run("service,release,deployed_at,outcome\norders-db,9.1,2026-08-18 10:00,rolled back")).toMatchObject({ created: 0, updated: 1 });
  });

  it("refuses what is no list of deployments", async () => {
    await expect(run("a,b\n1,2")).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(importDeployments(as("admin"), { path: path.join(directory, "none.csv") })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("reading deployments", () => {
  it("gives the four measures of delivery over production, and no data where there is none", async () => {
    const { now, before } = await execute(ops.figures, { days: 30 }, as("viewer"));
    expect(now).toMatchObject({ deployments: 4, failures: 3, failureRate: 0.75, leadKnown: 2, leadMs: 15 * 3_600_000, restored: 2, restoreMs: (20 + 45) * 30_000 });
    expect(before).toMatchObject({ deployments: 0, failureRate: null, leadMs: null, restoreMs: null });
  });

  it("lists by service, environment and outcome, page after page, and hides them from customers and other teams", async () => {
    const list = (input: object, ctx = as("viewer")) => execute(ops.list, input, ctx);
    expect((await list({ environment: "production", outcome: "not_succeeded" })).items.map(({ release }) => release)).toEqual(["1.0", "9.2", "9.1"]);
    const page = await list({ limit: 2 });
    expect([page.total, page.environments, (await list({ limit: 2, cursor: page.nextCursor })).items.length]).toEqual([5, ["production", "staging"], 2]);
    expect((await list({}, as("viewer", { kind: "teams", teamIds: ["team_web"] }))).items.map(({ service }) => service?.slug)).toEqual(["checkout", "checkout"]);
    expect((await list({}, as("viewer", { kind: "customers", customerIds: ["cus_1"] }))).total).toBe(0);
    await expect(list({}, as("requester"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("what changed before", () => {
  beforeAll(async () => {
    await db().maintenanceWindow.create({ data: { id: "mw_1", number: 7, title: "index rebuild", status: "completed", startsAt: new Date(at(-240)), endsAt: new Date(at(-120)), startedAt: new Date(at(-240)), endedAt: new Date(at(-110)), services: { create: { serviceId: "svc_db" } } } });
    await db().slo.create({ data: { id: "slo_1", slug: "checkout-up", name: "Checkout up", serviceId: "svc_shop", sli: {}, target: 0.999, window: {}, method: {} } });
    await db().auditEvent.create({ data: { seq: 9_000, at: new Date(at(-115)), actorName: "Ada", via: "page", action: "slo.update", entityType: "slo", entityId: "slo_1", requestId: "rq", prevHash: "", hash: "" } });
    await db().freeze.create({ data: { id: "frz_1", title: "Peak", kind: "hard", startsAt: new Date(at(-105)), serviceIds: [], openedBy: "Bo" } });
    await db().alert.create({ data: { id: "alr_1", number: 3, fingerprint: "f", groupKey: "g", source: "monitors", title: "Orders DB slow", severity: "page", serviceId: "svc_db", startedAt: new Date(at(-102)), lastSeenAt: new Date(at(-50)) } });
    await report({ service: "blog", release: "b1", deployedAt: at(-120) });
    await db().changePlan.create({ data: { id: "chp_1", number: 4, title: "Move cache", serviceId: "svc_shop", stages: [], runs: { create: { id: "chr_1", number: 5, planVersion: 1, snapshot: {}, startedBy: "Cy", startedAt: new Date(at(-125)) } } } });
    await db().runStep.create({ data: { runType: "change", runId: "chr_1", position: 1, title: "Flush", kind: "manual", definition: {}, status: "done", startedAt: new Date(at(-125)), endedAt: new Date(at(-124)), actorName: "Cy" } });
  });
  const before = (input: object, ctx = as()) => execute(ops.whatChanged, input, ctx);

  it("an incident tells of its service and what it depends on, the newest first, not of strangers nor of itself", async () => {
    const { items, anchor, services, hidden } = await before({ incident: 1 });
    expect(items.map(({ kind, distance, text }) => [kind, distance, text])).toEqual([
      ["alert", 1, "alert Orders DB slow began"], ["freeze", null, "hard freeze began: Peak"], ["configuration", 0, "slo update: Checkout up"], ["run_step", 0, "change CR-5 Move cache: Flush"], ["deployment", 0, "deployed 1.0 to production, rolled back since"],
      ["maintenance", 1, "maintenance MW-7 index rebuild went on until 08:10 UTC (completed)"],
    ]);
    expect([anchor?.title, services.map(({ slug }) => slug), hidden]).toEqual(["INC-1 Checkout fails", ["checkout", "orders-db"], []]);
  });

  it("an alert, an instant, a longer time", async () => {
    expect((await before({ alert: 3 })).items.map(({ kind }) => kind)).toEqual(["freeze", "maintenance"]);
    expect((await before({ before: at(-100) })).items.some(({ text }) => text.includes("b1"))).toBe(true);
    expect((await before({ incident: 1, minutes: 2 * 1_440 })).items.filter(({ kind }) => kind === "deployment").map(({ distance }) => distance)).toEqual([0, 1, 0, 1]);
  });

  it("shows only what the reader may see and names the rest", async () => {
    const { items, hidden } = await before({ incident: 1 }, as("viewer"));
    expect([items.some(({ kind }) => kind === "alert"), hidden]).toEqual([false, ["alert"]]);
    expect((await before({ before: at(0), minutes: 10_000 }, as("operator", { kind: "teams", teamIds: ["team_data"] }))).items.every(({ service }) => service?.slug === "orders-db")).toBe(true);
    await expect(before({ alert: 3 }, as("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(before({ incident: 1, alert: 3 })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(before({ incident: 77 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("update cycles", () => {
  const cycle = { title: "Patches", service: "orders-db", rrule: "FREQ=MONTHLY;BYDAY=2TU", startsLocal: "2026-06-09T06:00", zone: "Europe/Berlin" };

  it("are planned, fall due, are done and remembered; a second editor is told of the conflict", async () => {
    const { id } = await execute(updates.create, cycle, as());
    const [row] = (await execute(updates.list, { from: at(0), to: at(60 * 24 * 40) }, as("viewer"))).items;
    expect(row).toMatchObject({ state: "overdue", missed: 3, dueAt: "2026-06-09T04:00:00.000Z", team: { slug: "data" } });
    expect(await execute(updates.done, { id, version: 1, at: at(-60), note: "all hosts" }, as())).toEqual({ id, version: 2 });
    await expect(execute(updates.update, { id, version: 1, title: "Mine" }, as())).rejects.toMatchObject({ code: "CONFLICT" });
    const { items, dates } = await execute(updates.list, { from: at(0), to: at(60 * 24 * 40) }, as("viewer"));
    expect([items[0]?.state, items[0]?.dueAt, dates]).toEqual(["planned", "2026-09-08T04:00:00.000Z", [{ id, at: "2026-09-08T04:00:00.000Z", title: "Update due: Patches", href: "/changes/updates" }]]);
    expect((await execute(updates.history, { id }, as("viewer"))).items).toMatchObject([{ actor: "operator", note: "all hosts", doneAt: at(-60) }]);
    await expect(execute(updates.done, { id, version: 2, at: at(60) }, as())).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(updates.remove, { id, version: 2 }, as());
    expect((await execute(updates.list, {}, as())).items).toEqual([]);
  });

  it.each([["no rule", { rrule: "FREQ=HOURLY" }], ["a day that does not exist", { startsLocal: "2026-02-30T06:00" }], ["a start that its rule does not give", { startsLocal: "2026-06-10T06:00" }], ["an unknown zone", { zone: "Mars/Base" }], ["an unknown service", { service: "nope" }], ["an unknown plan", { plan: 99 }]])(
    "are refused with %s", async (_, over) => expect(execute(updates.create, { ...cycle, ...over }, as())).rejects.toMatchObject({ code: "VALIDATION" }));

  it("are not planned by a viewer", async () => expect(execute(updates.create, cycle, as("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" }));
});
