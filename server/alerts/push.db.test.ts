import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { escalateAlerts } from "./escalate-alerts";
import { alertsOperations } from "./operations";
import { startPushReceiver, vapidClaims } from "./push-receiver-fixture";
import { receiveSignals, reconcileSource } from "./receive-signals";
import { sendDeliveries } from "./send-deliveries";

let database: TestDatabase;
let receiver: Awaited<ReturnType<typeof startPushReceiver>>;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const operator = (minutes = 0) => testContext("operator", { clock: fixedClock(new Date(nowMs + minutes * 60_000).toISOString()) });
const person = (userId: string | null) => testContext("operator", { actor: { userId } });
const round = async (minutes: number): Promise<void> => {
  await escalateAlerts(operator(minutes));
  await sendDeliveries(operator(minutes));
};
const fire = (severity: "page" | "ticket") =>
  receiveSignals([{ source: "test", fingerprint: null, isFiring: true, title: "Café is down", description: "no answer", severity, labels: { alertname: "Down", team: "payments", severity }, annotations: {}, href: null, startedAtMs: nowMs, endedAtMs: null }], operator());
const subscribe = (userId: string | null = "usr_a") => execute(alertsOperations.subscribePush, receiver.subscription, person(userId));
const deliveries = () => db().delivery.findMany({ where: { kind: "push" }, orderBy: { createdAt: "asc" } });

beforeAll(async () => {
  process.env.QUARTERDECK_PRIVATE_TARGETS = "127.0.0.1";
  [database, receiver] = await Promise.all([testDatabase(), startPushReceiver()]);
  for (const [id, name] of [["usr_a", "Ada"], ["usr_b", "Bob"]] as const) await db().user.create({ data: { id, email: `${name.toLowerCase()}@example.test`, name } });
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [], members: { create: [{ userId: "usr_a" }, { userId: "usr_b" }] } } });
});
afterAll(async () => {
  delete process.env.QUARTERDECK_PRIVATE_TARGETS;
  await receiver.close();
  await database.drop();
});
beforeEach(async () => {
  for (const table of ["delivery", "alert", "push_subscription", "channel"]) await database.query(`delete from ${table}`);
  receiver.pushed.length = 0;
  receiver.answer.status = 201;
});

