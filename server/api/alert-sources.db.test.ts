import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../platform/clock";
import { db } from "../platform/db";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { reconcileMonitors, reconcileRules, reconcileSlos } from "./alert-sources";
import { operations } from "./operations";
import { scheduledTasks } from "./scheduled-tasks";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const at = (minutes: number): Date => new Date(nowMs + minutes * 60_000);
const operator = (minutes = 0) => testContext("operator", { clock: fixedClock(at(minutes).toISOString()) });
const open = async (source: string): Promise<string[]> => (await db().alert.findMany({ where: { source, openKey: { not: null } }, orderBy: { number: "asc" } })).map(({ title }) => title);

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [] } });
  await db().service.createMany({ data: [{ id: "svc_1", slug: "payments-api", name: "payments-api", tier: 1, ownerTeamId: "team_1", aliases: [] }, { id: "svc_2", slug: "search", name: "search", aliases: [] }] });
});
afterAll(() => database.drop());

describe("burn rate alerts of SLOs", () => {
  const alert = (isFiring: boolean) => ({ severity: "page", budgetFraction: 0.02, longMs: 3_600_000, shortMs: 300_000, factor: 14.4, longBurn: 20.5, shortBurn: 30, isFiring });
  it("begin and end with the evaluation, once, for the service and its team", async () => {
    await db().slo.create({ data: { id: "slo_1", slug: "payments-availability", name: "Payments availability", serviceId: "svc_1", ownerTeamId: "team_1", labels: { env: "prod", slo: "another" }, sli: {}, target: 0.999, window: {}, method: {} } });
    await db().sloStatus.create({ data: { sloId: "slo_1", status: "at_risk", since: at(0), evaluatedAt: at(0), periodFrom: at(-100), periodTo: at(100), remaining: 0.4, budgetMs: 1, isFull: true, alerts: [alert(true)] } });
    expect(await reconcileSlos(operator(1))).toMatchObject({ began: 1 });
    expect(await reconcileSlos(operator(2))).toMatchObject({ began: 0, seen: 0, ended: 0 });
    expect(await db().alert.findFirst({ include: { team: true } })).toMatchObject({ title: "Payments availability burns its error budget", severity: "page", serviceId: "svc_1", team: { slug: "payments" }, labels: { env: "prod", slo: "payments-availability", alertname: "ErrorBudgetBurn" }, description: expect.stringContaining("40.0% of the budget is left") as string });
    await db().sloStatus.update({ where: { sloId: "slo_1" }, data: { alerts: [alert(false)] } });
    expect(await reconcileSlos(operator(3))).toMatchObject({ ended: 1 });
  });
});

describe("monitors", () => {
  it("that the portal checks are alerts while they are down; imported records are not", async () => {
    const monitor = { url: "https://example.test", status: "down", statusSince: at(-2), serviceId: "svc_1" };
    await db().monitor.createMany({ data: [{ ...monitor, id: "mon_1", slug: "api", name: "API", check: { kind: "http" }, isP0: true }, { ...monitor, id: "mon_2", slug: "old", name: "Old record" }] });
    await reconcileMonitors(operator());
    expect(await db().alert.findMany({ where: { source: "monitor" } })).toMatchObject([{ title: "API is down", severity: "page", startedAt: at(-2) }]);
    await db().monitor.updateMany({ data: { status: "up" } });
    await reconcileMonitors(operator(1));
    expect(await open("monitor")).toEqual([]);
  });

  it("that flap are one alert from the first failure until they have come to rest", async () => {
    await db().monitor.create({ data: { id: "mon_3", slug: "unsteady", name: "Unsteady", url: "https://unsteady.example", check: { kind: "http" }, status: "down", statusSince: at(-2), serviceId: "svc_2" } });
    const seen = async (minutes: number, data: { status: string; flappingSince?: Date | null }) => {
      await db().monitor.update({ where: { id: "mon_3" }, data });
      return reconcileMonitors(operator(minutes));
    };
    expect(await seen(0, { status: "down" })).toMatchObject({ began: 1 });
    expect(await seen(1, { status: "up", flappingSince: at(1) })).toMatchObject({ began: 0, ended: 0 });
    expect(await seen(2, { status: "down" })).toMatchObject({ began: 0, ended: 0 });
    expect(await seen(3, { status: "up" })).toMatchObject({ began: 0, ended: 0 });
    expect(await seen(30, { status: "up", flappingSince: null })).toMatchObject({ ended: 1 });
    expect(await db().alert.count({ where: { source: "monitor", service: { slug: "search" } } })).toBe(1);
    await db().monitor.delete({ where: { id: "mon_3" } });
  });

  it("of an imported record are alerts while it is fresh; once it grows old an alert neither begins nor ends", async () => {
    const last = (minutes: number, status: string) => db().monitor.update({ where: { id: "mon_2" }, data: { status, lastCheckAt: at(minutes) } });
    await last(-31, "down");
    await reconcileMonitors(operator());
    expect(await open("monitor")).toEqual([]);
    await last(-5, "down");
    await reconcileMonitors(operator());
    expect(await open("monitor")).toEqual(["Old record is down"]);
    await reconcileMonitors(operator(60));
    expect(await open("monitor")).toEqual(["Old record is down"]);
    await last(70, "up");
    await reconcileMonitors(operator(71));
    expect(await open("monitor")).toEqual([]);
  });
});

