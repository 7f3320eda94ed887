import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { applyBudgetPolicies } from "./apply-budget-policies";
import { listBudgetFreezes } from "./budget-policy";
import { evaluateSlos } from "./evaluate-slos";
import { listHolding } from "./freezes-repository";
import { sloOperations } from "./operations";

let database: TestDatabase;
const now = "2026-08-19T10:00:00.000Z";
const nowMs = Date.parse(now);
const hourMs = 3_600_000;
const at = (hoursAgo: number): Date => new Date(nowMs - hoursAgo * hourMs);
const operator = testContext("operator");
const later = (hours: number, role: "operator" | "viewer" | "support" = "operator") => testContext(role, { clock: fixedClock(new Date(nowMs + hours * hourMs).toISOString()) });
const slug = "checkout-availability";
const budgetMinutes = 0.01 * 7 * 24 * 60;

/** The one outage, ended now, that leaves this share of the budget. */
async function leave(remaining: number): Promise<void> {
  const { key } = await db().monitor.findUniqueOrThrow({ where: { slug: "checkout" } });
  await db().outage.deleteMany({});
  const minutes = (1 - remaining) * budgetMinutes;
  if (minutes > 0) await db().outage.create({ data: { id: "out_1", monitorKey: key, startedAt: new Date(nowMs - minutes * 60_000), endedAt: at(0) } });
}

async function round(remaining: number, ctx = operator): Promise<number> {
  await leave(remaining);
  await evaluateSlos(ctx);
  return applyBudgetPolicies(ctx);
}

const open = async (): Promise<string[]> => (await db().sloFreeze.findMany({ where: { closedAt: null }, orderBy: { threshold: "desc" } })).map(({ kind }) => kind);
const version = async (): Promise<number> => (await db().slo.findUniqueOrThrow({ where: { slug } })).version;

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [] } });
  await db().service.create({ data: { id: "svc_1", slug: "checkout", name: "Checkout", tier: 1, ownerTeamId: "team_1", aliases: [] } });
  await db().monitor.create({ data: { id: "mon_1", slug: "checkout", name: "Checkout", url: "https://checkout.example", serviceId: "svc_1", status: "up", firstCheckAt: at(24 * 60), lastCheckAt: at(0) } });
  await execute(sloOperations.create, { name: "availability", service: "checkout", sli: { kind: "probe", monitors: ["checkout"] }, target: 0.99, window: { kind: "rolling", days: 7 } }, operator);
});
beforeEach(async () => {
  await db().sloFreeze.deleteMany({});
  await db().sloEvent.deleteMany({});
});
afterAll(() => database.drop());