describe("a browser in which the portal is installed", () => {
  it("is told of a page in a message that only it can read, signed by this installation, and of its end", async () => {
    await subscribe();
    await fire("page");
    await round(0);
    await round(1);
    const { number } = await db().alert.findFirstOrThrow();
    expect(receiver.pushed).toHaveLength(1);
    const [first] = receiver.pushed;
    expect(receiver.open(first?.body ?? Buffer.alloc(0))).toMatchObject({ title: "[page] Café is down", path: `/alerts/${number}` });
    expect(first?.body.toString("latin1")).not.toContain("down");
    expect(first?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "3600" });
    const { publicKey } = await execute(alertsOperations.push, {}, person("usr_a"));
    expect(vapidClaims(first?.headers.authorization ?? "")).toMatchObject({ aud: new URL(receiver.subscription.endpoint).origin, key: publicKey });
    expect((await execute(alertsOperations.deliveries, {}, operator())).items.find(({ kind }) => kind === "push")).toMatchObject({ recipient: `Ada, ${new URL(receiver.subscription.endpoint).host}`, status: "sent", attempts: 1 });
    await reconcileSource({ source: "test", firing: [] }, operator(2));
    await round(2);
    await round(3);
    expect(receiver.pushed.map(({ body }) => (receiver.open(body) as { title: string }).title)).toEqual(["[page] Café is down", "[ended] Café is down"]);
  });

  it("is not woken by a ticket, unless a channel of its team leads there", async () => {
    await subscribe();
    await fire("ticket");
    await round(0);
    expect(receiver.pushed).toHaveLength(0);
    await db().alert.deleteMany();
    await execute(alertsOperations.createChannel, { slug: "phones", name: "Phones", team: "payments", target: { kind: "push" } }, operator());
    await fire("ticket");
    await round(1);
    expect(receiver.pushed).toHaveLength(1);
    expect(await execute(alertsOperations.testChannel, { slug: "phones" }, operator())).toEqual({ status: "sent", error: null });
    expect((await execute(alertsOperations.channels, {}, operator())).items[0]).toMatchObject({ kind: "push", leadsTo: "installed pages", last: { status: "sent" } });
  });

  it("that is gone is forgotten, and is tried again while its service has trouble", async () => {
    await subscribe();
    await fire("page");
    receiver.answer.status = 503;
    await round(0);
    expect((await deliveries())[0]).toMatchObject({ status: "failed", error: "The receiver answered 503.", retryAt: new Date(nowMs + 10_000) });
    receiver.answer.status = 410;
    await round(1);
    expect((await deliveries())[0]).toMatchObject({ status: "given_up", attempts: 2 });
    expect(await db().pushSubscription.count()).toBe(0);
    expect((await execute(alertsOperations.deliveries, {}, operator())).items.find(({ kind }) => kind === "push")?.recipient).toBe("Ada, a browser that is gone");
  });

  it("belongs to who subscribed in it last; whoever left is told nothing", async () => {
    await subscribe("usr_a");
    await subscribe("usr_b");
    expect((await execute(alertsOperations.push, {}, person("usr_a"))).items).toEqual([]);
    await fire("page");
    await escalateAlerts(operator());
    await db().user.update({ where: { id: "usr_b" }, data: { status: "deactivated" } });
    await sendDeliveries(operator());
    expect(receiver.pushed).toHaveLength(0);
    await db().user.update({ where: { id: "usr_b" }, data: { status: "active" } });
  });

  it("is turned off by its person, not by another, and its keys are kept sealed", async () => {
    await subscribe();
    expect(JSON.stringify([await db().pushSubscription.findMany(), await db().secret.findMany()])).not.toContain(receiver.subscription.keys.auth);
    await expect(execute(alertsOperations.removePush, { endpoint: receiver.subscription.endpoint }, person("usr_b"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await db().pushSubscription.count()).toBe(1);
    expect(await execute(alertsOperations.removePush, { endpoint: receiver.subscription.endpoint }, person("usr_a"))).toEqual({ devices: 0 });
    expect(await execute(alertsOperations.testPush, {}, person("usr_a"))).toMatchObject({ status: "failed" });
    expect(await db().auditEvent.count({ where: { action: { in: ["push.subscribe", "push.remove"] }, actorName: "as operator" } })).toBeGreaterThan(1);
    await expect(subscribe(null)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it.each(["http://169.254.169.254/latest", "http://10.1.2.3/x"])("whose service is said to be %s is told nothing there", async (endpoint) => {
    await execute(alertsOperations.subscribePush, { ...receiver.subscription, endpoint }, person("usr_a"));
    expect((await execute(alertsOperations.testPush, {}, person("usr_a"))).error).toContain("does not connect to");
  });

  it.each([{ endpoint: "ftp://example.test/x" }, { endpoint: "x" }, { keys: { p256dh: "short", auth: "short" } }])("is refused with %o", async (parts) => {
    await expect(execute(alertsOperations.subscribePush, { ...receiver.subscription, ...parts }, person("usr_a"))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("keys are made once, also by two processes at once", async () => {
    await db().secret.deleteMany();
    const keys = await Promise.all(Array.from({ length: 4 }, () => execute(alertsOperations.push, {}, person("usr_a"))));
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
  });
});

describe("an e-mail channel of several addresses", () => {
  it("tells each of them of the end", async () => {
    await execute(alertsOperations.createChannel, { slug: "list", name: "List", target: { kind: "email", to: ["x@example.test", "y@example.test"] } }, operator());
    await fire("ticket");
    await round(0);
    await reconcileSource({ source: "test", firing: [] }, operator(1));
    await round(1);
    expect((await db().delivery.findMany({ where: { kind: "email", title: { startsWith: "[ended]" } } })).map(({ recipient }) => recipient).sort()).toEqual(["x@example.test", "y@example.test"]);
  });
});
