import { z } from "zod";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../db";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { testContext } from "../registry/test-context";
import { appendEvent, countOutbox, defineConsumer, deliverEvents, listUndelivered, rearmEvents } from ".";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.query("truncate outbox_event, setting"));
afterAll(() => database.drop());

const at = (iso: string) => testContext("admin", { clock: { now: () => new Date(iso) } });
const noon = at("2026-08-19T12:00:00.000Z");
const append = (topic: string, payload: Record<string, string | number> = {}) => db().$transaction((tx) => appendEvent(tx, { topic, payload }));
const kept = async () => (await database.query("select key from setting order by key")).map((row) => row.key);

/** Leaves a row for each delivery, and fails after it as often as it is told to. */
function keeper(failures = 0) {
  const keys: string[] = [];
  let left = failures;
  const consumer = defineConsumer({
    topic: "note", summary: "Keeps notes.", payload: z.object({ name: z.string() }),
    run: async ({ name }, { tx, key }) => {
      keys.push(key);
      await tx.setting.create({ data: { key: name, value: {} } });
      if ((left -= 1) >= 0) throw new Error("the line is busy");
    },
  });
  return { consumer, keys };
}

describe("the outbox", () => {
  it("delivers in order, each event once", async () => {
    const { consumer, keys } = keeper();
    for (const name of ["a", "b", "c"]) await append("note", { name });
    expect(await deliverEvents([consumer], noon)).toEqual({ delivered: 3, failed: 0 });
    expect(await deliverEvents([consumer], noon)).toEqual({ delivered: 0, failed: 0 });
    expect(await kept()).toEqual(["a", "b", "c"]);
    expect(new Set(keys).size).toBe(3);
  });

  it("delivers each event once also when two processes work at it together", async () => {
    const { consumer } = keeper();
    for (let index = 0; index < 20; index += 1) await append("note", { name: `n${index}` });
    const tallies = await Promise.all([deliverEvents([consumer], noon), deliverEvents([consumer], noon)]);
    expect(tallies.reduce((sum, tally) => sum + tally.delivered, 0)).toBe(20);
    expect(await kept()).toHaveLength(20);
  });

  it("undoes what a failed delivery wrote, tries again later with the same key, and lets others pass meanwhile", async () => {
    const { consumer, keys } = keeper(1);
    await append("note", { name: "a" });
    await append("note", { name: "b" });
    expect(await deliverEvents([consumer], noon)).toEqual({ delivered: 1, failed: 1 });
    expect(await kept()).toEqual(["b"]);
    expect(await listUndelivered(10)).toMatchObject([{ topic: "note", attempts: 1, error: "the line is busy", retryAt: new Date("2026-08-19T12:00:10.000Z") }]);
    expect(await deliverEvents([consumer], at("2026-08-19T12:00:09.999Z"))).toEqual({ delivered: 0, failed: 0 });
    expect(await deliverEvents([consumer], at("2026-08-19T12:00:10.000Z"))).toEqual({ delivered: 1, failed: 0 });
    expect(await kept()).toEqual(["a", "b"]);
    expect(keys[2]).toBe(keys[0]);
    expect(await listUndelivered(10)).toEqual([]);
  });

  it("gives up after twelve tries, says so, and tries again when it is told to", async () => {
    const { consumer } = keeper(12);
    await append("note", { name: "a" });
    for (let hour = 0; hour < 20; hour += 1) await deliverEvents([consumer], at(`2026-08-20T${String(hour).padStart(2, "0")}:30:00.000Z`));
    expect(await countOutbox()).toMatchObject({ waiting: 0, givenUp: 1 });
    expect(await listUndelivered(10)).toMatchObject([{ attempts: 12, retryAt: null }]);
    expect(await db().$transaction((tx) => rearmEvents(tx))).toBe(1);
    expect(await deliverEvents([consumer], noon)).toEqual({ delivered: 1, failed: 0 });
  });

  it("takes a payload that does not fit as a failure, not as a success", async () => {
    const { consumer } = keeper();
    await append("note", { title: "no name" });
    expect(await deliverEvents([consumer], noon)).toEqual({ delivered: 0, failed: 1 });
  });

  it("lays aside at once what its only consumer does not want, and delivers it from when it does", async () => {
    const { consumer, keys } = keeper();
    let isWanted = false;
    const picky = defineConsumer({ ...consumer, isWanted: () => Promise.resolve(isWanted) });
    await append("note", { name: "a" });
    expect(await deliverEvents([picky], noon)).toEqual({ delivered: 0, failed: 0 });
    expect(await countOutbox()).toMatchObject({ waiting: 0 });
    isWanted = true;
    await append("note", { name: "b" });
    expect(await deliverEvents([picky], noon)).toEqual({ delivered: 1, failed: 0 });
    expect(keys).toHaveLength(1);
    expect(await kept()).toEqual(["b"]);
  });

  it("does not wait for topics that nobody listens to", async () => {
    await append("catalog.service.update");
    expect(await deliverEvents([keeper().consumer], noon)).toEqual({ delivered: 0, failed: 0 });
    expect(await countOutbox()).toEqual({ waiting: 0, givenUp: 0, oldestWaitingAt: null });
  });
});
