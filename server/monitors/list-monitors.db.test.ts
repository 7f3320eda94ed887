import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { importUptime } from "./import-uptime";
import { monitorsOperations } from "./operations";
import { writeUpptime } from "./upptime-fixture";

let database: TestDatabase;
const later = testContext("viewer", { clock: fixedClock("2026-11-20T00:00:00.000Z") });
const then = testContext("viewer", { clock: fixedClock("2026-03-02T12:00:00.000Z") });
const hour = 3_600_000;

beforeAll(async () => {
  database = await testDatabase();
  await importUptime(testContext("operator"), { dir: await writeUpptime() });
});
afterAll(() => database.drop());

// Shop: observed 1 Mar 09:00 to 2 Mar 12:00 = 27 h, down 30 min and, until the last check, 30 min.
const shopRatio = 26 / 27;

describe("the list of monitors", () => {
  it("is about the whole record when the data is old, and says until when it goes", async () => {
    const list = await execute(monitorsOperations.list, {}, later);
    expect(list).toMatchObject({ window: { id: "all", from: "2026-03-01T09:00:00.000Z" }, dataUntil: "2026-03-02T12:00:05.000Z", total: 2, known: 2, summary: { byStatus: { up: 1, down: 1, degraded: 0, none: 0 }, outages: 2 } });
    expect(list.items.map((item) => [item.slug, item.availability.ratio, item.outages, item.sourceRatio])).toEqual([["docs-dev", 1, 0, 1], ["shop", shopRatio, 2, 0.995]]);
  });

  it("weights the availability of all by the time observed", async () => {
    const { summary } = await execute(monitorsOperations.list, {}, later);
    expect(summary.availability).toEqual({ observedMs: 54 * hour, downMs: hour, ratio: 53 / 54 });
  });

  it("is no data, not 100 %, in a window without checks", async () => {
    const list = await execute(monitorsOperations.list, { window: "7d" }, later);
    expect(list.items.map((item) => [item.availability.ratio, item.latency.p95Ms, item.wholeRatio])).toEqual([[null, null, 1], [null, null, shopRatio]]);
    expect(list.summary.availability.ratio).toBeNull();
  });

  it("counts an outage that began before the window as time down and not as an outage of it", async () => {
    const list = await execute(monitorsOperations.list, { window: "24h", q: "shop" }, testContext("viewer", { clock: fixedClock("2026-03-02T10:10:00.000Z") }));
    expect(list.items[0]).toMatchObject({ outages: 0, availability: { downMs: hour / 3 } });
  });

  it("measures latency on answered checks only, interpolated", async () => {
    const list = await execute(monitorsOperations.list, { q: "shop" }, later);
    expect(list.items[0]?.latency).toEqual({ p50Ms: 120, p95Ms: 138, samples: 3 });
  });

  it("draws the course of response times over the time with checks, with gaps where nothing was answered", async () => {
    const [docs, shop] = (await execute(monitorsOperations.list, {}, later)).items;
    expect(shop?.latencyTrend).toHaveLength(30);
    const measured = shop?.latencyTrend.filter((value) => value !== null) ?? [];
    expect([measured.length, Math.max(...measured)]).toEqual([3, 140]);
    expect(shop?.latencyTrend[0]).not.toBeNull();
    expect(docs?.latencyTrend.at(-1)).not.toBeNull();
    expect((await execute(monitorsOperations.list, { window: "7d" }, later)).items.map((item) => item.latencyTrend)).toEqual([[], []]);
  });

  it("filters by status and by words in name or address", async () => {
    const slugsOf = async (input: { status?: "down"; q?: string }) => (await execute(monitorsOperations.list, input, later)).items.map((item) => item.slug);
    expect([await slugsOf({ status: "down" }), await slugsOf({ q: "docs.example" }), await slugsOf({ q: "100%" })]).toEqual([["shop"], ["docs-dev"], []]);
  });

  it.each(["name", "-name", "availability", "-availability", "outages", "-outages", "latency", "-latency"] as const)("goes on behind its cursor when sorted by %s", async (sort) => {
    const whole = await execute(monitorsOperations.list, { sort }, later);
    const first = await execute(monitorsOperations.list, { sort, limit: 1 }, later);
    const second = await execute(monitorsOperations.list, { sort, limit: 1, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) }, later);
    expect([...first.items, ...second.items].map((item) => item.slug)).toEqual(whole.items.map((item) => item.slug));
    expect(second.nextCursor).toBeNull();
  });

  it("refuses a cursor that is none", async () => {
    await expect(execute(monitorsOperations.list, { cursor: "x" }, later)).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("is hidden from someone bound to a customer, and from a role without the right", async () => {
    const bound = testContext("viewer", { actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } });
    expect(await execute(monitorsOperations.list, {}, bound)).toMatchObject({ items: [], known: 0, dataUntil: null, summary: { availability: { ratio: null } } });
    await expect(execute(monitorsOperations.list, {}, testContext("requester"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("one monitor", () => {
  it("shows each UTC day with the source's minutes beside ours", async () => {
    const monitor = await execute(monitorsOperations.get, { slug: "shop" }, later);
    expect(monitor.days).toEqual([
      { day: "2026-03-01", observedMs: 15 * hour, downMs: hour / 2, ratio: 14.5 / 15, sourceDownMinutes: 28 },
      { day: "2026-03-02", observedMs: 12 * hour, downMs: hour / 2, ratio: 11.5 / 12, sourceDownMinutes: null },
    ]);
    expect(monitor).toMatchObject({ wholeAvailability: { ratio: shopRatio }, checks: 7, claim: { uptimeRatio: { all: 0.995 }, status: "up", startedAt: "2026-03-01T08:59:59.000Z" } });
    expect(monitor.outages.map((outage) => [outage.durationMs / 60_000, outage.endedAt])).toEqual([[30, null], [30, "2026-03-01T10:30:00.000Z"]]);
  });

  it("draws latency in buckets with the figures of each", async () => {
    const recent = await execute(monitorsOperations.get, { slug: "shop", window: "30d" }, then);
    const whole = await execute(monitorsOperations.get, { slug: "shop", window: "all" }, then);
    expect(whole.latencySeries.points.map((point) => [point.at, point.p50Ms])).toEqual([["2026-03-01T00:00:00.000Z", 110], ["2026-03-02T00:00:00.000Z", 140]]);
    expect(recent.latencySeries).toEqual(whole.latencySeries);
    expect((await execute(monitorsOperations.get, { slug: "shop", window: "24h" }, later)).latencySeries.points).toEqual([]);
  });

  it("is not found under another name or outside one's scope", async () => {
    await expect(execute(monitorsOperations.get, { slug: "nothing" }, later)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(monitorsOperations.get, { slug: "shop" }, testContext("viewer", { actor: { scope: { kind: "teams", teamIds: ["tm_1"] } } }))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the list of outages", () => {
  it("adds up to the time down, whatever its order", async () => {
    for (const sort of ["started", "-started", "duration", "-duration"] as const) {
      const first = await execute(monitorsOperations.outages, { sort, limit: 1 }, later);
      const second = await execute(monitorsOperations.outages, { sort, limit: 1, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) }, later);
      expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(2);
      expect([first.total, first.totalMs, first.longestMs, second.nextCursor]).toEqual([2, hour, hour / 2, null]);
    }
  });
  it("can be narrowed to a monitor and to what is still down", async () => {
    expect((await execute(monitorsOperations.outages, { monitor: "shop", status: "open" }, later)).items.map((item) => item.startedAt)).toEqual(["2026-03-02T11:30:00.000Z"]);
    expect(await execute(monitorsOperations.outages, { monitor: "docs-dev" }, later)).toMatchObject({ items: [], total: 0, totalMs: 0, longestMs: null });
  });
});
