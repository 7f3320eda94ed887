import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { portalPromises, unmeasuredPromises } from "#core/slo";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { evaluateSlos } from "./evaluate-slos";
import { sloOperations } from "./operations";
import { ensurePromises } from "./promises";
import { samplePromises } from "./sample-promises";

let database: TestDatabase;
const now = "2026-08-19T10:00:30.000Z";
const nowMs = Date.parse(now);
const minuteMs = 60_000;
const system = testContext("admin");
const later = (minutes: number) => testContext("operator", { clock: fixedClock(new Date(nowMs + minutes * minuteMs).toISOString()) });

interface Run {
  minutesAgo: number;
  totalMs: number;
  outcome?: string;
  cacheStatus?: string;
  via?: string;
}

const run = ({ minutesAgo, totalMs, outcome = "answered", cacheStatus = "miss", via = "trpc" }: Run, index: number) => ({
  id: `run_${index}_${minutesAgo}`, question: "how many tickets", plan: {}, brief: {}, outcome, cacheStatus, totalMs, via, versions: {}, asOf: new Date(now), createdAt: new Date(nowMs - minutesAgo * minuteMs),
  stages: [{ name: "Read the question", ms: totalMs / 10 }, { name: "Disclose", ms: 1 }],
});

async function round(minutes: number): Promise<void> {
  await samplePromises(later(minutes));
  await evaluateSlos(later(minutes));
}

const promise = async (id: string, minutes = 0) => {
  const { items } = await execute(sloOperations.promises, {}, later(minutes));
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error(`There is no promise ${id}.`);
  return found;
};

