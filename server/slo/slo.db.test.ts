import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { newId } from "@/server/platform/ids";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { evaluateSlos } from "./evaluate-slos";
import { sloOperations } from "./operations";
import { listSloRecords } from "./slo-records-repository";

let database: TestDatabase;
const now = "2026-08-19T10:00:00.000Z";
const nowMs = Date.parse(now);
const hourMs = 3_600_000;
const at = (hoursAgo: number): Date => new Date(nowMs - hoursAgo * hourMs);
const operator = testContext("operator");
const later = (hours: number, role: "operator" | "viewer" = "operator") => testContext(role, { clock: fixedClock(new Date(nowMs + hours * hourMs).toISOString()) });

/** Observed for ten days, down for one hour two days ago and for six minutes five hours ago. */
async function seed(): Promise<void> {
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [] } });
  await db().service.create({ data: { id: "svc_1", slug: "checkout", name: "Checkout", tier: 1, ownerTeamId: "team_1", aliases: [] } });
  const monitor = await db().monitor.create({ data: { id: "mon_1", slug: "checkout", name: "Checkout", url: "https://checkout.example", serviceId: "svc_1", status: "up", firstCheckAt: at(240), lastCheckAt: at(0) } });
  await db().outage.createMany({ data: [{ id: newId("out"), monitorKey: monitor.key, startedAt: at(48), endedAt: at(47) }, { id: newId("out"), monitorKey: monitor.key, startedAt: at(5), endedAt: new Date(at(5).getTime() + 6 * 60_000) }] });
}

const definition = { name: "availability", service: "checkout", sli: { kind: "probe" as const, monitors: ["checkout"] }, target: 0.99, window: { kind: "rolling" as const, days: 7 } };

beforeAll(async () => {
  database = await testDatabase();
  await seed();
});
afterAll(() => database.drop());

