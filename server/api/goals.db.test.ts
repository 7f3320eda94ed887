import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { operations } from "./operations";

let database: TestDatabase;
const now = "2026-08-19T10:00:00.000Z";
const nowMs = Date.parse(now);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const at = (daysAgo: number): Date => new Date(nowMs - daysAgo * dayMs);
const operator = testContext("operator");

beforeAll(async () => {
  database = await testDatabase();
  await db().service.createMany({ data: [{ id: "svc_1", slug: "checkout", name: "Checkout", tier: 1, aliases: [] }, { id: "svc_2", slug: "search", name: "Search", tier: 2, aliases: [] }] });
  const seen = { status: "up", firstCheckAt: at(120), lastCheckAt: at(0) };
  const { key } = await db().monitor.create({ data: { id: "mon_1", slug: "checkout", name: "Checkout", url: "https://checkout.example", serviceId: "svc_1", ...seen } });
  await db().monitor.create({ data: { id: "mon_2", slug: "search", name: "Search", url: "https://search.example", serviceId: "svc_2", ...seen } });
  // A whole day of checkout in the four weeks before the start of the goals, six hours of it in the last four.
  await db().outage.createMany({ data: [{ id: "out_1", monitorKey: key, startedAt: at(61), endedAt: at(60) }, { id: "out_2", monitorKey: key, startedAt: at(5), endedAt: new Date(at(5).getTime() + 6 * hourMs) }] });
});
afterAll(() => database.drop());

const base = { title: "Reach customers", metric: "availability", target: 0.999, dueOn: "2026-09-30", startOn: "2026-07-01", startValue: null, ownerName: "Grace", service: null };
const create = async (over: Partial<Record<keyof typeof base, string | number | null>> = {}) => (await execute(operations.catalog.createGoal, { ...base, ...over }, operator)).id;
const progress = async (id: string, ctx = operator) => execute(operations.catalog.getGoalProgress, { id }, ctx);
const minusDown = (hours: number, monitors: number): number => 1 - (hours * hourMs) / (monitors * 28 * dayMs);

describe("the progress of a goal", () => {
  it("is read from its metric: now, and as it was at the start, over four weeks each", async () => {
    const row = await progress(await create());
    expect(row).toMatchObject({ status: "on_track", period: "the last 28 days", reason: null, metric: { id: "availability", unit: "ratio" } });
    expect(row.value).toBeCloseTo(minusDown(6, 2), 9);
    expect(row.startValue).toBeCloseTo(minusDown(24, 2), 9);
    expect(row.progress).toBeCloseTo((minusDown(6, 2) - minusDown(24, 2)) / (0.999 - minusDown(24, 2)), 9);
  });

  it("can be narrowed to one service, and says so of one that does not exist", async () => {
    const row = await progress(await create({ service: "checkout" }));
    expect([row.goal.service?.name, row.value]).toEqual(["Checkout", expect.closeTo(minusDown(6, 1), 9)]);
    expect((await progress(await create({ service: "search" }))).status).toBe("met");
    await expect(create({ service: "nothing" })).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("begins at the value that was written down where there is one", async () => {
    const row = await progress(await create({ startValue: 0.9 }));
    expect([row.startValue, row.status]).toEqual([0.9, "on_track"]);
    const late = await progress(await create({ startValue: 0.9955, target: 0.9999 }));
    expect(late.status).toBe("behind");
  });

  it("is judged at the due date once that has passed", async () => {
    const row = await progress(await create({ dueOn: at(8).toISOString().slice(0, 10), startOn: null }));
    expect([row.status, row.period, row.value]).toEqual(["met", "the 28 days up to the due date", 1]);
    expect((await progress(await create({ dueOn: at(2).toISOString().slice(0, 10) }))).status).toBe("missed");
  });

  it("counts what stands as it stands", async () => {
    const row = await progress(await create({ metric: "service_count", target: 1, startValue: 5 }));
    expect(row).toMatchObject({ value: 2, period: "now", status: "on_track", progress: 0.75 });
  });

  it.each([
    ["without a metric", { metric: null }, "names no metric"],
    ["on a metric that the portal does not have", { metric: "customer_joy" }, 'no metric "customer_joy"'],
    ["without a target", { target: null }, "no target"],
    ["where nothing was recorded", { metric: "resolution_time" }, "Nothing, or too little"],
    ["of a service, where the metric has none", { metric: "team_count", service: "checkout" }, "cannot be taken of one service"],
  ])("is not measured %s, with the reason", async (_, over, reason) => {
    const row = await progress(await create(over));
    expect([row.status, row.value, row.progress]).toEqual(["not_measured", null, null]);
    expect(row.reason).toContain(reason);
  });

  it("hides what the asker may not see, and never says whether it is met", async () => {
    const id = await create({ metric: "ticket_backlog", target: 50 });
    const row = await progress(id, testContext("viewer"));
    expect(row).toMatchObject({ status: "not_measured", value: null, metric: null, reason: "Its metric is hidden from you." });
    expect((await execute(operations.catalog.goalMetrics, {}, testContext("viewer"))).items.map(({ id: metric }) => metric)).not.toContain("ticket_backlog");
  });

  it("is listed with the goals, and a change of start and service is kept", async () => {
    const id = await create({ title: "Last of all", dueOn: null });
    await execute(operations.catalog.updateGoal, { id, version: 1, startOn: "2026-08-01", startValue: 0.5, service: "search" }, operator);
    const { items, total } = await execute(operations.catalog.goalProgress, { limit: 100 }, operator);
    expect(items).toHaveLength(total);
    expect(items.find(({ goal }) => goal.id === id)?.goal).toMatchObject({ startOn: "2026-08-01", startValue: 0.5, service: { slug: "search" }, target: 0.999, version: 2 });
    await expect(execute(operations.catalog.getGoalProgress, { id: "goal_none" }, operator)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