describe("a rule on a metric", () => {
  const rule = { slug: "many-tickets", name: "Many tickets", metric: "ticket_volume", comparison: "above" as const, threshold: 2, windowMinutes: 60, service: "payments-api", severity: "page" as const };
  const tickets = (count: number, minutes: number) => db().ticket.createMany({ data: Array.from({ length: count }, (_, index) => ({ id: `tkt_${minutes}_${index}`, number: `T-${minutes}-${index}`, subject: "x", state: "New", stateKind: "open", serviceId: "svc_1", openedAt: at(minutes), updatedAt: at(minutes) })) });

  it("is made for a metric that there is, by whoever may", async () => {
    await execute(operations.alerts.createRule, rule, operator());
    await expect(execute(operations.alerts.createRule, rule, operator())).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(execute(operations.alerts.createRule, { ...rule, slug: "x", metric: "moon_phase" }, operator())).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(operations.alerts.createRule, { ...rule, slug: "x", service: "nowhere" }, operator())).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(operations.alerts.createRule, { ...rule, slug: "x" }, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await db().auditEvent.count({ where: { action: "alert-rule.create" } })).toBe(1);
  });

  it("is silent without data, fires beyond its threshold and ends at it", async () => {
    expect(await reconcileRules(operator())).toMatchObject({ began: 0 });
    await tickets(2, -10);
    await reconcileRules(operator());
    expect(await open("metric")).toEqual([]);
    await tickets(1, -5);
    await reconcileRules(operator());
    expect(await open("metric")).toEqual(["Many tickets"]);
    const { items } = await execute(operations.alerts.rules, {}, operator());
    expect(items).toMatchObject([{ metricLabel: expect.any(String) as string, firing: expect.any(Number) as number, service: { slug: "payments-api" } }]);
    await reconcileRules(operator(54));
    expect(await open("metric")).toEqual([]);
  });

  it("neither begins nor ends where nothing can be measured", async () => {
    await reconcileRules(operator());
    expect(await open("metric")).toEqual(["Many tickets"]);
    await db().ticket.deleteMany();
    await reconcileRules(operator(1));
    expect(await open("metric")).toEqual(["Many tickets"]);
  });

  it("that is changed, switched off or removed lets its alert end", async () => {
    await expect(execute(operations.alerts.updateRule, { ...rule, version: 9 }, operator())).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(operations.alerts.updateRule, { ...rule, version: 1, isEnabled: false }, operator());
    await reconcileRules(operator(2));
    expect(await open("metric")).toEqual([]);
    await execute(operations.alerts.removeRule, { slug: rule.slug }, operator());
    expect((await execute(operations.alerts.rules, {}, operator())).items).toEqual([]);
  });
});

describe("what the leader does", () => {
  it("includes evaluating, escalating, sending and the heartbeat, each by a name of its own", () => {
    const names = scheduledTasks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["alerts.monitors", "alerts.rules", "alerts.escalate", "alerts.send", "alerts.heartbeat"]));
  });

  it.each([["slo.evaluate", 30_000], ["alerts.heartbeat", 60_000]])("keeps the rhythm that is promised: %s every %d ms", (name, everyMs) => {
    expect(scheduledTasks.find((task) => task.name === name)).toMatchObject({ everyMs });
  });
});
