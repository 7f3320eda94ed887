import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "../db";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { appendEvent, outboxChannel } from "../outbox";
import { Scheduler } from "./scheduler";

let database: TestDatabase;
let open: Scheduler[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await Promise.all(open.map((each) => each.stop()));
  open = [];
});
afterAll(() => database.drop());

function start(run: (who: string) => Promise<void> | void, who: string, restMs?: number): Scheduler {
  const task = { name: "test", everyMs: 60_000, wakeOn: outboxChannel, restMs, run: () => Promise.resolve(run(who)) };
  const scheduler = new Scheduler({ connectionString: database.url, tasks: [task] });
  open.push(scheduler);
  return scheduler;
}

const until = (condition: () => boolean): Promise<void> => expect.poll(condition, { timeout: 60_000, interval: 20 }).toBe(true);
const leaders = (): string[] => open.map((each) => each.describe().role);

describe("the scheduler", () => {
  it("has one leader, and another takes over within ten seconds when it loses its connection", async () => {
    const runs: string[] = [];
    const note = (who: string) => void runs.push(who);
    const [first, second] = [start(note, "first"), start(note, "second")];
    await until(() => leaders().includes("leading") && leaders().includes("standing by"));
    expect(runs).toHaveLength(1);
    const [leader, other] = first.describe().role === "leading" ? ["first", second] : ["second", first];
    const [lock] = await database.query("select pid from pg_locks where locktype = 'advisory' and granted and objid = 7251003");
    const began = Date.now();
    await database.query("select pg_terminate_backend($1)", [lock?.pid]);
    await until(() => leaders().filter((role) => role === "leading").length === 1 && other.describe().role === "leading");
    expect(Date.now() - began).toBeLessThan(10_000);
    await until(() => runs.length > 1);
    expect(runs.at(-1)).not.toBe(leader);
  });

  it("hands over at once when the leader is stopped, after its work has ended", async () => {
    const log: string[] = [];
    const first = start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      log.push("first ended");
    }, "first");
    await until(() => first.describe().role === "leading");
    const second = start(() => void log.push("second began"), "second");
    await first.stop();
    await until(() => second.describe().role === "leading");
    await until(() => log.length === 2);
    expect(log).toEqual(["first ended", "second began"]);
  });

  it("runs a task at once when it is notified, and never twice at the same time", async () => {
    let runs = 0;
    let atOnce = 0;
    const scheduler = start(async () => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      atOnce -= 1;
      runs += 1;
    }, "only");
    await until(() => runs === 1 && scheduler.describe().role === "leading");
    for (let count = 0; count < 5; count += 1) await db().$transaction((tx) => appendEvent(tx, { topic: "test", payload: {} }));
    await until(() => runs >= 2);
    expect(scheduler.describe().tasks).toMatchObject([{ name: "test", lastError: null }]);
  });

  it("takes a rush of notifications together when a task rests, and misses none of them", async () => {
    const runs: number[] = [];
    const scheduler = start(() => void runs.push(performance.now()), "only", 300);
    await until(() => runs.length === 1 && scheduler.describe().role === "leading");
    await new Promise((resolve) => setTimeout(resolve, 350));
    for (let count = 0; count < 6; count += 1) {
      await db().$transaction((tx) => appendEvent(tx, { topic: "test", payload: {} }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const last = performance.now();
    await until(() => (runs.at(-1) ?? 0) > last);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(runs.length).toBeLessThanOrEqual(4);
    expect((runs[2] ?? 0) - (runs[1] ?? 0)).toBeGreaterThanOrEqual(290);
  });

  it("goes on after a task that fails, and says so", async () => {
    const scheduler = start(() => Promise.reject(new Error("no route")), "only");
    await until(() => scheduler.describe().tasks.length === 1);
    expect(scheduler.describe()).toMatchObject({ role: "leading", tasks: [{ lastError: "no route" }] });
  });
});
