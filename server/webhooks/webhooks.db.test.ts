import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { appendEvent, deliverEvents } from "../platform/outbox";
import { db } from "../platform/db";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { eventConsumers, sendEvents, webhooksOperations as webhooks } from ".";

let database: TestDatabase;
let url = "";
const got: { headers: http.IncomingHttpHeaders; body: string }[] = [];
let status = 200;
const receiver = http.createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
  request.on("end", () => {
    got.push({ headers: request.headers, body });
    response.writeHead(status).end();
  });
});
const at = (iso: string) => testContext("admin", { clock: { now: () => new Date(iso) } });
const noon = at("2026-08-19T12:00:00.000Z");
const happen = (topic: string, payload: Record<string, string>) => db().$transaction((tx) => appendEvent(tx, { topic, payload }));
const log = async () => (await execute(webhooks.deliveries, {}, noon)).items;

beforeAll(async () => {
  process.env.QUARTERDECK_PRIVATE_TARGETS = "127.0.0.1";
  database = await testDatabase();
  await new Promise<void>((done) => void receiver.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  delete process.env.QUARTERDECK_PRIVATE_TARGETS;
  receiver.close();
  await database.drop();
});

describe("a webhook", () => {
  it("is told once of each event that it asked for, signed; a failure is tried again, shown, and given up when it is refused for good", async () => {
    const { id, key } = await execute(webhooks.create, { name: "Chat", url, topics: ["ticket.open"] }, noon);
    await happen("ticket.open", { number: "1001" });
    await happen("ticket.update", { number: "1001" });
    await deliverEvents(eventConsumers, noon);
    await deliverEvents(eventConsumers, noon);
    status = 503;
    await sendEvents(noon);
    expect(await log()).toMatchObject([{ topic: "ticket.open", status: "failed", attempts: 1, error: "The receiver answered 503.", retryAt: "2026-08-19T12:00:10.000Z" }]);
    expect((await execute(webhooks.list, {}, noon)).items).toMatchObject([{ failedAt: "2026-08-19T12:00:00.000Z", host: new URL(url).host }]);
    status = 200;
    await sendEvents(at("2026-08-19T12:00:09.000Z"));
    expect(got).toHaveLength(1);
    await sendEvents(at("2026-08-19T12:00:10.000Z"));
    await sendEvents(at("2026-08-19T12:00:30.000Z"));
    expect(got).toHaveLength(2);
    const { headers, body } = got[1] ?? { headers: {}, body: "" };
    expect(JSON.parse(body)).toMatchObject({ topic: "ticket.open", data: { number: "1001" } });
    expect(headers["x-quarterdeck-signature"]).toBe(`sha256=${createHmac("sha256", key).update(`${String(headers["x-quarterdeck-timestamp"])}.${body}`).digest("hex")}`);
    expect(JSON.parse(got[0]?.body ?? "{}")).toEqual(JSON.parse(body));
    expect((await execute(webhooks.list, {}, noon)).items).toMatchObject([{ failedAt: null }]);
    status = 410;
    await happen("ticket.open", { number: "1002" });
    await deliverEvents(eventConsumers, noon);
    await sendEvents(noon);
    expect((await log())[0]).toMatchObject({ status: "given_up", retryAt: null });
    expect(await execute(webhooks.test, { id }, noon)).toEqual({ status: "failed", error: "The receiver answered 410." });
  });

  it("keeps address and key sealed, is changed by one version, and told nothing while it is paused", async () => {
    const { id, key } = await execute(webhooks.create, { name: "Paused", url, topics: ["incident.declare"] }, noon);
    const kept = JSON.stringify([await database.query("select * from event_subscription"), await database.query("select * from audit_event"), await execute(webhooks.list, {}, noon)]);
    expect([kept.includes(key), kept.includes("/hook")]).toEqual([false, false]);
    await execute(webhooks.update, { id, version: 1, name: "Paused", topics: ["incident.declare"], isEnabled: false }, noon);
    await expect(execute(webhooks.update, { id, version: 1, name: "Other", topics: ["incident.declare"] }, noon)).rejects.toMatchObject({ code: "CONFLICT" });
    const before = (await log()).length;
    await happen("incident.declare", { number: "7" });
    await deliverEvents(eventConsumers, noon);
    expect(await log()).toHaveLength(before);
    await expect(execute(webhooks.create, { name: "x", url: "ftp://example.test", topics: ["ticket.open"] }, noon)).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(webhooks.list, {}, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(webhooks.remove, { id }, noon);
    expect(await database.query("select action from audit_event where entity_id = $1 order by seq", [id])).toEqual([{ action: "webhook.create" }, { action: "webhook.update" }, { action: "webhook.remove" }]);
  });
});
