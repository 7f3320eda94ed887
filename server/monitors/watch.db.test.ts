import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock, systemClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { beat } from "./beat";
import { listDownMonitors } from "./down-monitors-repository";
import { monitorsOperations as operations } from "./operations";
import { removeOldChecks } from "./remove-old-checks";
import { watchMonitors } from "./watch";

let database: TestDatabase;
let target: Server;
let url: string;
let answer = { status: 200, body: '{"state":"ok"}' };
const heardAuthorization: (string | undefined)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  target = createServer((request, response) => {
    heardAuthorization.push(request.headers.authorization);
    if (request.url !== "/hangs") response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((done) => target.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
});
afterAll(async () => {
  target.closeAllConnections();
  target.close();
  await database.drop();
});
beforeEach(async () => {
  await database.query("truncate monitor, check_result, outage, audit_event, setting restart identity cascade");
  answer = { status: 200, body: '{"state":"ok"}' };
});

const operator = testContext("operator");
const allow = () => execute(operations.allowNetworks, { networks: ["127.0.0.1/32"] }, testContext("admin"));
const site = (more: object = {}) => ({ name: "Checkout", check: { kind: "http", url }, intervalMs: 1_000, timeoutMs: 500, retries: 1, isP0: true, ...more });
const monitorOf = (slug: string) => db().monitor.findUniqueOrThrow({ where: { slug } });

/** Watches until something holds, or fails after a while. */
async function watchUntil(holds: () => Promise<boolean>): Promise<void> {
  const term = new AbortController();
  const watching = watchMonitors(testContext("admin", { clock: systemClock, signal: term.signal }));
  try {
    for (let tries = 0; tries < 80; tries += 1) {
      if (await holds()) return;
      await sleep(100);
    }
    throw new Error("it did not come true in 8 s");
  } finally {
    term.abort();
    await watching;
  }
}
const isStatus = (slug: string, status: string) => async (): Promise<boolean> => (await monitorOf(slug)).status === status;

describe("a monitor", () => {
  it("is watched from its creation: up, down with an outage and an alert, and up again", async () => {
    await allow();
    await execute(operations.create, site(), operator);
    await watchUntil(isStatus("checkout", "up"));
    answer = { status: 503, body: "" };
    await watchUntil(isStatus("checkout", "down"));
    expect(await listDownMonitors(new Date())).toMatchObject([{ slug: "checkout", isP0: true }]);
    expect(await db().outage.findMany()).toMatchObject([{ cause: "HTTP 503", endedAt: null, source: "checks" }]);
    answer = { status: 200, body: "" };
    await watchUntil(isStatus("checkout", "up"));
    const [outage] = await db().outage.findMany();
    expect(outage?.endedAt?.getTime()).toBeGreaterThan(outage?.startedAt.getTime() ?? Infinity);
    expect((await execute(operations.get, { slug: "checkout", window: "24h" }, operator)).lastChecks.length).toBeGreaterThanOrEqual(3);
  });

  it("on a machine of its own network is refused until an administrator allows it", async () => {
    await execute(operations.create, site(), operator);
    await watchUntil(isStatus("checkout", "down"));
    expect((await monitorOf("checkout")).lastResult).toMatchObject({ reason: expect.stringContaining("not on the public internet") as string });
    await expect(execute(operations.allowNetworks, { networks: ["127.0.0.1/32"] }, operator)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.allowNetworks, { networks: ["everything"] }, testContext("admin"))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("whose target hangs holds up no other one and is asked once at a time", async () => {
    await allow();
    await Promise.all(Array.from({ length: 5 }, (_, index) => execute(operations.create, site({ name: `Hanging ${index}`, check: { kind: "http", url: `${url}/hangs` }, timeoutMs: 1_000 }), operator)));
    await execute(operations.create, site({ name: "Healthy" }), operator);
    await watchUntil(async () => (await db().checkResult.count({ where: { monitorKey: (await monitorOf("healthy")).key } })) >= 3);
    const hanging = await monitorOf("hanging-0");
    expect(await db().checkResult.count({ where: { monitorKey: hanging.key } })).toBeLessThanOrEqual(4);
  });

  it("sends its sealed headers, never shows them, and keeps them at a change", async () => {
    await allow();
    const created = await execute(operations.create, site({ secretHeaders: [{ name: "authorization", value: "Bearer s3cret" }] }), operator);
    await execute(operations.update, { slug: created.slug, version: 1, ...site({ name: "Checkout page" }) }, operator);
    heardAuthorization.length = 0;
    await watchUntil(isStatus("checkout", "up"));
    expect(heardAuthorization).toContain("Bearer s3cret");
    const shown = await execute(operations.get, { slug: "checkout" }, operator);
    expect(shown.settings?.secretHeaders).toEqual(["authorization"]);
    expect(JSON.stringify([shown, await db().auditEvent.findMany({ select: { before: true, after: true } }), (await monitorOf("checkout")).checkSecret])).not.toContain("s3cret");
  });

  it("of which somebody else changed the settings is not overwritten", async () => {
    await execute(operations.create, site(), operator);
    await execute(operations.pause, { slug: "checkout", version: 1, isPaused: true }, operator);
    await expect(execute(operations.update, { slug: "checkout", version: 1, ...site() }, operator)).rejects.toMatchObject({ code: "CONFLICT" });
    const told = await execute(operations.get, { slug: "checkout" }, operator);
    expect([told.isFresh, told.changes.map(({ action, fields }) => [action, fields])]).toEqual([true, [["monitor.pause", ["isPaused"]], ["monitor.create", []]]]);
    await expect(execute(operations.create, site(), testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await db().auditEvent.findMany({ orderBy: { seq: "asc" } })).map(({ action }) => action)).toEqual(["monitor.create", "monitor.pause"]);
  });

  it("that is paused or archived is not down: what was open ends with its last check", async () => {
    await execute(operations.create, site({ slug: "gone" }), operator);
    await watchUntil(isStatus("gone", "down"));
    await execute(operations.archive, { slug: "gone", version: 1 }, operator);
    expect(await listDownMonitors(new Date())).toEqual([]);
    expect((await db().outage.findMany()).every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect((await execute(operations.list, {}, operator)).items).toEqual([]);
  });

  it("that pages nobody keeps a shorter interval that it had, until it is edited", async () => {
    await execute(operations.create, site(), operator);
    await db().monitor.update({ where: { slug: "checkout" }, data: { isP0: false } });
    expect((await execute(operations.get, { slug: "checkout" }, operator)).settings?.intervalMs).toBe(1_000);
    await watchUntil(async () => (await db().checkResult.count()) >= 2);
    const edited = (more: object) => execute(operations.update, { slug: "checkout", version: 1, ...site({ isP0: false, ...more }) }, operator);
    await expect(edited({})).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "intervalMs", message: "Less than 30 s is for monitors that page at once (P0)." }] });
    await edited({ intervalMs: 30_000 });
    await expect(execute(operations.create, site({ isP0: false }), operator)).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("cannot be made of nonsense", async () => {
    const bad = [{ check: { kind: "http", url: "ftp://x" } }, { check: { kind: "http", url: "https://user:pass@example.test" } }, { timeoutMs: 2_000 }, { service: "nowhere" }, { check: { kind: "http", url, jsonPath: { path: "$[", comparison: "exists" } } }, { check: { kind: "http", url, jsonPath: { path: "$[?match(@.a, '(a+)+')]", comparison: "exists" } } }, { secretHeaders: [{ name: "x\r\ny", value: "1" }] }];
    for (const more of bad) await expect(execute(operations.create, site(more), operator)).rejects.toMatchObject({ code: "VALIDATION" });
  });
});

describe("a test", () => {
  it("tells what would be seen and keeps nothing", async () => {
    await allow();
    const seen = await execute(operations.test, { check: { kind: "http", url, jsonPath: { path: "$.state", comparison: "equals", value: "ok" } } }, operator);
    expect(seen).toMatchObject({ status: "up", httpStatus: 200, hops: [`${url}/`], bodyStart: '{"state":"ok"}' });
    expect(await db().checkResult.count()).toBe(0);
  });
  it("does not send kept secrets to another site", async () => {
    await allow();
    await execute(operations.create, site({ check: { kind: "http", url: "https://checkout.example" }, secretHeaders: [{ name: "authorization", value: "Bearer s3cret" }] }), operator);
    heardAuthorization.length = 0;
    await execute(operations.test, { slug: "checkout", check: { kind: "http", url } }, operator);
    expect(heardAuthorization).toEqual([undefined]);
  });
});

describe("a heartbeat", () => {
  const job = { name: "Nightly job", check: { kind: "heartbeat", graceMs: 0 }, intervalMs: 1_000, isP0: true };
  const at = (offsetMs: number) => fixedClock(new Date(Date.now() + offsetMs).toISOString());
  it("is unknown before the first one, up with it, and down when it stays away", async () => {
    const { beatPath } = await execute(operations.create, job, operator);
    const token = beatPath?.split("/").at(-1) ?? "";
    await sleep(50);
    expect((await monitorOf("nightly-job")).status).toBe("none");
    expect(await beat({ token, address: "1.1.1.1" }, at(3_000))).toBe("taken");
    await watchUntil(isStatus("nightly-job", "up"));
    await watchUntil(isStatus("nightly-job", "down"));
    expect((await db().outage.findMany())[0]).toMatchObject({ cause: "no heartbeat in time", endedAt: null });
  });
  it("is refused with an old token and with guessed ones, which are limited", async () => {
    const { beatPath, version } = await execute(operations.create, job, operator);
    const { beatPath: next } = await execute(operations.rotateBeat, { slug: "nightly-job", version }, operator);
    expect(next).not.toBe(beatPath);
    expect(await beat({ token: beatPath?.split("/").at(-1) ?? "", address: "2.2.2.2" }, systemClock)).toBe("unknown");
    for (let guess = 0; guess < 30; guess += 1) await beat({ token: `guess-${guess}`, address: "2.2.2.2" }, systemClock);
    expect(await beat({ token: "one-more", address: "2.2.2.2" }, systemClock)).toBe("limited");
  });
});

describe("checks", () => {
  it("of the portal are removed after a week, imported ones stay", async () => {
    await execute(operations.create, site({ slug: "own" }), operator);
    await db().monitor.create({ data: { id: "mon_record", slug: "record", name: "Record", url: "", source: "upptime" } });
    const keys = [(await monitorOf("own")).key, (await monitorOf("record")).key];
    const old = new Date(Date.now() - 8 * 86_400_000);
    await db().checkResult.createMany({ data: keys.flatMap((monitorKey) => [{ monitorKey, at: old, status: "up" }, { monitorKey, at: new Date(), status: "up" }]) });
    await removeOldChecks.run({}, testContext("admin", { clock: systemClock }));
    expect(await db().checkResult.groupBy({ by: ["monitorKey"], _count: true, orderBy: { monitorKey: "asc" } })).toMatchObject([{ _count: 1 }, { _count: 2 }]);
  });
});
