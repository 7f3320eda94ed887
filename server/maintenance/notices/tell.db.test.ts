import http from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendDeliveries } from "@/server/alerts";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { findNoticeAddress, readStopLink, runMaintenance, stopByLink, tellWindows } from "../index";
import { maintenanceOperations as ops } from "../operations";

let database: TestDatabase;
const nowMs = Date.parse("2026-09-09T08:00:00.000Z");
const day = 24 * 60;
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const as = (userId: string, minutes = 0, role: "operator" | "viewer" | "support" = "operator"): Ctx => testContext(role, { clock: fixedClock(at(minutes)), actor: { userId, name: userId } });
const round = async (minutes: number): Promise<void> => {
  await runMaintenance(as("clock", minutes));
  await tellWindows(as("clock", minutes));
  await sendDeliveries(as("clock", minutes), findNoticeAddress);
};

const mails: string[] = [];
const hooks: { headers: http.IncomingHttpHeaders; body: string }[] = [];
let hookStatus = 200;
let isMailDown = false;
const smtp = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], onData: (stream, _session, callback) => {
  let text = "";
  stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  stream.on("end", () => {
    if (isMailDown) return callback(Object.assign(new Error("try later"), { responseCode: 451 }));
    mails.push(text.replace(/=\r\n/g, ""));
    callback();
  });
} });
const receiver = http.createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
  request.on("end", () => {
    hooks.push({ headers: request.headers, body });
    response.writeHead(hookStatus).end();
  });
});
const listen = (server: { listen: (port: number, host: string, done: () => void) => unknown }): Promise<void> => new Promise((done) => void server.listen(0, "127.0.0.1", done));
const fieldOf = (mail: string, name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(mail)?.[1]?.trim() ?? "";
const received = (): string[] => mails.map((mail) => `${fieldOf(mail, "To")} ${fieldOf(mail, "Subject")}`).sort();

const subscribe = (parts: object) => execute(ops.subscribe, { name: "x", ...parts } as never, as("bo"));
const byMail = (to: string, parts: object = {}) => subscribe({ name: to, target: { kind: "email", to }, ...parts });
/** A window of orders-db that was announced, two to three on Saturday the 19th in Berlin. */
async function announced(title: string): Promise<number> {
  const { number } = await execute(ops.create, { title, description: "SECRET-PLAN", services: ["orders-db"], impact: "outage", startsLocal: "2026-09-19T02:00", zone: "Europe/Berlin", durationMs: 3_600_000 }, as("bo"));
  await execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"));
  await execute(ops.decide, { number, version: 2, decision: "approved" }, as("cy"));
  await execute(ops.changeStatus, { number, version: 3, to: "announced" }, as("bo"));
  return number;
}

// Single people find theirs in the inbox.
const toSubscribers = { kind: { not: "in_app" } };

beforeAll(async () => {
  await Promise.all([listen(smtp), listen(receiver)]);
  process.env.SMTP_URL = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  process.env.QUARTERDECK_PRIVATE_TARGETS = "127.0.0.1";
  database = await testDatabase();
  await db().service.createMany({ data: [{ id: "svc_db", slug: "orders-db", name: "orders-db", tier: 2 }, { id: "svc_mail", slug: "mailer", name: "mailer", tier: 2 }] });
  await db().customer.createMany({ data: [{ id: "cus_n", slug: "northwind", name: "Northwind" }, { id: "cus_o", slug: "other", name: "Other" }] });
  await db().customerService.createMany({ data: [{ customerId: "cus_n", serviceId: "svc_db" }, { customerId: "cus_o", serviceId: "svc_mail" }] });
  for (const id of ["bo", "cy"]) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, zone: "Asia/Tokyo", roles: { create: { role: "operator" } } } });
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.QUARTERDECK_PRIVATE_TARGETS;
  await Promise.all([new Promise<void>((done) => smtp.close(() => done())), new Promise<void>((done) => receiver.close(() => done()))]);
  await database.drop();
});
beforeEach(async () => {
  await db().delivery.deleteMany();
  await db().maintenanceSubscription.deleteMany();
  await db().maintenanceWindow.deleteMany();
  [mails.length, hooks.length, hookStatus, isMailDown] = [0, 0, 200, false];
});

