import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { evaluateSlos } from "./evaluate-slos";
import { sloOperations } from "./operations";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const hourMs = 3_600_000;
const contextAt = (hours: number) => testContext("operator", { clock: fixedClock(new Date(nowMs + hours * hourMs).toISOString()) });
const sampleAt = (hours: number, good: number, total: number) => ({ at: new Date(nowMs + hours * hourMs).toISOString(), good, total });
const slug = "requests";

beforeAll(async () => {
  database = await testDatabase();
  await execute(sloOperations.create, { name: slug, sli: { kind: "pushed", unit: "requests" }, target: 0.9, window: { kind: "rolling", days: 28 } }, contextAt(0));
  await execute(sloOperations.push, { slug, batch: "first", samples: [sampleAt(-30, 99, 100), sampleAt(-1, 99, 100)] }, contextAt(0));
  await evaluateSlos(contextAt(0));
});
afterAll(() => database.drop());

const statusEvents = async (): Promise<unknown[]> => (await db().sloEvent.findMany({ where: { kind: "status" }, orderBy: { seq: "asc" } })).map(({ data }) => data);
const rowNow = async (hours: number) => (await execute(sloOperations.list, {}, contextAt(hours))).items[0];

describe("a round of evaluation", () => {
  it("that the database fails in the middle leaves nothing half written; the next one is right and doubles nothing", async () => {
    const before = await db().sloStatus.findFirstOrThrow();
    const events = (await statusEvents()).length;
    await execute(sloOperations.push, { slug, batch: "bad", samples: [sampleAt(1, 0, 100)] }, contextAt(1.1));
    await database.query("create function refuse() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$");
    await database.query("create trigger refuse before insert on slo_event for each row execute function refuse()");
    await expect(evaluateSlos(contextAt(1.1))).rejects.toThrow();
    await database.query("drop trigger refuse on slo_event; drop function refuse()");
    expect(await db().sloStatus.findFirstOrThrow()).toEqual(before);
    await evaluateSlos(contextAt(1.1));
    await evaluateSlos(contextAt(1.1));
    expect((await statusEvents()).slice(events)).toEqual([{ from: "healthy", to: "exhausted" }]);
    expect((await rowNow(1.1))?.sli).toBeCloseTo(198 / 300, 12);
    expect(await db().sloStatus.count()).toBe(1);
  });

  it("after the clock was set back sees only what was until then, and once it is right again the same as before", async () => {
    const before = await rowNow(1.1);
    const days = await db().sliDay.findMany({ orderBy: { day: "asc" } });
    await evaluateSlos(contextAt(-3));
    expect((await rowNow(-3))?.sli).toBeCloseTo(0.99, 12);
    await evaluateSlos(contextAt(1.1));
    expect({ ...(await rowNow(1.1)), since: null }).toEqual({ ...before, since: null });
    expect(await db().sliDay.findMany({ orderBy: { day: "asc" } })).toEqual(days);
  });
});

describe("samples that are no counts", () => {
  it.each([[NaN, 1], [1, NaN], [-1, 1], [0, -1], [1, Infinity]])("are refused: %d of %d", async (good, total) => {
    await expect(execute(sloOperations.push, { slug, batch: `x ${good} ${total}`, samples: [sampleAt(0, good, total)] }, contextAt(1.1))).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await db().sliBatch.count({ where: { key: `x ${good} ${total}` } })).toBe(0);
  });
});
