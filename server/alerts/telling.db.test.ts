import http from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Signal } from "#core/alerts";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { ackByLink, readAckLink } from "./ack-by-link";
import { escalateAlerts } from "./escalate-alerts";
import { alertsOperations } from "./operations";
import { receiveSignals, reconcileSource } from "./receive-signals";
import { sendDeliveries, signatureOf } from "./send-deliveries";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const operator = (minutes = 0) => testContext("operator", { clock: fixedClock(at(minutes)) });
const signal = (labels: Record<string, string>, parts: Partial<Signal> = {}): Signal => ({ source: "test", fingerprint: null, isFiring: true, title: labels.alertname ?? "x", description: "", severity: labels.severity === "ticket" ? "ticket" : "page", labels, annotations: {}, href: null, startedAtMs: nowMs, endedAtMs: null, ...parts });
const round = async (minutes: number): Promise<void> => {
  await escalateAlerts(operator(minutes));
  await sendDeliveries(operator(minutes));
};
const told = async (): Promise<string[]> => (await db().delivery.findMany({ where: { kind: "email" }, orderBy: [{ createdAt: "asc" }, { recipient: "asc" }] })).map(({ recipient, title }) => `${recipient} ${title}`);

interface Hook {
  headers: http.IncomingHttpHeaders;
  body: string;
}
const mails: string[] = [];
const hooks: Hook[] = [];
let hookStatus = 200;
let isMailRefused = false;
const refused = (): Error | null => (isMailRefused ? Object.assign(new Error("mailbox busy"), { responseCode: 451 }) : null);
const smtp = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], onRcptTo: (_address, _session, callback) => callback(refused()), onData: (stream, _session, callback) => {
  let text = "";
  stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  stream.on("end", () => {
    mails.push(text.replace(/=\r\n/g, "").replace(/=3D/g, "="));
    callback();
  });
} });
const receiver = http.createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
  request.on("end", () => {
    hooks.push({ headers: request.headers, body });
    response.writeHead(hookStatus, hookStatus === 302 ? { location: "http://127.0.0.1:1/" } : {}).end();
  });
});
const listen = (server: { listen: (port: number, host: string, done: () => void) => unknown }): Promise<void> => new Promise((done) => void server.listen(0, "127.0.0.1", done));
const hookUrl = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?token=geheim`;

beforeAll(async () => {
  await Promise.all([listen(smtp), listen(receiver)]);
  process.env.SMTP_URL = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  process.env.QUARTERDECK_PRIVATE_TARGETS = "127.0.0.1";
  database = await testDatabase();
  for (const [id, name] of [["usr_a", "Ada"], ["usr_b", "Bob"], ["usr_c", "Cy"], ["usr_o", "Olga"]] as const) await db().user.create({ data: { id, email: `${name.toLowerCase()}@example.test`, name } });
  await db().roleGrant.create({ data: { userId: "usr_o", role: "operator" } as never });
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [], members: { create: ["usr_a", "usr_b", "usr_c"].map((userId) => ({ userId })) } } });
  await db().team.create({ data: { id: "team_2", slug: "search", name: "Search", aliases: [] } });
  await db().service.create({ data: { id: "svc_1", slug: "payments-api", name: "payments-api", tier: 1, ownerTeamId: "team_1", aliases: [] } });
  await execute(alertsOperations.setRota, { team: "payments", version: 0, zone: "UTC", startsLocal: "2026-08-17T09:00", turnDays: 7, members: ["usr_a", "usr_b"] }, operator());
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.QUARTERDECK_PRIVATE_TARGETS;
  await Promise.all([new Promise<void>((done) => smtp.close(() => done())), new Promise<void>((done) => receiver.close(() => done()))]);
  await database.drop();
});
beforeEach(async () => {
  await db().delivery.deleteMany();
  await db().alert.deleteMany();
  mails.length = 0;
  hooks.length = 0;
  hookStatus = 200;
  isMailRefused = false;
});

const down = (parts: Partial<Signal> = {}): Signal => signal({ alertname: "Down", service: "payments-api", severity: "page" }, parts);

describe("the escalation of a page", () => {
  it("wakes who is on call, ten minutes later the next, then the team; each once", async () => {
    await receiveSignals([down()], operator());
    await round(0);
    await round(1);
    expect(await told()).toEqual(["ada@example.test [page] Down on payments-api"]);
    await round(10);
    expect((await told()).slice(1)).toEqual(["bob@example.test [page] Down on payments-api"]);
    await round(20);
    await round(90);
    expect((await told()).slice(2).map((line) => line.split(" ")[0])).toEqual(["ada@example.test", "bob@example.test", "cy@example.test"]);
    expect(mails).toHaveLength(5);
    expect((await db().alertEvent.findMany({ where: { kind: "escalated" }, orderBy: { seq: "asc" } })).map(({ data }) => (data as { text: string }).text)).toEqual(["Ada", "Bob", "Ada, Bob, Cy"]);
  });

  it("stops with an acknowledgement, and whoever was told hears of the end", async () => {
    await receiveSignals([down()], operator());
    await round(0);
    const { number } = await db().alert.findFirstOrThrow();
    await execute(alertsOperations.acknowledge, { number }, operator(2));
    await round(30);
    expect(await told()).toHaveLength(1);
    await reconcileSource({ source: "test", firing: [] }, operator(31));
    await round(31);
    await round(32);
    expect(await told()).toEqual(["ada@example.test [page] Down on payments-api", "ada@example.test [ended] Down on payments-api"]);
  });

  it("of 10,000 alerts sends one message", async () => {
    await receiveSignals(Array.from({ length: 10_000 }, (_, host) => signal({ alertname: "Down", service: "payments-api", severity: "page", instance: String(host) })), operator());
    await round(0);
    await receiveSignals([signal({ alertname: "Down", service: "payments-api", severity: "page", instance: "late" })], operator(1));
    await round(1);
    expect(await told()).toEqual(["ada@example.test [page] Down on payments-api (10000 alerts)"]);
    expect(await db().alert.count()).toBe(10_001);
  });

  it("counts from when an alert was received, and from the end of a silence", async () => {
    await receiveSignals([down({ startedAtMs: nowMs - 9e6 })], operator());
    await round(0);
    expect(await told()).toHaveLength(1);
    const { id } = await execute(alertsOperations.createSilence, { matchers: [{ name: "alertname", operator: "=", value: "Down" }], comment: "planned", endsAt: at(60) }, operator(1));
    await round(50);
    expect(await told()).toHaveLength(1);
    await round(61);
    expect(await told()).toHaveLength(1);
    await round(70);
    expect(await told()).toHaveLength(2);
    await db().silence.delete({ where: { id } });
  });

  it("of a team without rota reaches the team, and without a team those who operate", async () => {
    await receiveSignals([signal({ alertname: "Lost", severity: "page", team: "search" }), signal({ alertname: "Nobody", severity: "page" })], operator());
    await round(0);
    expect((await told()).sort()).toEqual(["olga@example.test [page] Lost", "olga@example.test [page] Nobody"]);
  });

  it("of the demo wakes nobody, and that of a ticket sends no mail to people", async () => {
    await receiveSignals([down()], operator());
    await db().alert.updateMany({ data: { isDemo: true } });
    await receiveSignals([signal({ alertname: "Disk", service: "payments-api", severity: "ticket" })], operator());
    await round(0);
    expect(await told()).toEqual([]);
    const inbox = await execute(alertsOperations.inbox, {}, testContext("operator", { actor: { userId: "usr_c" } }));
    expect(inbox).toMatchObject({ unread: 1, items: [{ title: "[ticket] Disk on payments-api", readAt: null }] });
    expect(await execute(alertsOperations.markRead, {}, testContext("operator", { actor: { userId: "usr_c" } }))).toEqual({ read: 1 });
  });
});

describe("a link in a mail", () => {
  it("shows at first, acknowledges when pressed, and only for a day", async () => {
    await receiveSignals([down()], operator());
    await round(0);
    const token = /token=([\w.-]+)/.exec(mails[0] ?? "")?.[1] ?? "";
    const view = (minutes: number) => readAckLink(token, fixedClock(at(minutes)));
    expect(await view(1)).toMatchObject({ state: "pending", title: "Down" });
    expect((await db().alert.findFirstOrThrow()).acknowledgedAt).toBeNull();
    expect(await readAckLink(`${token.slice(0, -3)}abc`, fixedClock(at(1)))).toEqual({ state: "invalid" });
    expect(await view(1441)).toEqual({ state: "invalid" });
    expect(await ackByLink(token, fixedClock(at(2)))).toMatchObject({ state: "acknowledged", by: "Ada (by mail link)" });
    expect(await ackByLink(token, fixedClock(at(3)))).toMatchObject({ state: "acknowledged" });
    expect(await db().auditEvent.count({ where: { action: "alert.acknowledge", actorName: "Ada (by mail link)" } })).toBe(1);
  });

  it("of somebody who was deactivated does nothing", async () => {
    await receiveSignals([down()], operator());
    await round(0);
    const token = /token=([\w.-]+)/.exec(mails[0] ?? "")?.[1] ?? "";
    await db().user.update({ where: { id: "usr_a" }, data: { status: "deactivated" } });
    expect(await ackByLink(token, fixedClock(at(1)))).toEqual({ state: "invalid" });
    await db().user.update({ where: { id: "usr_a" }, data: { status: "active" } });
  });
});

describe("channels", () => {
  const create = (slug: string, target: object, parts: object = {}) => execute(alertsOperations.createChannel, { slug, name: slug, target, ...parts } as never, operator());
  beforeEach(async () => void (await db().channel.deleteMany()));

  it("post what is signed, and keep the address sealed and out of the audit", async () => {
    await create("pager", { kind: "webhook", template: "generic", url: hookUrl(), key: "shared secret" });
    await receiveSignals([down()], operator());
    await round(0);
    const [hook] = hooks;
    expect(JSON.parse(hook?.body ?? "")).toMatchObject({ title: "[page] Down on payments-api", isUrgent: true });
    expect(hook?.headers["x-quarterdeck-signature"]).toBe(signatureOf("shared secret", String(hook?.headers["x-quarterdeck-timestamp"]), hook?.body ?? ""));
    expect(JSON.stringify([await db().channel.findFirstOrThrow(), await db().auditEvent.findMany({ where: { action: "channel.create" } }), await execute(alertsOperations.channels, {}, operator())], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(/geheim|shared secret/);
    expect((await execute(alertsOperations.channels, {}, operator())).items[0]).toMatchObject({ slug: "pager", last: { status: "sent" } });
  });

  it("post what Slack, ntfy and Pushover want, of the beginning and of the end, and each is in the log", async () => {
    await create("slack", { kind: "webhook", template: "slack", url: hookUrl() });
    await create("ntfy", { kind: "webhook", template: "ntfy", url: hookUrl(), key: "tk_1" });
    await create("pushover", { kind: "webhook", template: "pushover", url: hookUrl(), key: "app", user: "me" });
    await receiveSignals([down({ title: "Grüße" })], operator());
    await round(0);
    const of = (part: string): Hook | undefined => hooks.find(({ headers }) => String(headers["content-type"]).includes(part));
    expect(JSON.parse(of("application/json")?.body ?? "")).toMatchObject({ text: expect.stringMatching(/^\*\[page\] Grüße on payments-api\*\n/) });
    expect(of("text/plain")?.headers).toMatchObject({ title: `=?UTF-8?B?${Buffer.from("[page] Grüße on payments-api").toString("base64")}?=`, priority: "5", authorization: "Bearer tk_1", click: expect.stringMatching(/\/alerts\/\d+$/) });
    expect(Object.fromEntries(new URLSearchParams(of("x-www-form-urlencoded")?.body))).toMatchObject({ token: "app", user: "me", priority: "1", title: "[page] Grüße on payments-api" });
    await reconcileSource({ source: "test", firing: [] }, operator(5));
    await round(5);
    expect(hooks.slice(3).map(({ body, headers }) => `${body} ${String(headers.title)}`).filter((text) => /ended|W2VuZGVk/.test(text))).toHaveLength(3);
    const { items, total } = await execute(alertsOperations.deliveries, { status: "sent" }, operator(6));
    expect([total, items.filter(({ kind }) => kind === "webhook").map(({ channel, attempts, error, sentAt }) => [channel, attempts, error, sentAt !== null]).sort()]).toEqual([10, ["ntfy", "ntfy", "pushover", "pushover", "slack", "slack"].map((name) => [name, 1, null, true])]);
  });

  it("of e-mail are tried again while the mail server refuses, say so in the log, and say no secret", async () => {
    await create("list", { kind: "email", to: ["list@example.test"] });
    isMailRefused = true;
    await receiveSignals([down()], operator());
    await round(0);
    const mail = async () => db().delivery.findFirstOrThrow({ where: { kind: "email", recipient: "list@example.test" } });
    expect(await mail()).toMatchObject({ status: "failed", attempts: 1, error: expect.stringContaining("did not take the message"), retryAt: new Date(nowMs + 10_000), sentAt: null });
    expect((await execute(alertsOperations.channels, {}, operator())).items[0]).toMatchObject({ slug: "list", last: { status: "failed" } });
    expect((await execute(alertsOperations.testChannel, { slug: "list" }, operator())).status).toBe("failed");
    isMailRefused = false;
    await round(1);
    expect(await mail()).toMatchObject({ status: "sent", attempts: 2, error: null, retryAt: null, sentAt: new Date(at(1)) });
    expect(mails.filter((text) => text.includes("list@example.test"))).toHaveLength(1);
  });

  it("are tried again after a failure, later and later, and given up when refused", async () => {
    await create("pager", { kind: "webhook", template: "slack", url: hookUrl() });
    await receiveSignals([down()], operator());
    hookStatus = 503;
    await round(0);
    const state = async () => db().delivery.findFirstOrThrow({ where: { kind: "webhook" } });
    expect(await state()).toMatchObject({ status: "failed", attempts: 1, error: "The receiver answered 503.", retryAt: new Date(nowMs + 10_000) });
    await sendDeliveries(testContext("operator", { clock: fixedClock(new Date(nowMs + 5_000).toISOString()) }));
    expect(hooks).toHaveLength(1);
    await round(1);
    expect(await state()).toMatchObject({ attempts: 2, retryAt: new Date(Date.parse(at(1)) + 20_000) });
    hookStatus = 404;
    await round(2);
    expect(await state()).toMatchObject({ status: "given_up", attempts: 3 });
    await round(60);
    expect(hooks).toHaveLength(3);
  });

  it("follow no redirect, and lead to no network that the administrator has not allowed", async () => {
    hookStatus = 302;
    await create("pager", { kind: "webhook", template: "generic", url: hookUrl() });
    expect(await execute(alertsOperations.testChannel, { slug: "pager" }, operator())).toEqual({ status: "failed", error: "The receiver answered 302." });
    await create("metadata", { kind: "webhook", template: "generic", url: "http://169.254.169.254/latest/meta-data" });
    expect((await execute(alertsOperations.testChannel, { slug: "metadata" }, operator())).error).toContain("does not connect to 169.254.169.254");
    await create("local", { kind: "webhook", template: "generic", url: "http://[::1]:1/" });
    expect((await execute(alertsOperations.testChannel, { slug: "local" }, operator())).error).toContain("not on the public internet");
  });

  it("hear only what meets their conditions", async () => {
    await create("pages-of-search", { kind: "email", to: ["search@example.test"] }, { team: "search" });
    await create("eu", { kind: "email", to: ["eu@example.test"] }, { matchers: [{ name: "region", operator: "=", value: "eu" }] });
    await create("off", { kind: "email", to: ["off@example.test"] }, { isEnabled: false });
    await create("all", { kind: "email", to: ["all@example.test"] });
    await receiveSignals([signal({ alertname: "Disk", severity: "ticket", region: "eu" }), signal({ alertname: "Heat", severity: "ticket", region: "us" })], operator());
    await round(0);
    expect((await told()).sort()).toEqual(["all@example.test [ticket] Disk", "all@example.test [ticket] Heat", "eu@example.test [ticket] Disk"]);
  });

  it("are changed by whoever may, with the version seen, and tested with one press", async () => {
    await create("list", { kind: "email", to: ["list@example.test"] });
    expect(await execute(alertsOperations.testChannel, { slug: "list" }, operator())).toEqual({ status: "sent", error: null });
    expect(mails[0]).toContain("Nothing is wrong");
    expect(await execute(alertsOperations.updateChannel, { slug: "list", version: 1, name: "List", severity: "page" }, operator())).toEqual({ slug: "list", version: 2 });
    await expect(execute(alertsOperations.updateChannel, { slug: "list", version: 1, name: "List" }, operator())).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(create("list", { kind: "email", to: ["x@example.test"] })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(create("push", { kind: "webhook", template: "pushover", url: "https://example.test" })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(alertsOperations.removeChannel, { slug: "list" }, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(alertsOperations.removeChannel, { slug: "list" }, operator());
    await expect(execute(alertsOperations.testChannel, { slug: "list" }, operator())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