describe("subscribers of planned work", () => {
  it("are told of what concerns them, each once, in words and times for them", async () => {
    await byMail("all@example.test");
    await byMail("Bo@example.test".toLowerCase(), { audience: "team", service: "orders-db" });
    await byMail("north@example.test", { customer: "northwind" });
    await byMail("other@example.test", { customer: "other" });
    await byMail("mailer@example.test", { service: "mailer" });
    await byMail("all@example.test", { service: "orders-db" });
    const number = await announced("Ledger moves");
    await round(1);
    await round(2);
    expect(received()).toEqual(["all@example.test Planned maintenance: Ledger moves", "bo@example.test Planned maintenance: Ledger moves", "north@example.test Planned maintenance: Ledger moves"]);
    const [forCustomer = "", forTeam = ""] = ["north@", "bo@"].map((to) => mails.find((mail) => fieldOf(mail, "To").startsWith(to)));
    expect(forCustomer).toContain("02:00 to 03:00 CEST");
    expect(forCustomer).not.toMatch(/SECRET-PLAN|MW-\d/);
    expect(forTeam).toContain("09:00 to 10:00 GMT+9");
    expect(forTeam).toContain("SECRET-PLAN");
    const log = await execute(ops.notices, { number }, as("bo", 3));
    expect([log.total, log.subscribers, log.items.map(({ moment, status }) => `${moment} ${status}`)]).toEqual([3, 3, ["announced sent", "announced sent", "announced sent"]]);
    expect((await execute(ops.notices, { number }, as("vi", 3, "viewer"))).items.every(({ recipient }) => recipient === null)).toBe(true);
    expect((await execute(ops.get, { number }, as("bo", 3))).timeline.at(-1)).toMatchObject({ kind: "told", text: "Told 3 subscribers that it is planned" });
  });

  it("read words of the organisation's own, in a zone of their own, and stop them by a link that first asks", async () => {
    const set = (parts: object, ctx = as("bo")) => execute(ops.setNoticeTemplate, { audience: "customer", version: 0, title: "Heads up: {{title}}", body: "Dear reader,\n{{what}}\n{{link}}\n{{services}}", ...parts } as never, ctx);
    await expect(set({ body: "{{what}} {{description}}" })).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("{{description}} is not known to this audience") as string });
    await expect(set({ body: "Something happens." })).rejects.toMatchObject({ message: expect.stringContaining("needs {{what}}") as string });
    await expect(set({ title: null })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(set({}, as("vi", 0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await set({})).toMatchObject({ version: 1, isOwn: true, history: [{ version: 1, actorName: "bo" }] });
    await expect(set({ title: "Mine" }, as("cy"))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await execute(ops.previewNotice, { audience: "customer", moment: "cancel", title: "{{headline}}", body: "{{secret}}" } as never, as("vi", 0, "viewer"))).toMatchObject({ title: "Maintenance cancelled", faults: ["{{secret}} is not known to this audience", expect.stringContaining("{{what}}")] });

    await byMail("north@example.test", { zone: "America/New_York" });
    await byMail("bo@example.test", { audience: "team" });
    await announced("Ledger moves");
    await round(1);
    const mail = mails.find((one) => fieldOf(one, "To").startsWith("north@"))?.replaceAll("=3D", "=") ?? "";
    expect([fieldOf(mail, "Subject"), received()[0]]).toEqual(["Heads up: Ledger moves", "bo@example.test Planned maintenance: Ledger moves"]);
    expect(mail.replaceAll("\r", "")).toContain("Dear reader,\nFri, 18 Sept 2026, 20:00 to 21:00 GMT-4");
    expect(mail.replaceAll("\r", "")).toMatch(/Expect the service to be unavailable\.\nService: orders-db/);

    const token = /maintenance-stop\?token=(\S+)/.exec(mail)?.[1] ?? "";
    expect([await readStopLink(`x${token}`), await stopByLink(token.slice(0, -2), fixedClock(at(2)))]).toEqual([{ state: "invalid" }, { state: "invalid" }]);
    for (let look = 0; look < 2; look += 1) expect(await readStopLink(token)).toMatchObject({ state: "pending", address: "north@example.test" });
    for (let press = 0; press < 2; press += 1) expect(await stopByLink(token, fixedClock(at(2)))).toEqual({ state: "stopped" });
    expect((await db().maintenanceSubscription.findMany()).map(({ address }) => address)).toEqual(["bo@example.test"]);
    expect(await db().auditEvent.findFirst({ where: { action: "maintenance.subscription.remove" }, select: { actorName: true } })).toEqual({ actorName: "north@example.test (by mail link)" });
    expect(await set({ version: 1, title: null, body: null })).toMatchObject({ version: 2, isOwn: false, title: "{{headline}}: {{title}}", history: [{ version: 2 }, { version: 1 }] });
  });

  it("hear of a move once, with both times, then that it is cancelled, and of nothing after that", async () => {
    await byMail("all@example.test");
    const number = await announced("Moves twice");
    await round(1);
    await execute(ops.update, { number, version: 4, startsLocal: "2026-09-20T02:00" }, as("bo", 10));
    await round(10.5);
    await execute(ops.update, { number, version: 5, startsLocal: "2026-09-21T02:00" }, as("bo", 10.7));
    for (const minute of [11, 11.5, 12, 13]) await round(minute);
    expect(received()).toEqual(["all@example.test Maintenance moved: Moves twice", "all@example.test Planned maintenance: Moves twice"]);
    expect(mails.at(-1)).toMatch(/19 Sept 2026[^]+Mon, 21 Sept 2026[^]+still has to be approved/);
    await execute(ops.changeStatus, { number, version: 6, to: "cancelled" }, as("bo", 20));
    for (const minute of [21, 22, day]) await round(minute);
    expect(received()).toContain("all@example.test Maintenance cancelled: Moves twice");
    expect(mails).toHaveLength(3);
  });

  it("hear a week, a day and an hour before, when it begins, when it takes longer and when it ends, also from two processes at once", async () => {
    await byMail("all@example.test");
    const number = await announced("Whole story");
    const start = 9 * day + 16 * 60;
    for (const minute of [1, start - 7 * day, start - day, start - 60]) await Promise.all([tellWindows(as("clock", minute)), tellWindows(as("clock", minute))]);
    await execute(ops.changeStatus, { number, version: 4, to: "in_progress" }, as("bo", start));
    await round(start + 1);
    await round(start + 61);
    await execute(ops.changeStatus, { number, version: 6, to: "completed" }, as("bo", start + 70));
    await round(start + 71);
    const titles = (await db().delivery.findMany({ where: toSubscribers, orderBy: { createdAt: "asc" } })).map(({ title }) => title.replace(": Whole story", ""));
    expect(titles).toEqual(["Planned maintenance", "Maintenance in 7 days", "Maintenance in 24 hours", "Maintenance in 1 hour", "Maintenance has begun", "Maintenance takes longer", "Maintenance is done"]);
  });

  it("of the demo's windows are none", async () => {
    await byMail("all@example.test");
    await announced("Demo");
    await db().maintenanceWindow.updateMany({ data: { isDemo: true } });
    await round(1);
    expect(await db().delivery.count({ where: toSubscribers })).toBe(0);
  });
});

describe("a channel that is down", () => {
  const hookUrl = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?token=geheim`;

  it("is tried again later and later, visibly, while the others are told", async () => {
    await byMail("all@example.test");
    await subscribe({ name: "Pager", target: { kind: "webhook", url: hookUrl(), key: "shared secret" } });
    hookStatus = 503;
    const number = await announced("Half heard");
    await round(1);
    const [webhook] = (await execute(ops.notices, { number }, as("bo", 2))).items.filter(({ kind }) => kind === "webhook");
    expect([mails.length, webhook?.status, webhook?.attempts, webhook?.error, webhook?.retryAt]).toEqual([1, "failed", 1, "The receiver answered 503.", new Date(Date.parse(at(1)) + 10_000).toISOString()]);
    hookStatus = 200;
    await round(2);
    expect(await db().delivery.findMany({ where: toSubscribers, select: { status: true, attempts: true }, orderBy: { attempts: "asc" } })).toEqual([{ status: "sent", attempts: 1 }, { status: "sent", attempts: 2 }]);
    expect([hooks.length, hooks[1]?.headers["x-quarterdeck-signature"]?.slice(0, 7), JSON.parse(hooks[1]?.body ?? "{}")]).toMatchObject([2, "sha256=", { title: "Planned maintenance: Half heard", isUrgent: false }]);
    expect(JSON.stringify([await db().maintenanceSubscription.findMany(), await db().auditEvent.findMany({ where: { entityType: "maintenance_subscription" } }), await execute(ops.subscriptions, {}, as("bo"))], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(/geheim|shared secret/);
  });

  it("drops a reminder that is out of date, and tells nobody through a subscription that was removed", async () => {
    await byMail("all@example.test");
    const { id } = await subscribe({ name: "Pager", target: { kind: "webhook", url: hookUrl() } });
    [isMailDown, hookStatus] = [true, 503];
    const number = await announced("Too late");
    await round(1);
    await execute(ops.update, { number, version: 4, startsLocal: "2026-09-20T02:00" }, as("bo", 2));
    await execute(ops.unsubscribe, { id }, as("bo", 2));
    isMailDown = false;
    await round(4);
    expect((await db().delivery.findMany({ where: toSubscribers, orderBy: [{ createdAt: "asc" }, { kind: "asc" }] })).map(({ kind, status, title }) => `${kind} ${status} ${title}`)).toEqual(["email given_up Planned maintenance: Too late", "webhook given_up Planned maintenance: Too late", "email sent Maintenance moved: Too late"]);
  });
});

describe("a subscription", () => {
  it("is tested with one press, changed with the version seen, and refused when it leads nowhere", async () => {
    const { id } = await byMail("list@example.test");
    expect(await execute(ops.testSubscription, { id }, as("bo"))).toEqual({ status: "sent", error: null });
    expect(await execute(ops.updateSubscription, { id, version: 1, name: "List", service: "mailer" }, as("bo"))).toEqual({ id, version: 2 });
    await expect(execute(ops.updateSubscription, { id, version: 1, name: "Mine" }, as("cy"))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(byMail("not an address")).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(byMail("x@example.test", { service: "gone" })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(ops.subscribe, { name: "x", target: { kind: "email", to: "x@example.test" } }, as("su", 0, "support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const metadata = await subscribe({ target: { kind: "webhook", url: "http://169.254.169.254/latest" } });
    expect((await execute(ops.testSubscription, { id: metadata.id }, as("bo"))).error).toContain("does not connect to 169.254.169.254");
    expect((await execute(ops.subscriptions, { service: "mailer" }, as("bo"))).items).toMatchObject([{ name: "List", leadsTo: "list@example.test", service: { slug: "mailer" } }]);
    expect(await db().auditEvent.count({ where: { action: "maintenance.subscription.update" } })).toBe(1);
  });
});

describe("a promise of notice", () => {
  const late = (startsLocal: string, parts: object = {}) => execute(ops.lateNotice, { services: ["orders-db"], startsLocal, zone: "UTC", ...parts } as never, as("bo"));
  const create = (startsLocal: string, parts: object = {}) => execute(ops.create, { title: "Soon", services: ["orders-db"], startsLocal, zone: "UTC", durationMs: 3_600_000, ...parts }, as("bo"));

  it("names exactly who would get less, over dependencies too, and is honoured by conflicts and slots", async () => {
    await db().customer.update({ where: { id: "cus_n" }, data: { tier: "enterprise" } });
    await db().serviceDependency.create({ data: { serviceId: "svc_mail", dependsOnId: "svc_db" } });
    expect((await late("2026-09-10T08:00")).late).toEqual([]);
    await execute(ops.setNoticePromises, { customers: { enterprise: 168, business: 24 }, services: { "2": 48 } }, as("bo"));
    await byMail("ops@example.test", { service: "orders-db" });
    expect((await late("2026-09-10T08:00")).late.map(({ name, promisedMs, because }) => `${name} ${promisedMs / 3_600_000} ${because}`)).toEqual(["Northwind 168 enterprise customers", "Other 48 tier 2 services", "ops@example.test 48 tier 2 services"]);
    expect(await late("2026-09-12T08:00")).toMatchObject({ total: 1, affected: 3, givenMs: 3 * day * 60_000, late: [{ name: "Northwind" }] });
    expect((await late("2026-09-10T08:00", { impact: "none" })).late).toEqual([]);
    const plan = { services: ["orders-db"], zone: "UTC", durationMs: 3_600_000 };
    expect((await execute(ops.preview, { ...plan, startsLocal: "2026-09-10T08:00" }, as("bo"))).conflicts.map(({ text }) => text)).toContain("Notice unmet: 168 h were promised, 24 h are left");
    expect((await execute(ops.slots, { ...plan, earliest: at(0), latest: at(10 * day) }, as("bo"))).slots.map(({ startsAt, reasons }) => startsAt >= at(7 * day) || reasons.some(({ text }) => text.startsWith("Notice unmet")))).toEqual([true, true, true, true, true, true]);
    await expect(execute(ops.setNoticePromises, { customers: {}, services: {} }, as("vi", 0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await db().auditEvent.count({ where: { action: "maintenance.promises.set" } })).toBe(1);
  });

  it("is asked about when work is requested or moved too close, kept with the reason, and forgotten where there is time", async () => {
    const { number } = await create("2026-09-10T08:00");
    await expect(execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(ops.update, { number, version: 1, startsLocal: "2026-09-30T08:00", zone: "UTC" }, as("bo"));
    await execute(ops.changeStatus, { number, version: 2, to: "requested" }, as("bo"));
    await expect(execute(ops.update, { number, version: 3, startsLocal: "2026-09-11T08:00", zone: "UTC" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "lateNotice" }] });
    await execute(ops.update, { number, version: 3, startsLocal: "2026-09-11T08:00", zone: "UTC", lateNotice: "They asked for it" }, as("bo"));
    expect((await execute(ops.get, { number }, as("bo"))).lateNotice).toBe("They asked for it");
    await execute(ops.update, { number, version: 4, startsLocal: "2026-10-11T08:00", zone: "UTC" }, as("bo"));
    expect((await execute(ops.get, { number }, as("bo"))).lateNotice).toBeNull();
    const early = await create("2026-09-10T09:00", { lateNotice: "Agreed with everybody" });
    expect((await execute(ops.changeStatus, { number: early.number, version: 1, to: "requested" }, as("bo"))).status).toBe("requested");
  });
});
