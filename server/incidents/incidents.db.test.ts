import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { incidentsOperations } from "./operations";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const operator = (minutes = 0) => testContext("operator", { clock: fixedClock(at(minutes)) });

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [] } });
  await db().service.createMany({ data: [{ id: "svc_1", slug: "payments-api", name: "payments-api", tier: 1, ownerTeamId: "team_1" }, { id: "svc_2", slug: "checkout", name: "checkout", tier: 1 }] });
  await db().ticket.create({ data: { id: "tkt_1", number: "T-1", subject: "Card refused", state: "New", stateKind: "open", openedAt: new Date(at(-5)), updatedAt: new Date(at(-5)) } });
  await db().alert.create({ data: { id: "alr_1", fingerprint: "f", openKey: "f", groupKey: "g", source: "monitor", title: "payments-api is down", severity: "page", startedAt: new Date(at(-10)), lastSeenAt: new Date(at(0)) } });
});
afterAll(() => database.drop());

const detail = (number: number, minutes = 0) => execute(incidentsOperations.get, { number }, operator(minutes));

describe("an incident", () => {
  it("is declared from an alert, at the time it began, for the team of its first service", async () => {
    const alert = await db().alert.findFirstOrThrow();
    expect(await execute(incidentsOperations.declare, { title: "Cards are refused", severity: "sev1", services: ["payments-api", "checkout"], startedAt: at(-10), alerts: [alert.number], commander: "Ada" }, operator())).toEqual({ number: 1, version: 1 });
    const found = await detail(1);
    expect(found).toMatchObject({ row: { status: "triage", team: { slug: "payments" }, alerts: 1, durationMs: 600_000 }, detectedBy: "alert", next: ["started", "mitigated", "resolved"] });
    expect(found.timeline.map(({ kind, text }) => [kind, text])).toEqual([["alert", `Alert ${alert.number} began: payments-api is down`], ["declared", "Declared as SEV1"], ["alert", `Alert ${alert.number}: payments-api is down`]]);
    expect(found.nextUpdate).toEqual({ everyMinutes: 30, dueAt: at(30), lastAt: null, isOverdue: false });
  });

  it("moves on step by step, and its times give the time to acknowledge and to restore", async () => {
    await execute(incidentsOperations.changeStatus, { number: 1, version: 1, to: "started" }, operator(2));
    await execute(incidentsOperations.changeStatus, { number: 1, version: 2, to: "mitigated", note: "traffic moved to the second provider" }, operator(20));
    await execute(incidentsOperations.changeStatus, { number: 1, version: 3, to: "resolved", at: at(30) }, operator(45));
    const found = await detail(1, 60);
    expect(found.durations).toEqual({ acknowledgeMs: 12 * 60_000, mitigateMs: 30 * 60_000, resolveMs: 40 * 60_000 });
    expect(found.timeline.at(-2)?.text).toBe("started → mitigated: traffic moved to the second provider");
  });

  it("refuses a step it cannot take, one in the future, and an editor with an old version", async () => {
    await expect(execute(incidentsOperations.changeStatus, { number: 1, version: 4, to: "triage" }, operator(50))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(execute(incidentsOperations.changeStatus, { number: 1, version: 4, to: "closed", at: at(500) }, operator(50))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(incidentsOperations.changeStatus, { number: 1, version: 1, to: "closed" }, operator(50))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(execute(incidentsOperations.changeStatus, { number: 99, version: 1, to: "closed" }, operator(50))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("tells changes of severity and roles in its timeline, and keeps them in the audit", async () => {
    await execute(incidentsOperations.update, { number: 1, version: 4, severity: "sev2", communicator: "Grace", rootCause: "vendor" }, operator(51));
    const found = await detail(1, 52);
    expect(found.timeline.slice(-2).map(({ text }) => text)).toEqual(["SEV1 → SEV2", "Grace is communicator"]);
    expect((await db().auditEvent.findFirst({ where: { action: "incident.update" } }))?.before).toMatchObject({ severity: "sev1" });
  });

  it("shows what it took of each service's budgets and what is left, and tells no SLO from no data", async () => {
    const slo = { serviceId: "svc_1", sli: {}, target: 0.999, window: {}, method: {} };
    const monitor = await db().monitor.create({ data: { id: "mon_1", slug: "payments-api", name: "payments-api", url: "https://pay.example", status: "up", firstCheckAt: new Date(at(-20_000)), lastCheckAt: new Date(at(52)) } });
    await db().outage.createMany({ data: [{ id: "out_1", monitorKey: monitor.key, startedAt: new Date(at(-10)), endedAt: new Date(at(2)) }, { id: "out_2", monitorKey: monitor.key, startedAt: new Date(at(40)), endedAt: new Date(at(45)) }] });
    const probed = { sli: { kind: "probe", monitors: ["payments-api"] }, window: { kind: "rolling", days: 7 }, method: { kind: "occurrences" } };
    await db().slo.createMany({ data: [{ ...slo, ...probed, id: "slo_1", slug: "availability", name: "Availability" }, { ...slo, id: "slo_2", slug: "latency", name: "Latency" }] });
    await db().sloStatus.create({ data: { sloId: "slo_1", status: "at_risk", since: new Date(at(0)), evaluatedAt: new Date(at(0)), periodFrom: new Date(at(-100)), periodTo: new Date(at(100)), remaining: -0.5, budgetMs: 10.08 * 60_000, isFull: true, alerts: [] } });
    const { services } = await detail(1, 52);
    expect(services).toMatchObject([
      { slug: "payments-api", name: "payments-api", tier: 1, budgets: [{ slug: "availability", name: "Availability", remaining: -0.5, leftMinutes: -5.04 }, { slug: "latency", name: "Latency", leftMinutes: null, spentMinutes: null, spentShare: null }] },
      { slug: "checkout", name: "checkout", tier: 1, budgets: [] },
    ]);
    // Resolved after 40 minutes, 30 from now: the second outage lies behind it.
    expect(services[0]?.budgets[0]?.spentMinutes).toBeCloseTo(12, 9);
    expect(services[0]?.budgets[0]?.spentShare).toBeCloseTo(12 / 10.08, 9);
  });

  it("shows how the SLI that suffered most went before, during and after it", async () => {
    const { course } = await execute(incidentsOperations.course, { number: 1 }, operator(52));
    expect(course).toMatchObject({ slug: "availability", service: { slug: "payments-api" }, target: 0.999, unit: "milliseconds", stepMs: 60_000 });
    // Forty minutes, and half as much before and after.
    expect([course?.points[0]?.at, course?.points.at(-1)?.at]).toEqual([at(-30), at(49)]);
    expect(course?.points.filter(({ bad }) => bad === 1).map(({ at: minute }) => minute)).toEqual([...Array.from({ length: 12 }, (_, minute) => at(minute - 10)), ...Array.from({ length: 5 }, (_, minute) => at(40 + minute))]);
    await expect(execute(incidentsOperations.course, { number: 99 }, operator(53))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("tells by itself what its alerts did, who was told of them, and what began beside it", async () => {
    const before = await detail(1, 52);
    await db().alertEvent.createMany({ data: [{ alertId: "alr_1", seq: 1, at: new Date(at(-10)), kind: "began", actorName: "system" }, { alertId: "alr_1", seq: 2, at: new Date(at(-7)), kind: "acknowledged", actorName: "Ada", data: { text: "on it" } }] });
    await db().alert.update({ where: { id: "alr_1" }, data: { endedAt: new Date(at(25)), openKey: null } });
    const other = { fingerprint: "o", groupKey: "o", source: "monitor", severity: "ticket", serviceId: "svc_2", lastSeenAt: new Date(at(0)) };
    await db().alert.createMany({ data: [{ ...other, id: "alr_2", title: "checkout is slow", startedAt: new Date(at(5)) }, { ...other, id: "alr_3", title: "much later", startedAt: new Date(at(300)) }] });
    const message = { subjectType: "alert_group", subjectId: "g", title: "[page] payments-api is down", body: "", createdAt: new Date(at(-9)) };
    await db().delivery.createMany({ data: [{ ...message, id: "dlv_1", kind: "email", recipient: "ada@example.test", dedupeKey: "1", status: "sent" }, { ...message, id: "dlv_2", kind: "email", recipient: "bob@example.test", dedupeKey: "2", status: "given_up" }] });
    const added = (await detail(1, 52)).timeline.filter(({ at: when, text }) => !before.timeline.some((entry) => entry.at === when && entry.text === text));
    const [first] = await db().alert.findMany({ where: { id: "alr_1" } });
    const [second] = await db().alert.findMany({ where: { id: "alr_2" } });
    expect(added.map(({ at: when, kind, actorName, text, seq }) => [when, kind, actorName, text, seq])).toEqual([
      [at(-9), "message", "", "Told ada@example.test (by e-mail), bob@example.test (by e-mail, not delivered): [page] payments-api is down", null],
      [at(-7), "alert", "Ada", `Alert ${first?.number} acknowledged: on it`, null],
      [at(5), "alert", "", `Alert ${second?.number} began: checkout is slow (on an affected service, not linked)`, null],
      [at(25), "alert", "", `Alert ${first?.number} ended: payments-api is down`, null],
    ]);
  });

  it("takes in an alert that began beside it, once, and none that belongs to another", async () => {
    expect((await detail(1, 52)).nearbyAlerts.map(({ title }) => title)).toEqual(["checkout is slow"]);
    const { number: alert } = await db().alert.findUniqueOrThrow({ where: { id: "alr_2" } });
    const link = (input: { number: number; alert: number }) => execute(incidentsOperations.linkAlert, input, operator(52));
    expect(await link({ number: 1, alert })).toEqual({ number: 1, alert });
    await expect(link({ number: 1, alert })).rejects.toMatchObject({ code: "CONFLICT" });
    const found = await detail(1, 53);
    expect([found.nearbyAlerts, found.row.alerts, found.timeline.filter(({ text }) => text === `Alert ${alert} linked: checkout is slow`)]).toMatchObject([[], 2, [{ kind: "alert" }]]);
    expect(await db().auditEvent.count({ where: { action: "incident.link-alert" } })).toBe(1);
    await expect(link({ number: 1, alert: 999 })).rejects.toMatchObject({ code: "VALIDATION" });
    await db().incident.create({ data: { id: "inc_x", number: 900, title: "x", severity: "sev4", startedAt: new Date(at(0)), declaredAt: new Date(at(0)) } });
    await expect(link({ number: 900, alert })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(execute(incidentsOperations.linkAlert, { number: 1, alert }, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await db().incident.delete({ where: { id: "inc_x" } });
  });

  it("offers people of the organisation who can sign in", async () => {
    await db().user.createMany({ data: [{ id: "usr_1", email: "ada@example.test", name: "Ada" }, { id: "usr_2", email: "gone@example.test", name: "Gone", status: "deactivated" }] });
    expect(await execute(incidentsOperations.people, {}, operator())).toEqual({ items: [{ name: "Ada" }], nextCursor: null });
    expect((await execute(incidentsOperations.people, {}, testContext("operator", { actor: { scope: { kind: "customers", customerIds: [] } } }))).items).toEqual([]);
  });

  it("takes notes, tasks with a date, and tickets; a note is never public", async () => {
    await execute(incidentsOperations.addEntry, { number: 1, kind: "note", text: "the provider knows", isPublic: true }, operator(53));
    const { id, version } = await execute(incidentsOperations.addAction, { number: 1, title: "Second provider by default", owner: "Ada", dueOn: "2026-08-18" }, operator(53));
    await execute(incidentsOperations.linkTicket, { number: 1, ticket: "T-1" }, operator(53));
    const found = await detail(1, 54);
    expect(found.timeline.find(({ kind }) => kind === "note")?.isPublic).toBe(false);
    expect([found.actions[0]?.isOverdue, found.tickets[0]?.number, found.row.openActions]).toEqual([true, "T-1", 1]);
    expect((await execute(incidentsOperations.actions, { state: "overdue" }, operator(54))).items).toHaveLength(1);
    await execute(incidentsOperations.changeAction, { id, version, isDone: true }, operator(55));
    expect((await execute(incidentsOperations.actions, { state: "overdue" }, operator(56))).items).toHaveLength(0);
    await expect(execute(incidentsOperations.linkTicket, { number: 1, ticket: "T-9" }, operator(56))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("publishes a postmortem with the reviewer's name, and not before the resolution", async () => {
    const { number } = await execute(incidentsOperations.declare, { title: "Slow search", severity: "sev3", services: ["payments-api"] }, operator(60));
    await expect(execute(incidentsOperations.savePostmortem, { number, version: 0, body: "x", state: "published" }, operator(61))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await execute(incidentsOperations.savePostmortem, { number: 1, version: 0, body: "## What happened", state: "draft" }, operator(61));
    await expect(execute(incidentsOperations.savePostmortem, { number: 1, version: 0, body: "another draft", state: "draft" }, operator(61))).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(incidentsOperations.savePostmortem, { number: 1, version: 1, body: "## What happened", state: "published" }, operator(62));
    expect((await detail(1, 63)).postmortem).toMatchObject({ state: "published", reviewedBy: "as operator" });
    expect((await detail(number, 63)).similar.map((other) => other.number)).toEqual([1]);
  });
});

describe("the list of incidents", () => {
  it("filters by state, severity, service and number, and counts what is open", async () => {
    const numbers = async (input: object): Promise<number[]> => (await execute(incidentsOperations.list, input, operator(70))).items.map(({ number }) => number);
    expect(await numbers({})).toEqual([2, 1]);
    expect(await numbers({ status: "open" })).toEqual([2]);
    expect(await numbers({ severity: "sev2" })).toEqual([1]);
    expect(await numbers({ service: "checkout" })).toEqual([1]);
    expect(await numbers({ q: "INC-2" })).toEqual([2]);
    expect((await execute(incidentsOperations.list, { limit: 1 }, operator(70))).nextCursor).not.toBeNull();
  });

  it("is hidden from customers and from teams that have nothing to do with it; a viewer declares none", async () => {
    const total = async (scope: Parameters<typeof testContext>[1]): Promise<number> => (await execute(incidentsOperations.list, {}, testContext("operator", scope))).total;
    expect(await total({ actor: { scope: { kind: "customers", customerIds: ["c"] } } })).toBe(0);
    expect(await total({ actor: { scope: { kind: "teams", teamIds: ["team_2"] } } })).toBe(0);
    expect(await total({ actor: { scope: { kind: "teams", teamIds: ["team_1"] } } })).toBe(2);
    await expect(execute(incidentsOperations.declare, { title: "x", severity: "sev1" }, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("an incident of which nothing is measured has no course, and a stranger sees none", async () => {
  const { number } = await execute(incidentsOperations.declare, { title: "No SLO", severity: "sev4", services: ["checkout"] }, operator(80));
  expect(await execute(incidentsOperations.course, { number }, operator(81))).toEqual({ course: null });
  await expect(execute(incidentsOperations.course, { number: 1 }, testContext("operator", { actor: { scope: { kind: "teams", teamIds: ["team_2"] } } }))).rejects.toMatchObject({ code: "NOT_FOUND" });
});