const minutesOf = async (id: string): Promise<{ good: number; total: number }> => {
  const { key } = await db().slo.findFirstOrThrow({ where: { promise: id } });
  const hours = await db().sliHour.findMany({ where: { sloKey: key } });
  return hours.reduce((all, hour) => ({ good: all.good + hour.goodSum, total: all.total + hour.totalSum }), { good: 0, total: 0 });
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("the portal's own promises", () => {
  it("become SLOs at the first start, once, even when two processes start together", async () => {
    await Promise.all([ensurePromises(system), ensurePromises(system)]);
    expect(await ensurePromises(system)).toBe(0);
    const slos = await db().slo.findMany({ where: { promise: { not: null } } });
    expect(slos.map(({ promise: name }) => name).sort()).toEqual(portalPromises.map(({ id }) => id).sort());
    expect(slos.every(({ isDemo, serviceId, ownerTeamId }) => !isDemo && serviceId === null && ownerTeamId === null)).toBe(true);
  });

  it("say no data, never 0 and never 100%, before anything is recorded", async () => {
    const { items } = await execute(sloOperations.promises, {}, later(0));
    expect(items).toHaveLength(portalPromises.length + unmeasuredPromises.length);
    expect(items.filter(({ value, n, status }) => value !== null || n !== null || !["no_data", "benchmark"].includes(status))).toEqual([]);
    expect(items.every(({ reason }) => reason !== null && reason.length > 10)).toBe(true);
  });

  it("show no value for what only a benchmark can measure", async () => {
    expect(await promise("sessions")).toMatchObject({ status: "benchmark", value: null, slo: null });
  });

  it("are measured from recorded questions: those of pages, failed and open ones do not make an answer fast", async () => {
    const fast = Array.from({ length: 39 }, (_, index) => run({ minutesAgo: 5 + index, totalMs: 100, cacheStatus: index < 30 ? "hit" : "miss" }, index));
    await db().queryRun.createMany({ data: [...fast, run({ minutesAgo: 50, totalMs: 900 }, 100), run({ minutesAgo: 51, totalMs: 1, via: "page" }, 101), run({ minutesAgo: 52, totalMs: 0, outcome: "interrupted" }, 102)] });
    await round(0);
    expect(await promise("answer-p95")).toMatchObject({ value: 100, n: 40, status: "kept", measuredAt: new Date(nowMs - 5 * minuteMs).toISOString() });
    expect((await promise("answer-p95")).slo?.sli).toBeCloseTo(39 / 40, 12);
    expect(await promise("answer-mean")).toMatchObject({ value: 120, n: 40 });
    expect((await promise("cache-hit-rate")).value).toBeCloseTo(30 / 40, 12);
    expect((await promise("answers-without-failure")).value).toBeCloseTo(40 / 41, 12);
    expect(await promise("framework-choice")).toMatchObject({ value: 10, n: 40, status: "kept" });
    expect(await promise("disclosure")).toMatchObject({ value: 1, n: 40 });
  });

  it("are written down again without counting anything twice, and with what came late", async () => {
    const before = await minutesOf("answer-p95");
    await round(0);
    expect(await minutesOf("answer-p95")).toEqual(before);
    await db().queryRun.create({ data: run({ minutesAgo: 5, totalMs: 100 }, 200) });
    await round(1);
    expect(await minutesOf("answer-p95")).toEqual({ good: before.good + 1, total: before.total + 1 });
  });

  it("are broken when they are: slow answers beyond the budget", async () => {
    await db().queryRun.createMany({ data: Array.from({ length: 10 }, (_, index) => run({ minutesAgo: 1, totalMs: 2_000 }, 300 + index)) });
    await round(2);
    const row = await promise("answer-p95", 2);
    expect([row.status, row.value]).toEqual(["broken", 2_000]);
  });

  it("charge the minutes in which nothing ran, and only those", async () => {
    const before = await minutesOf("availability");
    await samplePromises(later(3));
    await samplePromises(later(3));
    await samplePromises(later(7));
    expect(await minutesOf("availability")).toEqual({ good: before.good + 2, total: before.total + 5 });
  });

  it("count jobs by how late they began, and none before there is a queue", async () => {
    expect(await promise("job-delay")).toMatchObject({ status: "no_data", n: null });
    await db().$executeRawUnsafe("create schema pgboss");
    await db().$executeRawUnsafe("create table pgboss.job (name text, start_after timestamptz, started_on timestamptz, retry_count int default 0)");
    await db().$executeRawUnsafe(`insert into pgboss.job select case when i = 0 then '__pgboss__send-it' else 'slo.rebuild-days' end, timestamptz '${now}' - make_interval(mins => 20 + i), timestamptz '${now}' - make_interval(mins => 20 + i, secs => case when i = 3 then -90 else -2 end) from generate_series(0, 9) as i`);
    await round(8);
    const row = await promise("job-delay", 8);
    expect([row.n, row.slo?.sli]).toEqual([9, 8 / 9]);
    expect(row.status).toBe("broken");
  });

  it("count a P0 outage by when it was told, and one that was never told as late", async () => {
    const { key } = await db().monitor.create({ data: { id: "mon_1", slug: "database", name: "Database", url: "tcp://db", isP0: true, check: { kind: "tcp" }, intervalMs: 30_000, lastCheckAt: new Date(now), createdAt: new Date(nowMs - 3_600_000) } });
    const started = new Date(nowMs - 30 * minuteMs);
    await db().outage.createMany({ data: [{ id: "out_1", monitorKey: key, startedAt: started, endedAt: null }, { id: "out_2", monitorKey: key, startedAt: new Date(nowMs - 90 * minuteMs), endedAt: new Date(nowMs - 80 * minuteMs) }] });
    await db().alert.create({ data: { id: "alr_1", fingerprint: "monitor:database", groupKey: "g", source: "monitor", title: "Database is down", severity: "page", startedAt: started, lastSeenAt: started } });
    await db().$executeRawUnsafe(`insert into alert_event (alert_id, seq, at, kind, actor_name, data) values ('alr_1', 1, timestamptz '${new Date(started.getTime() + 400).toISOString()}', 'fired', 'system', '{}')`);
    await round(9);
    const row = await promise("detection-p0", 9);
    expect([row.n, row.slo?.sli]).toEqual([2, 0.5]);
    expect((await promise("checks-on-time", 9)).n).toBe(1);
  });

  it("stay out of the list and the report of the organisation's own SLOs", async () => {
    expect((await execute(sloOperations.list, {}, later(9))).total).toBe(0);
    expect((await execute(sloOperations.report, {}, later(9))).rows).toEqual([]);
    expect((await execute(sloOperations.get, { slug: "portal-availability" }, later(9))).row.slug).toBe("portal-availability");
  });

  it("are not made again when somebody has archived one", async () => {
    await execute(sloOperations.archive, { slug: "portal-disclosure" }, later(9));
    expect(await ensurePromises(system)).toBe(0);
    expect(await promise("disclosure", 9)).toMatchObject({ slo: null, status: "no_data", reason: "Its SLO is not in use." });
  });
});
