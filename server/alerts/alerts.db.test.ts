import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Signal } from "#core/alerts";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { alertmanagerMessage } from "./alertmanager-fixture";
import { alertsOperations } from "./operations";
import { receiveSignals, reconcileSource } from "./receive-signals";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const operator = (minutes = 0) => testContext("operator", { clock: fixedClock(at(minutes)) });
const signal = (labels: Record<string, string>, parts: Partial<Signal> = {}): Signal => ({ source: "test", fingerprint: null, isFiring: true, title: labels.alertname ?? "x", description: "", severity: "page", labels, annotations: {}, href: null, startedAtMs: nowMs, endedAtMs: null, ...parts });
const numberOf = async (title: string): Promise<number> => (await db().alert.findFirstOrThrow({ where: { title }, orderBy: { number: "desc" } })).number;

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [] } });
  await db().service.create({ data: { id: "svc_1", slug: "payments-api", name: "payments-api", tier: 1, ownerTeamId: "team_1", aliases: ["pay"] } });
  await db().document.create({ data: { id: "doc_1", slug: "high-error-rate", kind: "runbook", title: "High error rate", body: "x", alertNames: ["HighErrorRate"] } });
  for (const [id, name] of [["usr_1", "Ada"], ["usr_2", "Bob"]] as const) await db().user.create({ data: { id, email: `${name.toLowerCase()}@example.test`, name } });
});
afterAll(() => database.drop());

