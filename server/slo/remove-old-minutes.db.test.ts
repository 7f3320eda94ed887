import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { sloOperations } from "./operations";
import { rebuildDays } from "./rebuild-days";
import { removeOldMinutes } from "./remove-old-minutes";
import { listSloRecords } from "./slo-records-repository";

let database: TestDatabase;
const now = "2026-08-19T10:00:00.000Z";
const operator = testContext("operator", { clock: fixedClock(now) });
const nowMs = Date.parse(now);
const dayMs = 86_400_000;
const daysAgo = (days: number): string => new Date(nowMs - days * dayMs).toISOString();
const keys = new Map<string, number>();

const create = async (name: string, window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: "year"; zone: string }): Promise<void> => {
  const { slug } = await execute(sloOperations.create, { name, sli: { kind: "pushed", unit: "requests" }, target: 0.99, window }, operator);
  keys.set(name, (await db().slo.findUniqueOrThrow({ where: { slug } })).key);
};
/** An hour with 600 requests, 6 of them bad. */
const hourOf = (sloKey: number, at: string) => ({ sloKey, hour: new Date(at), good: Array<number>(60).fill(9.9), total: Array<number>(60).fill(10), goodSum: 594, totalSum: 600 });
const hoursOf = async (name: string): Promise<string[]> => (await db().sliHour.findMany({ where: { sloKey: keys.get(name) ?? 0 }, orderBy: { hour: "asc" } })).map(({ hour }) => hour.toISOString());

const rolling = [daysAgo(461), daysAgo(459), daysAgo(429), daysAgo(401), daysAgo(399), daysAgo(1)];
const ofYear = ["2024-12-31T23:00:00.000Z", "2025-01-01T00:00:00.000Z", "2025-07-15T10:00:00.000Z", "2026-08-01T00:00:00.000Z"];

beforeAll(async () => {
  database = await testDatabase();
  await create("rolling", { kind: "rolling", days: 30 });
  await create("year", { kind: "calendar", unit: "year", zone: "UTC" });
  keys.set("gone", 999);
  await db().sliHour.createMany({ data: [...rolling.map((at) => hourOf(keys.get("rolling") ?? 0, at)), ...ofYear.map((at) => hourOf(keys.get("year") ?? 0, at)), ...[daysAgo(401), daysAgo(399)].map((at) => hourOf(999, at))] });
  const batch = { sloKey: keys.get("rolling") ?? 0, samples: 1 };
  await db().sliBatch.createMany({ data: [{ ...batch, key: "old", receivedAt: new Date(daysAgo(401)) }, { ...batch, key: "young", receivedAt: new Date(daysAgo(399)) }] });
});
afterAll(() => database.drop());

describe("minutes older than 400 days", () => {
  it("are removed where no figure of the last 400 days needs them; those figures stay as they were", async () => {
    const asOf = async (): Promise<unknown[]> => Promise.all(["rolling", "year"].map(async (slug) => {
      const { raw, adjusted, burnDown, isFull } = await execute(sloOperations.get, { slug, at: daysAgo(400) }, operator);
      return { raw, adjusted, burnDown, isFull };
    }));
    const before = await asOf();
    expect(before).toMatchObject([{ raw: { total: 1_200 } }, { raw: { total: 600 } }]);
    expect(await removeOldMinutes(operator)).toEqual({ hours: 3, batches: 1 });
    expect(await hoursOf("rolling")).toEqual(rolling.slice(1));
    expect(await hoursOf("year")).toEqual(ofYear.slice(1));
    expect(await hoursOf("gone")).toEqual([daysAgo(399)]);
    expect((await db().sliBatch.findMany()).map(({ key }) => key)).toEqual(["young"]);
    expect(await asOf()).toEqual(before);
    expect(await removeOldMinutes(operator)).toEqual({ hours: 0, batches: 0 });
  });

  it("leave their days: days anew are those that can be computed, the rest stays as it was", async () => {
    const sloKey = keys.get("rolling") ?? 0;
    const kept = { sloKey, rawGood: 594, rawTotal: 600, adjustedGood: 594, adjustedTotal: 600, rawRemaining: 0, remaining: 0 };
    const wrong = { ...kept, rawGood: 1 };
    const day = (days: number): Date => new Date(daysAgo(days).slice(0, 10));
    await db().sliDay.createMany({ data: [{ ...kept, day: day(500) }, { ...wrong, day: day(399) }, { ...wrong, day: day(300) }] });
    await rebuildDays(await listSloRecords({ kind: "all" }, { q: "rolling" }), operator);
    const days = await db().sliDay.findMany({ where: { sloKey }, orderBy: { day: "asc" } });
    expect(days.map((row) => [row.day, Math.round(row.rawGood)])).toEqual([500, 399, 1].map((ago) => [day(ago), 594]));
  });

  it("of an SLO that this version does not understand are kept", async () => {
    await db().slo.update({ where: { slug: "year" }, data: { window: { kind: "of another version" } } });
    await db().sliHour.create({ data: hourOf(keys.get("year") ?? 0, ofYear[0] ?? "") });
    expect((await removeOldMinutes(operator)).hours).toBe(0);
  });
});