describe("the error budget policy of an SLO", () => {
  it("warns at half, freezes softly at a quarter and hard at nothing, once each, and says so in the log and the audit", async () => {
    expect(await round(0.6)).toBe(0);
    expect(await round(0.49)).toBe(1);
    expect(await round(0.2)).toBe(1);
    expect(await round(-0.1)).toBe(1);
    expect(await round(-0.1)).toBe(0);
    expect(await open()).toEqual(["warn", "soft", "hard"]);
    const { events } = await execute(sloOperations.get, { slug }, operator);
    expect(events.map(({ text }) => text.replaceAll("\u00a0", " ")).filter((text) => /freeze|Warning/u.test(text))).toEqual(["Hard freeze opened at 0 %: −10 % of the budget left", "Soft freeze opened at 25 %: 20 % of the budget left", "Warning at 50 %: 49 % of the budget left"]);
    expect(await db().auditEvent.count({ where: { action: "slo.freeze.open" } })).toBe(3);
  });

  it("closes only beyond the threshold and its hysteresis", async () => {
    await round(0.2);
    await round(0.26);
    expect(await open()).toEqual(["warn", "soft"]);
    await round(0.3);
    expect(await open()).toEqual(["warn"]);
    expect(await round(1)).toBe(1);
    expect(await open()).toEqual([]);
  });

  it("opens each freeze once when two processes judge the same round", async () => {
    await leave(-1);
    await evaluateSlos(operator);
    const counts = await Promise.all([applyBudgetPolicies(operator), applyBudgetPolicies(operator), applyBudgetPolicies(operator)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(await open()).toEqual(["warn", "soft", "hard"]);
    expect(await db().sloEvent.count({ where: { kind: "freeze_opened" } })).toBe(3);
  });

  it("keeps what is open when the data ends: nothing is known, so nothing changes", async () => {
    await round(-1);
    const month = later(24 * 30);
    await evaluateSlos(month);
    expect(await applyBudgetPolicies(month)).toBe(0);
    expect(await open()).toEqual(["warn", "soft", "hard"]);
    await evaluateSlos(operator);
  });

  it("can be set on the SLO and acts at once; a wrong one is refused and a stale one is a conflict", async () => {
    await round(0.2);
    await execute(sloOperations.setPolicy, { slug, version: await version(), policy: [{ act: "hard", remaining: 0.3 }] }, operator);
    expect(await open()).toEqual(["hard"]);
    const budget = await execute(sloOperations.budget, { slug }, operator);
    expect([budget.isUsualPolicy, budget.policy]).toEqual([false, [{ act: "hard", remaining: 0.3 }]]);
    await expect(execute(sloOperations.setPolicy, { slug, version: await version(), policy: [{ act: "soft", remaining: 0.1 }, { act: "hard", remaining: 0.2 }] }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.setPolicy, { slug, version: 1, policy: [] }, operator)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(execute(sloOperations.setPolicy, { slug, version: await version(), policy: [] }, later(0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(sloOperations.setPolicy, { slug, version: await version(), policy: [] }, operator);
    expect(await open()).toEqual([]);
    await execute(sloOperations.setPolicy, { slug, version: await version(), policy: null }, operator);
    expect((await execute(sloOperations.budget, { slug }, operator)).isUsualPolicy).toBe(true);
  });

  it("lets go of an SLO that is paused", async () => {
    await round(-1);
    await execute(sloOperations.pause, { slug, version: await version(), isPaused: true }, operator);
    expect(await open()).toEqual([]);
    await execute(sloOperations.pause, { slug, version: await version(), isPaused: false }, operator);
    expect(await open()).toEqual(["warn", "soft", "hard"]);
  });
});

describe("the override of a freeze", () => {
  const hard = async () => (await db().sloFreeze.findFirstOrThrow({ where: { kind: "hard" } })).id;
  const until = new Date(nowMs + 4 * hourMs).toISOString();

  it("allows change by name until its end, then the freeze holds again", async () => {
    await round(-1);
    await execute(sloOperations.overrideFreeze, { slug, id: await hard(), reason: "The fix of the leak has to go out", until }, operator);
    expect((await listHolding(new Date(now))).map(({ kind }) => kind)).toEqual(["soft"]);
    expect((await listHolding(new Date(nowMs + 5 * hourMs))).map(({ kind }) => kind).sort()).toEqual(["hard", "soft"]);
    const [freeze] = (await listBudgetFreezes({ from: now, to: until })).filter(({ kind }) => kind === "hard");
    expect(freeze).toMatchObject({ sloSlug: slug, serviceId: "svc_1", closedAt: null, threshold: 0, override: { by: "as operator", reason: "The fix of the leak has to go out", until } });
    const audit = await db().auditEvent.findFirstOrThrow({ where: { action: "slo.freeze.override" } });
    expect(audit.after).toMatchObject({ reason: "The fix of the leak has to go out", act: "hard" });
  });

  it("can be ended before its time", async () => {
    await round(-1);
    await execute(sloOperations.overrideFreeze, { slug, id: await hard(), reason: "The fix has to go out", until }, operator);
    await execute(sloOperations.endOverride, { slug, id: await hard() }, later(1));
    expect((await listHolding(new Date(nowMs + hourMs))).map(({ kind }) => kind).sort()).toEqual(["hard", "soft"]);
    await expect(execute(sloOperations.endOverride, { slug, id: await hard() }, later(2))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("is refused without the right, without a reason, for the past, for a warning and once the freeze is closed", async () => {
    await round(-1);
    const id = await hard();
    const input = { slug, id, reason: "The fix has to go out", until };
    await expect(execute(sloOperations.overrideFreeze, input, later(0, "support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(sloOperations.overrideFreeze, { ...input, reason: " " }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.overrideFreeze, { ...input, until: now }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    const warning = await db().sloFreeze.findFirstOrThrow({ where: { kind: "warn" } });
    await expect(execute(sloOperations.overrideFreeze, { ...input, id: warning.id }, operator)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await round(1);
    await expect(execute(sloOperations.overrideFreeze, input, operator)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("freezes of a stretch of time", () => {
  it("are those that hold somewhere in it, warnings left out", async () => {
    const row = { sloId: (await db().slo.findUniqueOrThrow({ where: { slug } })).id, threshold: 0.25, remaining: 0.2 };
    await db().sloFreeze.createMany({ data: [
      { ...row, id: "frz_past", kind: "soft", openedAt: at(30), closedAt: at(20) },
      { ...row, id: "frz_open", kind: "hard", openKey: "k", openedAt: at(5) },
      { ...row, id: "frz_warn", kind: "warn", openKey: "w", openedAt: at(5) },
    ] });
    const ids = async (from: number, to: number) => (await listBudgetFreezes({ from: at(from).toISOString(), to: at(to).toISOString() })).map(({ id }) => id);
    expect(await ids(25, 10)).toEqual(["frz_past"]);
    expect(await ids(20, 5)).toEqual([]);
    expect(await ids(21, 4)).toEqual(["frz_open", "frz_past"]);
    expect(await ids(1, -100)).toEqual(["frz_open"]);
  });
});

describe("notes on an SLO", () => {
  it("are put at an instant, listed and removed, each with its audit row", async () => {
    const { id } = await execute(sloOperations.annotate, { slug, at: at(3).toISOString(), text: "New load balancer" }, operator);
    expect((await execute(sloOperations.budget, { slug }, operator)).annotations).toEqual([{ id, at: at(3).toISOString(), text: "New load balancer", actorName: "as operator" }]);
    await execute(sloOperations.removeAnnotation, { slug, id }, operator);
    expect((await execute(sloOperations.budget, { slug }, operator)).annotations).toEqual([]);
    expect(await db().auditEvent.count({ where: { action: { in: ["slo.annotate", "slo.remove-annotation"] } } })).toBe(2);
    await expect(execute(sloOperations.removeAnnotation, { slug, id }, operator)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(sloOperations.annotate, { slug, at: at(-3).toISOString(), text: "Tomorrow" }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.annotate, { slug, at: now, text: "x" }, later(0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the forecast of an SLO", () => {
  it("says why there is none: too few whole days, or nothing left", async () => {
    await round(-1);
    expect(await execute(sloOperations.budget, { slug }, operator)).toMatchObject({ forecast: null, noForecast: "Nothing is left of the budget." });
    await round(1);
    await db().sliDay.deleteMany({});
    await evaluateSlos(operator);
    expect((await execute(sloOperations.budget, { slug }, operator)).noForecast).toContain("28 whole days with data are the least, 0 are there");
  });

  it("is made of the days on record, with its method, and reads back as of a past instant", async () => {
    const { key } = await db().monitor.findUniqueOrThrow({ where: { slug: "checkout" } });
    await db().outage.deleteMany({});
    // A tenth more than can be sustained, every day.
    await db().outage.createMany({ data: Array.from({ length: 59 }, (_, day) => ({ id: `out_day_${day}`, monitorKey: key, startedAt: at(24 * day + 12), endedAt: new Date(at(24 * day + 12).getTime() + (day < 6 ? 10 : 18) * 60_000) })) });
    await execute(sloOperations.pause, { slug, version: await version(), isPaused: true }, operator);
    await execute(sloOperations.pause, { slug, version: await version(), isPaused: false }, operator);
    const { forecast } = await execute(sloOperations.budget, { slug }, operator);
    expect(forecast).toMatchObject({ method: "Bayesian block bootstrap of whole days", until: new Date(nowMs + 7 * 24 * hourMs).toISOString() });
    expect(forecast?.historyDays).toBeGreaterThanOrEqual(58);
    expect(forecast?.from).not.toBeNull();
    expect((forecast?.from ?? "") > now).toBe(true);
    const past = await execute(sloOperations.budget, { slug, at: at(24 * 20).toISOString() }, operator);
    expect(past.forecast === null ? past.noForecast : past.forecast.historyDays).not.toBe(forecast?.historyDays);
  });
});