describe("an SLO over a monitor", () => {
  it("is computed from its outages as soon as it exists", async () => {
    expect(await execute(sloOperations.create, definition, operator)).toEqual({ slug: "checkout-availability", version: 1 });
    const { items, summary } = await execute(sloOperations.list, {}, operator);
    const spent = 66 / (0.01 * 7 * 24 * 60);
    expect(items[0]).toMatchObject({ slug: "checkout-availability", status: "healthy", owner: { slug: "payments" }, isFull: true, windowLabel: "7 d rolling", budgetMs: 6_048_000 });
    expect(items[0]?.sli).toBeCloseTo(1 - 66 / (7 * 24 * 60), 12);
    expect(items[0]?.remaining).toBeCloseTo(1 - spent, 12);
    expect(summary.byStatus).toMatchObject({ healthy: 1, exhausted: 0 });
    const { from, left } = items[0]?.days ?? { from: null, left: [] };
    expect([new Date(Date.parse(from ?? "") + (left.length - 1) * 86_400_000).toISOString().slice(0, 10), left.at(-1)]).toEqual(["2026-08-19", Math.round((1 - spent) * 1e4) / 1e4]);
    const { items: long } = await execute(sloOperations.list, { limit: 200 }, operator);
    expect(long).toEqual(items);
    expect(long[0]?.days.left.length).toBeGreaterThan(0);
  });

  it("explains its figure: the stretches that spent budget, the largest first", async () => {
    const detail = await execute(sloOperations.get, { slug: "checkout-availability" }, operator);
    expect(detail.spending.map(({ from, bad }) => [from, bad / 60_000])).toEqual([[at(48).toISOString(), 60], [at(5).toISOString(), 6]]);
    expect(detail.spending.reduce((sum, { bad }) => sum + bad, 0)).toBe(detail.adjusted.spentBad);
    expect(detail.spending[0]?.monitors).toEqual([{ slug: "checkout", name: "Checkout" }]);
    expect([detail.excludedMs, detail.missingMs]).toEqual([0, 0]);
    expect(detail.burnDown.at(-1)?.remaining).toBeCloseTo(detail.adjusted.remaining ?? NaN, 12);
  });

  it("can be computed as of an earlier instant", async () => {
    const detail = await execute(sloOperations.get, { slug: "checkout-availability", at: at(6).toISOString() }, operator);
    expect(detail.adjusted.spentBad).toBe(hourMs);
    expect(detail.alerts.every(({ isFiring }) => !isFiring)).toBe(true);
  });

  it("fails a total outage: exhausted, and every alert fires (that over three days fired before)", async () => {
    const monitor = await db().monitor.findUniqueOrThrow({ where: { slug: "checkout" } });
    await db().outage.create({ data: { id: "out_total", monitorKey: monitor.key, startedAt: at(0), endedAt: null } });
    await db().monitor.update({ where: { slug: "checkout" }, data: { lastCheckAt: at(-80) } });
    const { changed } = await evaluateSlos(later(80));
    expect(changed).toBe(4);
    const detail = await execute(sloOperations.get, { slug: "checkout-availability" }, later(80));
    expect([detail.row.status, detail.row.firing, detail.adjusted.remaining !== null && detail.adjusted.remaining < -40]).toEqual(["exhausted", "page", true]);
    expect(detail.alerts.map(({ isFiring }) => isFiring)).toEqual([true, true, true, true]);
    expect(detail.events.map(({ text }) => text)).toContain("healthy → exhausted");
    await db().outage.delete({ where: { id: "out_total" } });
    await db().monitor.update({ where: { slug: "checkout" }, data: { lastCheckAt: at(0) } });
    await evaluateSlos(operator);
  });

  it("alerts over windows of its own, also where they reach back further than its window", async () => {
    const own = [{ severity: "page" as const, budgetFraction: 0.01, longMs: 10 * 60_000, shortMs: 2 * 60_000 }, { severity: "ticket" as const, budgetFraction: 0.3, longMs: 3 * 24 * hourMs, shortMs: 6 * hourMs }];
    await execute(sloOperations.create, { ...definition, name: "quick", window: { kind: "rolling", days: 1 }, alertRows: own }, operator);
    const { alerts } = await execute(sloOperations.get, { slug: "checkout-quick" }, operator);
    // An hour in three days is 1.39% bad, beside six minutes in six hours: both above 10% of 1%.
    expect(alerts.map(({ severity, factor, longBurn, isFiring }) => [severity, Number(factor.toPrecision(6)), Number(longBurn?.toFixed(3)), isFiring])).toEqual([["page", 1.44, 0, false], ["ticket", 0.1, Number(((66 / (3 * 24 * 60)) * 100).toFixed(3)), true]]);
    expect((await db().sloStatus.findFirstOrThrow({ where: { slo: { slug: "checkout-quick" } } })).alerts).toHaveLength(2);
    await expect(execute(sloOperations.update, { ...definition, slug: "checkout-quick", version: 1, name: "quick", alertRows: [{ ...own[0], shortMs: hourMs }] } as never, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await db().slo.delete({ where: { slug: "checkout-quick" } });
  });

  it("has no data, not 100%, once nothing is observed any more", async () => {
    await evaluateSlos(later(24 * 30));
    const { items } = await execute(sloOperations.list, {}, later(24 * 30));
    expect(items[0]).toMatchObject({ status: "no_data", sli: null, remaining: null });
    await evaluateSlos(operator);
  });

  it("charges work that was excluded only after it began, and frees work that was excluded before", async () => {
    expect(await execute(sloOperations.exclude, { slug: "checkout-availability", from: at(48).toISOString(), to: at(47).toISOString(), reason: "database move" }, operator)).toMatchObject({ isCounted: false });
    const early = testContext("operator", { clock: fixedClock(at(60).toISOString()) });
    const { id } = await execute(sloOperations.exclude, { slug: "checkout-availability", from: at(48).toISOString(), to: at(47).toISOString(), reason: "database move" }, early);
    await evaluateSlos(operator);
    const detail = await execute(sloOperations.get, { slug: "checkout-availability" }, operator);
    expect([detail.adjusted.spentBad / 60_000, detail.raw.spentBad / 60_000]).toEqual([6, 66]);
    expect([detail.excludedMs, (await execute(sloOperations.preview, { ...definition, slug: "checkout-availability" }, operator)).remaining]).toEqual([hourMs, detail.adjusted.remaining]);
    const rawFirst = await execute(sloOperations.list, { account: "raw" }, operator);
    expect((rawFirst.items[0]?.rawRemaining ?? 0) < (rawFirst.items[0]?.remaining ?? 0)).toBe(true);
    expect(detail.exclusions.map(({ isCounted, countedMs }) => [isCounted, countedMs]).sort()).toEqual([[false, 0], [true, hourMs]]);
    const capped = await execute(sloOperations.preview, { ...definition, slug: "checkout-availability", exclusionCapMinutes: 30 }, operator);
    expect(capped.remaining).toBeCloseTo(1 - 36 / (0.01 * (7 * 24 * 60 - 30)), 12);
    await execute(sloOperations.removeExclusion, { slug: "checkout-availability", id }, operator);
    expect((await execute(sloOperations.get, { slug: "checkout-availability" }, operator)).adjusted.spentBad / 60_000).toBe(66);
  });
});

describe("changing an SLO", () => {
  it("keeps the old definition under its version and is audited", async () => {
    expect(await execute(sloOperations.update, { ...definition, slug: "checkout-availability", version: 1, target: 0.999 }, operator)).toEqual({ slug: "checkout-availability", version: 2 });
    const detail = await execute(sloOperations.get, { slug: "checkout-availability" }, operator);
    expect(detail.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(detail.row.status).toBe("exhausted");
    const audit = await db().auditEvent.findFirst({ where: { action: "slo.update" } });
    expect(audit?.before).toMatchObject({ target: 0.99 });
  });

  it("refuses an editor whose version is not the stored one", async () => {
    await expect(execute(sloOperations.update, { ...definition, slug: "checkout-availability", version: 1 }, operator)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("refuses a viewer, an unknown monitor, a target of everything and an unknown zone", async () => {
    await expect(execute(sloOperations.create, definition, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(sloOperations.create, { ...definition, name: "x", sli: { kind: "probe", monitors: ["nowhere"] } }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.create, { ...definition, target: 1 }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.create, { ...definition, name: "y", window: { kind: "calendar", unit: "month", zone: "Mars/Base" } }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.create, definition, operator)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("pauses: no status but paused, and resumes", async () => {
    await execute(sloOperations.pause, { slug: "checkout-availability", version: 2, isPaused: true }, operator);
    expect((await execute(sloOperations.list, {}, operator)).items[0]?.status).toBe("paused");
    await execute(sloOperations.pause, { slug: "checkout-availability", version: 3, isPaused: false }, operator);
    expect((await execute(sloOperations.list, {}, operator)).items[0]?.status).not.toBe("paused");
  });

  it("previews a definition without storing it, and says what is wrong with one", async () => {
    const preview = await execute(sloOperations.preview, { ...definition, name: "draft", target: 0.9 }, operator);
    expect(preview.remaining).toBeCloseTo(1 - 66 / (0.1 * 7 * 24 * 60), 12);
    expect((await execute(sloOperations.preview, { ...definition, service: "nowhere" }, operator)).problem).toContain("nowhere");
    expect(await db().slo.count()).toBe(1);
  });
});

describe("samples by API", () => {
  const samples = [{ at: at(1).toISOString(), good: 999, total: 1000 }, { at: new Date(at(1).getTime() + 30_000).toISOString(), good: 1, total: 1 }, { at: at(-2).toISOString(), good: 1, total: 1 }];

  it("counts a batch once, adds samples of the same minute, and refuses those from the future one by one", async () => {
    await execute(sloOperations.create, { name: "requests", service: "checkout", sli: { kind: "pushed", unit: "requests" }, target: 0.999, window: { kind: "rolling", days: 30 } }, operator);
    expect(await execute(sloOperations.push, { slug: "checkout-requests", batch: "b1", samples }, operator)).toEqual({ accepted: 2, isRepeated: false, rejected: [{ index: 2, reason: "lies in the future" }] });
    expect(await execute(sloOperations.push, { slug: "checkout-requests", batch: "b1", samples }, operator)).toMatchObject({ accepted: 0, isRepeated: true });
    expect(await execute(sloOperations.push, { slug: "checkout-requests", batch: "b2", samples: [{ at: at(1).toISOString(), good: 0, total: 1 }] }, operator)).toMatchObject({ accepted: 1 });
    const detail = await execute(sloOperations.get, { slug: "checkout-requests" }, operator);
    expect([detail.adjusted.good, detail.adjusted.total, detail.unit]).toEqual([1000, 1002, "requests"]);
  });

  it("counts events one by one, by what is said of them or by the limit of the SLO", async () => {
    const { slug } = await execute(sloOperations.create, { name: "answers", sli: { kind: "pushed", unit: "answers", thresholdMs: 250 }, target: 0.5, window: { kind: "rolling", days: 30 } }, operator);
    const event = (parts: object) => ({ at: at(1).toISOString(), ...parts });
    const events = [event({ tookMs: 250 }), event({ tookMs: 251 }), event({ isGood: true }), event({ isGood: false }), { at: at(-2).toISOString(), isGood: true }];
    expect(await execute(sloOperations.push, { slug, batch: "e1", events }, operator)).toEqual({ accepted: 4, isRepeated: false, rejected: [{ index: 4, reason: "lies in the future" }] });
    expect(await execute(sloOperations.push, { slug, batch: "e1", events }, operator)).toMatchObject({ accepted: 0, isRepeated: true });
    expect((await execute(sloOperations.get, { slug }, operator)).adjusted).toMatchObject({ good: 2, total: 4 });
    expect((await execute(sloOperations.push, { slug: "checkout-requests", batch: "e2", events: [event({ tookMs: 1 })] }, operator)).rejected[0]?.reason).toContain("no limit");
    for (const parts of [{ events: [event({})] }, { events: [event({ isGood: true, tookMs: 3 })] }, { events: [event({ tookMs: -1 })] }, {}, { events, samples }]) await expect(execute(sloOperations.push, { slug, batch: "e3", ...parts }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await db().slo.delete({ where: { slug } });
  });

  it("is evaluated with sums of hours to the same figures as from every minute, with exclusions and a period that begins inside an hour", async () => {
    const early = testContext("operator", { clock: fixedClock(new Date(nowMs - 25 * 24 * hourMs).toISOString()) });
    const late = testContext("operator", { clock: fixedClock(new Date(nowMs + 23 * 60_000).toISOString()) });
    const { slug } = await execute(sloOperations.create, { name: "long", sli: { kind: "pushed", unit: "requests" }, target: 0.99, window: { kind: "rolling", days: 20 } }, operator);
    const many = Array.from({ length: 1_400 }, (_, index) => ({ at: new Date(nowMs - index * 29 * 60_000).toISOString(), good: 100 - (index % 7), total: 100 + (index % 3) }));
    await execute(sloOperations.push, { slug, batch: "long", samples: many }, operator);
    for (const hoursAgo of [300, 299.5]) await execute(sloOperations.exclude, { slug, from: at(hoursAgo).toISOString(), to: new Date(at(hoursAgo).getTime() + 45 * 60_000).toISOString(), reason: "planned work" }, early);
    await evaluateSlos(late);
    const { row, adjusted, raw, excludedMs } = await execute(sloOperations.get, { slug }, late);
    expect(excludedMs).toBe(75 * 60_000);
    expect(raw.total).toBeGreaterThan(adjusted.total);
    for (const [summed, exact] of [[row.sli, adjusted.sli], [row.rawSli, raw.sli], [row.remaining, adjusted.remaining], [row.rawRemaining, raw.remaining]]) expect(summed).toBeCloseTo(exact ?? NaN, 12);
    await execute(sloOperations.archive, { slug }, operator);
  });

  it("refuses more good than total, and samples for an SLO that monitors measure", async () => {
    await expect(execute(sloOperations.push, { slug: "checkout-requests", batch: "b3", samples: [{ at: now, good: 2, total: 1 }] }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(sloOperations.push, { slug: "checkout-availability", batch: "b4", samples: [{ at: now, good: 1, total: 1 }] }, operator)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("an SLI of Prometheus where none is named", () => {
  it("is misconfigured and says what to set", async () => {
    const sli = { kind: "prometheus" as const, unit: "requests", measure: { form: "ratio" as const, query: "vector(0)", counts: "bad" as const }, lookbackMinutes: 1 };
    const { slug } = await execute(sloOperations.create, { name: "queried", service: null, sli, target: 0.9, window: { kind: "rolling", days: 1 } }, operator);
    expect(await execute(sloOperations.get, { slug }, operator)).toMatchObject({ status: "misconfigured", source: { queriedTo: null, error: "No Prometheus is configured: set PROMETHEUS_URL." } });
    await execute(sloOperations.archive, { slug }, operator);
  });
});

describe("the monthly report", () => {
  it("states what was attained, raw and adjusted, and the share of the month's budget that it cost", async () => {
    await evaluateSlos(operator);
    const { month, isOver, daysInMonth, rows } = await execute(sloOperations.report, { month: "2026-08" }, operator);
    expect([month, isOver, daysInMonth]).toEqual(["2026-08", false, 31]);
    const row = rows.find(({ slug }) => slug === "checkout-availability");
    expect(row?.adjusted.attained).toBeCloseTo(1 - 66 / (10 * 24 * 60), 12);
    expect(row?.adjusted.spent).toBeCloseTo(66 / (0.001 * 31 * 24 * 60), 9);
    expect([row?.isMet, row?.daysWithData]).toEqual([false, 11]);
    expect(rows.find(({ slug }) => slug === "checkout-requests")).toMatchObject({ daysWithData: 1, isMet: false });
  });

  it("says no data, not 100%, of a month before the first day", async () => {
    const { rows, isOver, firstMonth } = await execute(sloOperations.report, { month: "2026-02" }, operator);
    expect([isOver, firstMonth]).toEqual([true, "2026-08"]);
    expect(rows.every(({ adjusted, isMet, daysWithData }) => adjusted.attained === null && adjusted.spent === null && isMet === null && daysWithData === 0)).toBe(true);
  });

  it("refuses a month that has not begun", async () => {
    await expect(execute(sloOperations.report, { month: "2026-09" }, operator)).rejects.toMatchObject({ code: "VALIDATION" });
  });
});

describe("who sees an SLO", () => {
  it("shows it to its team and to nobody of another team or a customer", async () => {
    const seen = async (scope: Parameters<typeof testContext>[1]): Promise<number> => (await execute(sloOperations.list, {}, testContext("operator", scope))).total;
    expect(await seen({ actor: { scope: { kind: "teams", teamIds: ["team_1"] } } })).toBe(2);
    expect(await seen({ actor: { scope: { kind: "teams", teamIds: ["team_2"] } } })).toBe(0);
    expect(await seen({ actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } })).toBe(0);
  });
});

describe("the list of SLOs", () => {
  const both = ["checkout-availability", "checkout-requests"];
  beforeAll(async () => {
    await db().slo.update({ where: { slug: "checkout-availability" }, data: { labels: { env: "prod" } } });
    await db().slo.update({ where: { slug: "checkout-requests" }, data: { labels: { env: "test", query: "a=b" } } });
  });

  it.each([
    ["a part of the name, whatever its case", { q: "AVAIL" }, ["checkout-availability"]],
    ["the name of the service", { q: "Checkout" }, both],
    ["a percent sign as a letter", { q: "%" }, []],
    ["the service", { service: "checkout" }, both],
    ["another service", { service: "search" }, []],
    ["the owner", { owner: "payments" }, both],
    ["a label", { label: "env=prod" }, ["checkout-availability"]],
    ["a label whatever its value", { label: "env" }, both],
    ["a value that stands in another label", { label: "team=prod" }, []],
    ["a label whose value holds an equals sign", { label: "query=a=b" }, ["checkout-requests"]],
    ["a part of a label", { label: "env=pro" }, []],
    ["a state that none is in", { status: "paused" as const }, []],
  ])("is narrowed by %s", async (_what, filter, slugs) => {
    const { items, total } = await execute(sloOperations.list, filter, operator);
    expect([items.map(({ slug }) => slug).sort(), total]).toEqual([slugs, slugs.length]);
  });

  it("offers the labels that its SLOs have, and none of another team, of the portal's promises or of an SLO out of use", async () => {
    await db().slo.createMany({ data: [{ promise: "p", archivedAt: null }, { promise: null, archivedAt: new Date(nowMs) }].map((parts, index) => ({ id: `slo_x${index}`, slug: `x${index}`, name: "x", sli: {}, target: 0.9, window: {}, method: {}, labels: { hidden: "yes" }, ...parts })) });
    const labels = async (scope: Parameters<typeof testContext>[1]) => (await execute(sloOperations.labels, {}, testContext("operator", scope))).items;
    const all = [{ label: "env=prod", slos: 1 }, { label: "env=test", slos: 1 }, { label: "query=a=b", slos: 1 }];
    expect(await labels({})).toEqual(all);
    expect(await labels({ actor: { scope: { kind: "teams", teamIds: ["team_1"] } } })).toEqual(all);
    expect(await labels({ actor: { scope: { kind: "teams", teamIds: ["team_2"] } } })).toEqual([]);
    expect(await labels({ actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } })).toEqual([]);
    await db().slo.deleteMany({ where: { name: "x" } });
  });

  it("is evaluated whole when one SLO is removed in the middle of the round", async () => {
    const { slug } = await execute(sloOperations.create, { ...definition, name: "gone soon" }, operator);
    const records = await listSloRecords({ kind: "all" }, {});
    await db().slo.delete({ where: { slug } });
    await evaluateSlos(later(0.5), records);
    const { items } = await execute(sloOperations.list, {}, operator);
    expect(items.map((row) => [row.slug, row.evaluatedAt]).sort()).toEqual(both.map((one) => [one, later(0.5).clock.now().toISOString()]));
  });
});