describe("Alertmanager's webhook", () => {
  const send = (message: object, minutes = 0) => execute(alertsOperations.receiveAlertmanager, message as never, operator(minutes));

  it("begins an alert for the service and team of its labels, with its runbook", async () => {
    expect(await send(alertmanagerMessage("firing", { startsAt: "2026-08-19T09:58:00.008149658Z" }))).toEqual({ received: 1, began: 1, seen: 0, ended: 0, ignored: 0, silenced: 0 });
    const found = await execute(alertsOperations.get, { number: await numberOf("HighErrorRate: 5% of requests fail") }, operator(1));
    expect(found).toMatchObject({ row: { severity: "page", status: "firing", service: { slug: "payments-api" }, team: { slug: "payments" }, endedAt: null, durationMs: 180_000 - 8 }, runbook: { slug: "high-error-rate" }, href: "http://prometheus.example.test:9090/graph?g0.expr=x" });
    expect(found.steps.map(({ to, dueAt }) => [to, dueAt])).toEqual([["on_call", at(0)], ["next_on_call", at(10)], ["team", at(20)]]);
  });

  it("says the same again: it is one alert, seen twice", async () => {
    expect(await send(alertmanagerMessage("firing", { startsAt: "2026-08-19T09:58:00.008149658Z" }), 5)).toMatchObject({ began: 0, seen: 1 });
    expect(await db().alert.findFirstOrThrow()).toMatchObject({ occurrences: 2, lastSeenAt: new Date(at(5)) });
    expect(await db().alertEvent.count()).toBe(1);
    const waiting = await execute(alertsOperations.list, { status: "open" }, operator(5));
    expect([waiting.total, waiting.summary.unacknowledged]).toEqual([1, 1]);
  });

  it("ends it once; an end that arrives late does not end what began after it", async () => {
    const resolved = alertmanagerMessage("resolved", { startsAt: "2026-08-19T09:58:00.008149658Z", endsAt: "2026-08-19T10:06:00Z" });
    expect(await send(resolved, 7)).toMatchObject({ ended: 1 });
    expect(await send(resolved, 8)).toMatchObject({ ended: 0, ignored: 1 });
    await send(alertmanagerMessage("firing", { startsAt: "2026-08-19T10:10:00Z" }), 10);
    expect(await send(resolved, 11)).toMatchObject({ ended: 0, ignored: 1 });
    expect((await db().alert.findMany({ orderBy: { number: "asc" } })).map(({ status, endedAt }) => [status, endedAt?.toISOString() ?? null])).toEqual([["ended", "2026-08-19T10:06:00.000Z"], ["firing", null]]);
    await send(alertmanagerMessage("resolved", { startsAt: "2026-08-19T10:10:00Z", endsAt: "2026-08-19T10:12:00Z" }), 12);
  });

  it("refuses another version, a time that is none, and whoever may not push", async () => {
    await expect(send({ ...alertmanagerMessage("firing", { startsAt: at(0) }), version: "3" })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(send(alertmanagerMessage("firing", { startsAt: "yesterday" }))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(alertsOperations.receiveAlertmanager, alertmanagerMessage("firing", { startsAt: at(0) }) as never, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a storm of 10,000 alerts", () => {
  it("loses nothing, and saying it all again adds nothing", async () => {
    const storm = Array.from({ length: 10_000 }, (_, host) => signal({ alertname: "HostDown", service: "payments-api", severity: "page", instance: `host-${host}` }));
    expect(await receiveSignals(storm, operator(20))).toMatchObject({ received: 10_000, began: 10_000 });
    expect(await receiveSignals([...storm, ...storm], operator(21))).toMatchObject({ received: 20_000, began: 0, seen: 20_000 });
    expect(await db().alert.count({ where: { openKey: { not: null } } })).toBe(10_000);
    const { items } = await execute(alertsOperations.groups, {}, operator(21));
    expect(items).toMatchObject([{ title: "HostDown", firing: 10_000, isAcknowledged: false }]);
  });

  it("is acknowledged once, and by nobody twice", async () => {
    const number = await numberOf("HostDown");
    await expect(execute(alertsOperations.acknowledge, { number }, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await execute(alertsOperations.acknowledge, { number, note: "the switch" }, operator(22))).toEqual({ number, acknowledged: 10_000 });
    await expect(execute(alertsOperations.acknowledge, { number }, operator(23))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await db().auditEvent.count({ where: { action: "alert.acknowledge" } })).toBe(1);
    expect((await execute(alertsOperations.get, { number }, operator(23))).events.map(({ kind, text }) => [kind, text])).toEqual([["began", ""], ["acknowledged", "the switch"]]);
  });

  it("ends when its source names it no longer", async () => {
    expect(await reconcileSource({ source: "test", firing: [signal({ alertname: "HostDown", service: "payments-api", severity: "page", instance: "host-1" })] }, operator(30))).toMatchObject({ began: 0, ended: 9_999 });
    expect(await reconcileSource({ source: "test", firing: [] }, operator(31))).toMatchObject({ ended: 1 });
    await expect(execute(alertsOperations.acknowledge, { number: await numberOf("HostDown") }, operator(32))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("what is received at once by two processes", () => {
  it("is one alert", async () => {
    const both = await Promise.all([1, 2].map(() => receiveSignals(Array.from({ length: 50 }, (_, host) => signal({ alertname: "Race", instance: String(host) })), operator(32))));
    expect(both.reduce((sum, { began }) => sum + began, 0)).toBe(50);
    await reconcileSource({ source: "test", firing: [] }, operator(33));
  });
  it("and begins and ends within one message is both", async () => {
    const flap = signal({ alertname: "Flap" });
    expect(await receiveSignals([flap, { ...flap, isFiring: false }, flap, { ...flap, isFiring: false }], operator(34))).toMatchObject({ began: 2, ended: 2 });
  });
  it("from a clock that runs ahead begins now at the latest", async () => {
    await receiveSignals([signal({ alertname: "Ahead" }, { startedAtMs: nowMs + 9e6 })], operator(35));
    expect((await db().alert.findFirstOrThrow({ where: { title: "Ahead" } })).startedAt.toISOString()).toBe(at(35));
    await reconcileSource({ source: "test", firing: [] }, operator(36));
  });
});

describe("silences", () => {
  it("silence what fires and what is to come, until their end", async () => {
    await receiveSignals([signal({ alertname: "Disk", service: "payments-api", instance: "a" })], operator(40));
    const input = { matchers: [{ name: "alertname", operator: "=~" as const, value: "Dis.*" }], comment: "new disks", endsAt: at(100) };
    const { id, silences } = await execute(alertsOperations.createSilence, input, operator(41));
    expect(silences).toBe(1);
    expect(await receiveSignals([signal({ alertname: "Disk", service: "payments-api", instance: "b" })], operator(42))).toMatchObject({ began: 1, silenced: 1 });
    expect((await execute(alertsOperations.list, { status: "silenced" }, operator(43))).total).toBe(2);
    expect((await execute(alertsOperations.list, { status: "silenced" }, operator(101))).total).toBe(0);
    expect((await execute(alertsOperations.silences, {}, operator(43))).items).toMatchObject([{ id, state: "active", silences: 2, ownerName: "as operator" }]);
    await execute(alertsOperations.endSilence, { id }, operator(44));
    expect((await execute(alertsOperations.list, { status: "open" }, operator(45))).total).toBe(2);
    await expect(execute(alertsOperations.endSilence, { id }, operator(46))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await db().auditEvent.count({ where: { action: { startsWith: "silence." } } })).toBe(2);
  });

  it("tell before they begin what they would silence, and last longer or less long when changed", async () => {
    const before = await db().alert.count({ where: { openKey: { not: null } } });
    const silencesBefore = await db().silence.count();
    await receiveSignals(["eu", "us"].map((region) => ({ source: "test", fingerprint: null, isFiring: true, title: `Heat in ${region}`, description: "", severity: "page" as const, labels: { alertname: "Heat", region }, annotations: {}, href: null, startedAtMs: nowMs, endedAtMs: null })), operator());
    const matchers = [{ name: "region", operator: "=~" as const, value: "e.*" }];
    expect(await execute(alertsOperations.previewSilence, { matchers }, operator())).toMatchObject({ silences: 1, firing: before + 2, items: [{ title: "Heat in eu" }] });
    expect(await execute(alertsOperations.previewSilence, { matchers: [] }, operator())).toMatchObject({ silences: 0, firing: before + 2 });
    expect(await db().silence.count()).toBe(silencesBefore);
    const { id } = await execute(alertsOperations.createSilence, { matchers, comment: "works", endsAt: at(60) }, operator());
    const until = async () => (await db().alert.findFirstOrThrow({ where: { title: "Heat in eu" } })).silencedUntil?.toISOString();
    await execute(alertsOperations.updateSilence, { id, endsAt: at(120), comment: "works take longer" }, operator(1));
    expect(await until()).toBe(at(120));
    await execute(alertsOperations.updateSilence, { id, endsAt: at(30) }, operator(2));
    expect(await until()).toBe(at(30));
    expect((await execute(alertsOperations.silences, {}, operator(3))).items.find((one) => one.id === id)).toMatchObject({ comment: "works take longer", endsAt: at(30) });
    expect(await db().auditEvent.count({ where: { action: "silence.update" } })).toBe(2);
    await expect(execute(alertsOperations.updateSilence, { id, endsAt: at(1) }, operator(3))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(alertsOperations.updateSilence, { id, endsAt: at(200 * 1_440) }, operator(3))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(alertsOperations.updateSilence, { id, endsAt: at(90) }, operator(31))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(execute(alertsOperations.updateSilence, { id, endsAt: at(90) }, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await db().silence.delete({ where: { id } });
    await db().alert.deleteMany({ where: { title: { startsWith: "Heat in" } } });
  });

  it("need a matcher, a reason, an end that is to come and a pattern that ends", async () => {
    const matcher = { name: "alertname", operator: "=~" as const, value: "x" };
    const refused = (input: object) => expect(execute(alertsOperations.createSilence, { matchers: [matcher], comment: "x", endsAt: at(100), ...input }, operator(50))).rejects.toMatchObject({ code: "VALIDATION" });
    await refused({ matchers: [] });
    await refused({ comment: " " });
    await refused({ endsAt: at(10) });
    await refused({ endsAt: at(60 * 24 * 200) });
    await refused({ matchers: [{ ...matcher, value: "(a+)+" }] });
    await expect(execute(alertsOperations.createSilence, { matchers: [matcher], comment: "x", endsAt: at(100) }, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the rota of a team", () => {
  it("names who is on call and who comes next; an override goes first", async () => {
    const rota = { team: "payments", version: 0, zone: "Europe/Berlin", startsLocal: "2026-08-17T09:00", turnDays: 7, members: ["usr_1", "usr_2"] };
    await execute(alertsOperations.setRota, rota, operator());
    await expect(execute(alertsOperations.setRota, rota, operator())).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(alertsOperations.addOverride, { team: "payments", userId: "usr_2", from: at(0), to: at(60), reason: "dentist" }, operator());
    const { items, without } = await execute(alertsOperations.rotas, {}, operator(30));
    expect(items[0]).toMatchObject({ now: { person: "Bob", isOverride: true, to: at(60) }, overrides: [{ reason: "dentist" }], turns: [{ person: "Bob" }, { person: "Ada" }, { person: "Bob" }, {}, {}, {}] });
    expect(without).toEqual([]);
    const alert = await execute(alertsOperations.get, { number: await numberOf("Disk") }, operator(30));
    expect(alert.onCall).toMatchObject({ now: { person: "Bob" }, next: { person: "Ada" } });
    await expect(execute(alertsOperations.setRota, { ...rota, version: 1, members: ["usr_9"] }, operator())).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(alertsOperations.setRota, { ...rota, version: 1, zone: "Mars/Base" }, operator())).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(alertsOperations.setRota, { ...rota, version: 1 }, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the list of alerts", () => {
  it("filters, pages, counts, and is hidden from customers and strangers", async () => {
    const list = (input: object, scope: Parameters<typeof testContext>[1] = {}) => execute(alertsOperations.list, input, testContext("operator", { clock: fixedClock(at(60)), ...scope }));
    expect((await list({ status: "firing" })).items.map(({ title }) => title)).toEqual(["Disk", "Disk"]);
    expect((await list({ q: "HighErr" })).total).toBe(2);
    const first = await list({ status: "firing", limit: 1 });
    expect((await list({ status: "firing", limit: 1, cursor: first.nextCursor ?? "" })).items[0]?.number).not.toBe(first.items[0]?.number);
    expect(first.summary).toMatchObject({ firing: 2, unacknowledged: 2, pages: 2 });
    expect((await list({ group: await numberOf("Disk") })).total).toBe(2);
    expect((await list({}, { actor: { scope: { kind: "customers", customerIds: ["c"] } } })).total).toBe(0);
    expect((await list({}, { actor: { scope: { kind: "teams", teamIds: ["team_2"] } } })).total).toBe(0);
    await expect(execute(alertsOperations.list, {}, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("takes notes, also after the end", async () => {
    const number = await numberOf("Flap");
    expect(await execute(alertsOperations.addNote, { number, text: "a loose cable" }, operator(70))).toEqual({ number, seq: 3 });
    await expect(execute(alertsOperations.addNote, { number: 999_999, text: "x" }, operator(70))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("what cannot be an alert", () => {
  const receive = (alert: object) => execute(alertsOperations.receive, { alerts: [alert] } as never, operator());
  it.each([
    ["a title that is no text", { title: NaN }], ["no title", { labels: { a: "b" } }], ["a label that is a number", { title: "x", labels: { load: 1.5 } }], ["a label without an end", { title: "x", labels: { a: "b".repeat(5_000) } }],
    ["more labels than anybody reads", { title: "x", labels: Object.fromEntries(Array.from({ length: 61 }, (_, at) => [`l${at}`, "v"])) }], ["a time that is none", { title: "x", startedAt: "yesterday" }], ["an address of a script", { title: "x", href: "javascript:alert(1)" }], ["an address that is none", { title: "x", href: "no address" }],
  ])("is refused: %s", async (_case, alert) => {
    const before = await db().alert.count();
    await expect(receive(alert)).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await db().alert.count()).toBe(before);
  });

  it("is one alert however often it is in one message", async () => {
    const alert = { title: "Twice", labels: { alertname: "Twice", host: "a" } };
    expect(await execute(alertsOperations.receive, { alerts: [alert, alert, { ...alert, labels: { host: "a", alertname: "Twice" } }] }, operator())).toMatchObject({ received: 3, began: 1, seen: 2 });
  });
});
