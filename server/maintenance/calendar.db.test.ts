import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { receiveSignals } from "../alerts";
import { runMaintenance } from "./index";
import { maintenanceOperations as ops } from "./operations";

let database: TestDatabase;
const nowMs = Date.parse("2026-09-16T08:00:00.000Z");
const day = 24 * 60;
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const as = (userId: string, minutes = 0, role: "operator" | "admin" | "viewer" = "operator"): Ctx => testContext(role, { clock: fixedClock(at(minutes)), actor: { userId, name: userId } });
const plan = { title: "orders-db care", services: ["orders-db"], impact: "outage", startsLocal: "2026-09-19T02:00", zone: "UTC", durationMs: 60 * 60_000 } as const;
const freeze = { title: "Quarter end", kind: "hard", zone: "UTC", startsLocal: "2026-09-28T00:00", endsLocal: "2026-10-02T00:00" } as const;

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "data", name: "Data", aliases: [] } });
  await db().service.createMany({ data: [{ id: "svc_db", slug: "orders-db", name: "orders-db", tier: 1, ownerTeamId: "team_1" }, { id: "svc_shop", slug: "checkout", name: "checkout", tier: 1 }] });
  await db().slo.create({ data: { id: "slo_1", slug: "db", name: "orders-db up", serviceId: "svc_db", sli: { kind: "probe", monitors: ["m"] }, target: 0.999, window: { kind: "rolling", days: 30 }, method: { kind: "occurrences" } } });
  for (const [id, role] of [["ada", "admin"], ["bo", "operator"], ["cy", "operator"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, roles: { create: { role } } } });
});
afterAll(() => database.drop());

const get = (number: number, minutes = 0) => execute(ops.get, { number }, as("bo", minutes));
const series = async (seriesId: string | null): Promise<string[]> => (await db().maintenanceWindow.findMany({ where: { seriesId }, orderBy: { startsAt: "asc" } })).map(({ startsAt, status, title }) => `${startsAt.toISOString().slice(5, 16)} ${status}${title === plan.title ? "" : ` ${title}`}`);

async function approved(over: object): Promise<number> {
  const { number } = await execute(ops.create, { ...plan, ...over }, as("bo"));
  await execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"));
  await execute(ops.decide, { number, version: 2, decision: "approved" }, as("cy"));
  return number;
}

describe("the rule of a series", () => {
  const weekly = { ...plan, kind: "standard", risk: "low", impact: "degraded", startsLocal: "2027-01-04T02:00", repeats: { rrule: "FREQ=WEEKLY;COUNT=4" } } as const;

  it("changes for all: what was changed on its own and what was cancelled stay, the rest follows, goes or is added", async () => {
    const { number, series: id } = await execute(ops.create, weekly, as("bo"));
    await execute(ops.update, { number: number + 1, version: 1, title: "Own", startsLocal: "2027-01-11T06:00" }, as("bo"));
    await execute(ops.changeStatus, { number: number + 2, version: 1, to: "cancelled" }, as("bo"));
    await execute(ops.update, { number, version: 1, scope: "all", repeats: { rrule: "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5", exdates: ["2027-01-14T02:00"], rdates: ["2027-02-05T02:00"] } }, as("bo"));
    expect(await series(id)).toEqual(["01-04T02:00 approved", "01-07T02:00 approved", "01-11T06:00 approved Own", "01-18T02:00 cancelled", "01-25T02:00 cancelled", "02-05T02:00 approved"]);
    expect((await get(number)).repeats).toMatchObject({ rrule: "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5", exdates: ["2027-01-14T02:00"], rdates: ["2027-02-05T02:00"] });
    await runMaintenance(as("clock", day));
    expect((await series(id)).length).toBe(6);
  });

  it("changes for this and those that follow, moves a day on, and begins at the first time that it gives", async () => {
    const { number, series: id } = await execute(ops.create, { ...weekly, startsLocal: "2027-03-01T02:00" }, as("bo"));
    await execute(ops.update, { number: number + 2, version: 1, scope: "following", repeats: { rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=2" } }, as("bo"));
    const after = (await get(number + 2)).row.series;
    expect(await series(id)).toEqual(["03-01T02:00 approved", "03-08T02:00 approved"]);
    expect(await series(after)).toEqual(["03-15T02:00 cancelled", "03-17T02:00 approved", "03-22T02:00 cancelled", "03-24T02:00 approved"]);
    const next = (await db().maintenanceWindow.findFirstOrThrow({ where: { seriesId: after, startsAt: new Date("2027-03-17T02:00:00Z") } })).number;
    await execute(ops.update, { number: next, version: 1, scope: "all", startsLocal: "2027-03-18T03:00", repeats: { rrule: "FREQ=WEEKLY;BYDAY=TH;COUNT=2" } }, as("bo"));
    expect((await series(after)).filter((text) => text.endsWith("approved"))).toEqual(["03-18T03:00 approved", "03-25T03:00 approved"]);
  });

  it("keeps the approval where only words change, and asks again where the plan grows heavier", async () => {
    const made = await execute(ops.create, { ...weekly, kind: "normal", startsLocal: "2027-05-03T02:00", repeats: { rrule: "FREQ=WEEKLY;COUNT=2" } }, as("bo"));
    await execute(ops.decide, { number: made.number, version: 1, decision: "approved" }, as("cy"));
    await execute(ops.update, { number: made.number, version: 2, scope: "all", title: "Better words", risk: "low", impact: "degraded", services: ["orders-db"] }, as("bo"));
    expect([(await get(made.number)).row.status, (await get(made.number + 1)).row.title]).toEqual(["approved", "Better words"]);
    await execute(ops.update, { number: made.number, version: 3, scope: "all", impact: "outage" }, as("bo"));
    expect((await get(made.number)).row.status).toBe("requested");
  });

  it("is approved by one word for all that wait, but not for what was changed on its own", async () => {
    const { number, series: id } = await execute(ops.create, { ...weekly, kind: "normal", startsLocal: "2027-07-05T02:00" }, as("bo"));
    await execute(ops.update, { number: number + 2, version: 1, durationMs: 30 * 60_000 }, as("bo"));
    expect((await get(number)).repeats?.waiting).toBe(2);
    const word = { number, version: 1, decision: "approved", scope: "series", comment: "fine" } as const;
    await expect(execute(ops.decide, word, as("bo"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(ops.decide, { ...word, decision: "withdrawn" }, as("cy"))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(ops.decide, { ...word, version: 9 }, as("cy"))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await execute(ops.decide, word, as("cy"))).toEqual({ number, version: 2, status: "approved" });
    expect((await series(id)).map((text) => text.split(" ")[1])).toEqual(["approved", "approved", "requested", "approved"]);
    expect([await db().approval.count({ where: { comment: "fine" } }), await db().auditEvent.count({ where: { action: "maintenance.series.approved", entityId: id ?? "" } })]).toEqual([3, 1]);
    const told = await db().delivery.findMany({ where: { kind: "in_app", subjectId: `/maintenance/${number}` }, orderBy: [{ createdAt: "asc" }, { title: "desc" }], select: { recipient: true, title: true } });
    expect(told.map(({ recipient, title }) => `${recipient}: ${title}`).sort()).toEqual([`ada: Your approval is asked for: MW-${number} ${plan.title}`, `bo: MW-${number} ${plan.title}: approved`, `cy: Your approval is asked for: MW-${number} ${plan.title}`]);
  });

  it.each([
    ["belongs to one window only", { scope: "this", repeats: { rrule: "FREQ=DAILY" } }, "scope"], ["cannot be read", { scope: "all", repeats: { rrule: "FREQ=HOURLY" } }, "repeats.rrule"], ["names a day that does not exist", { scope: "all", repeats: { rrule: "FREQ=DAILY", exdates: ["2027-02-30T02:00"] } }, "repeats.exdates"],
  ])("is refused when it %s", async (_name, change, path) => {
    const { number } = (await execute(ops.list, { q: "Better words" }, as("bo"))).items[0] ?? { number: 0 };
    await expect(execute(ops.update, { number, version: (await get(number)).row.version, ...change }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path }] });
  });
});

describe("work under way", () => {
  it("silences the alerts of its services and no others, and says so on their pages", async () => {
    const number = await approved({});
    const [start, during] = [2 * day + 18 * 60, 2 * day + 18 * 60 + 10];
    await execute(ops.changeStatus, { number, version: 3, to: "in_progress" }, as("bo", start));
    const signal = (service: string) => ({ source: "test", fingerprint: null, isFiring: true, title: `${service} is down`, description: "", severity: "page" as const, labels: { alertname: "Down", service }, annotations: {}, href: null, startedAtMs: Date.parse(at(during)), endedAtMs: null });
    await receiveSignals([signal("orders-db"), signal("checkout")], as("source", during));
    expect(await db().alert.findMany({ orderBy: { title: "asc" }, select: { title: true, silencedUntil: true } })).toEqual([{ title: "checkout is down", silencedUntil: null }, { title: "orders-db is down", silencedUntil: new Date("2026-09-19T03:00:00Z") }]);
    expect((await execute(ops.current, { service: "orders-db" }, as("vi", during, "viewer"))).items).toMatchObject([{ number, isUnderWay: true, isSilent: true }]);
    expect((await execute(ops.current, { service: "checkout" }, as("vi", during, "viewer"))).items).toEqual([]);
  });

  it("goes on when its approval is withdrawn, charged and audible from then on", async () => {
    const { number, version } = (await execute(ops.list, { status: "active" }, as("bo"))).items[0] ?? { number: 0, version: 0 };
    const minutes = 2 * day + 18 * 60 + 20;
    await expect(execute(ops.decide, { number, version, decision: "withdrawn" }, as("ada", minutes, "admin"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect((await execute(ops.decide, { number, version, decision: "withdrawn", comment: "the backup failed" }, as("cy", minutes))).status).toBe("in_progress");
    expect(await db().sloExclusion.findMany({ where: { reason: { contains: `MW-${number} ` } }, select: { fromAt: true, toAt: true } })).toEqual([{ fromAt: new Date("2026-09-19T02:00:00Z"), toAt: new Date("2026-09-19T02:20:00Z") }]);
    const found = await get(number, minutes + 1);
    expect([found.withdrawn?.by, found.row.status, found.timeline.at(-1)?.text]).toEqual(["cy", "in_progress", expect.stringContaining("the backup failed") as string]);
    expect((await execute(ops.current, {}, as("bo", minutes + 1))).items.map((one) => [one.number, one.isSilent])).toEqual([[number, false]]);
    expect((await db().alert.findFirstOrThrow({ where: { title: "orders-db is down" } })).silencedUntil?.toISOString()).toBe(at(minutes));
    await execute(ops.changeStatus, { number, version: version + 1, to: "rolled_back" }, as("bo", minutes + 10));
  });

  it("is charged for what runs over its plan, and shows the incident that followed", async () => {
    const number = await approved({ startsLocal: "2026-09-20T02:00" });
    const start = 3 * day + 18 * 60;
    await execute(ops.changeStatus, { number, version: 3, to: "in_progress" }, as("bo", start));
    await db().incident.create({ data: { id: "inc_1", title: "orders-db is slow", severity: "sev2", status: "resolved", serviceId: "svc_db", startedAt: new Date(at(start + 70)), declaredAt: new Date(at(start + 72)), resolvedAt: new Date(at(start + 120)) } });
    await runMaintenance(as("clock", start + 61));
    await execute(ops.changeStatus, { number, version: 5, to: "completed" }, as("bo", start + 90));
    const found = await get(number, start + 100);
    expect([found.row.overrunMs, found.exclusions.map(({ from, to }) => [from, to]), found.incidents.map(({ title }) => title)]).toEqual([30 * 60_000, [["2026-09-20T02:00:00.000Z", "2026-09-20T03:00:00.000Z"]], ["orders-db is slow"]]);
  });
});

describe("freezes", () => {
  it("repeat, are planned anew, tell which windows they stop, and are not written over by a second editor", async () => {
    const ada = as("ada", 0, "admin");
    const { number } = await execute(ops.create, { ...plan, title: "Frozen", startsLocal: "2026-09-30T02:00" }, as("bo"));
    const { id } = await execute(ops.createFreeze, { ...freeze, services: ["checkout"] }, ada);
    const find = async () => (await execute(ops.freezes, {}, as("bo"))).items.find((one) => one.id === id);
    expect(await find()).toMatchObject({ state: "planned", windows: [], startsLocal: freeze.startsLocal, endsLocal: freeze.endsLocal });
    await execute(ops.updateFreeze, { id, version: 1, title: "Last days", kind: "hard", zone: "UTC", startsLocal: "2026-09-29T00:00", repeats: { rrule: "FREQ=MONTHLY;BYMONTHDAY=29", durationMs: 2 * day * 60_000 } }, ada);
    expect(await find()).toMatchObject({ title: "Last days", windows: [number], rrule: "FREQ=MONTHLY;BYMONTHDAY=29", span: { from: "2026-09-29T00:00:00.000Z", to: "2026-10-01T00:00:00.000Z" }, services: [], version: 2 });
    await expect(execute(ops.updateFreeze, { ...freeze, id, version: 1 }, ada)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(execute(ops.updateFreeze, { ...freeze, id, version: 2 }, as("vi", 0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(ops.updateFreeze, { ...freeze, endsLocal: "2026-09-01T00:00", id, version: 2 }, ada)).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "endsLocal" }] });
    await execute(ops.exempt, { id, number, reason: "a security fix" }, ada);
    await expect(execute(ops.exempt, { id, number, reason: "again" }, ada)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await find()).toMatchObject({ windows: [], exceptions: [{ number, reason: "a security fix", actorName: "ada" }] });
    await execute(ops.liftFreeze, { id, version: 2, reason: "over" }, ada);
    await expect(execute(ops.updateFreeze, { ...freeze, id, version: 3 }, ada)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await find()).toBeUndefined();
    expect((await execute(ops.freezes, { state: "all" }, as("bo"))).items.find((one) => one.id === id)?.state).toBe("over");
    expect(await db().auditEvent.count({ where: { entityId: id } })).toBe(4);
  });

  it("put over the best slot make it vanish, with that reason", async () => {
    const query = { services: ["orders-db"], zone: "UTC", durationMs: 3_600_000, earliest: at(0), latest: at(14 * day) } as const;
    const [best] = (await execute(ops.slots, query, as("bo"))).slots;
    const startsLocal = best?.startsLocal ?? "";
    const { id } = await execute(ops.createFreeze, { ...freeze, title: "Over the top", startsLocal, endsLocal: (best?.endsAt ?? "").slice(0, 16) }, as("ada", 0, "admin"));
    const after = await execute(ops.slots, query, as("bo"));
    expect(after.slots.map((slot) => slot.startsAt)).not.toContain(best?.startsAt);
    expect(after.ruledOut.map(({ reason }) => reason)).toContain("Hard freeze: Over the top");
    await execute(ops.liftFreeze, { id, version: 1, reason: "seen" }, as("ada", 0, "admin"));
    expect((await execute(ops.slots, query, as("bo"))).slots[0]?.startsAt).toBe(best?.startsAt);
  });
});

describe("the calendar", () => {
  const range = { from: "2026-09-19T00:00:00Z", to: "2026-10-01T00:00:00Z" };
  const found = async (input: object, ctx: Ctx = as("bo")) => (await execute(ops.calendar, { ...range, ...input }, ctx)).windows.map(({ title, conflicts }) => `${title} ${conflicts}`);

  it("filters by words, number, service and state, and counts what stands in the way all the same", async () => {
    const over = { startsLocal: "2026-09-24T02:00", title: "100% sure" };
    const { number } = await execute(ops.create, { ...plan, ...over }, as("bo"));
    await execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"));
    const other = await execute(ops.create, { ...plan, ...over, title: "1000 rows", services: ["checkout"] }, as("bo"));
    await db().serviceDependency.create({ data: { serviceId: "svc_shop", dependsOnId: "svc_db" } });
    await execute(ops.changeStatus, { number: other.number, version: 1, to: "requested" }, as("bo"));
    expect(await found({ q: "100%" })).toEqual(["100% sure 1"]);
    expect(await found({ q: `MW-${other.number}` })).toEqual(["1000 rows 1"]);
    expect(await found({ service: "checkout" })).toEqual(["1000 rows 1"]);
    expect([(await found({ status: "done" })).length, (await found({ status: "planned" })).length, (await found({})).length]).toEqual([2, 0, 5]);
    const few = await execute(ops.calendar, { ...range, zone: "Europe/Berlin", perDay: 1 }, as("bo"));
    const ofDay = few.windows.filter(({ startsAt }) => startsAt.startsWith("2026-09-24"));
    expect([ofDay.map(({ title, conflicts }) => `${title} ${conflicts}`), few.days.find(({ date }) => date === "2026-09-24"), few.conflicts]).toEqual([["100% sure 1"], { date: "2026-09-24", windows: 2 }, 2]);
    expect(await found({ only: "conflicts" })).toEqual(["100% sure 1", "1000 rows 1"]);
  });
  it("shows calendars of others as busy time or as a freeze of everything", async () => {
    const event = (title: string) => ({ key: title, title, startsAt: new Date("2026-09-24T00:00:00Z"), endsAt: new Date("2026-09-25T00:00:00Z") });
    await db().externalCalendar.create({ data: { id: "cal_1", name: "Holidays", mode: "hard", events: { create: event("Feast") } } });
    await db().externalCalendar.create({ data: { id: "cal_2", name: "Fairs", mode: "busy", events: { create: event("Fair") } } });
    const { freezes, busy, windows } = await execute(ops.calendar, { ...range, q: "100%" }, as("bo"));
    expect([freezes.map(({ title, source, kind }) => [title, source, kind]), busy.map(({ title }) => title), windows[0]?.conflicts]).toEqual([[["Feast (Holidays)", "external", "hard"]], ["Fair (Fairs)"], 2]);
    await db().externalCalendar.deleteMany({});
  });
  it("shows a team what is its own or of its services, and customers nothing", async () => {
    const scoped = (scope: Ctx["actor"]["scope"]): Ctx => testContext("operator", { clock: fixedClock(at(0)), actor: { scope } });
    expect(await found({ service: "checkout" }, scoped({ kind: "teams", teamIds: ["team_1"] }))).toEqual([]);
    expect(await found({ q: "100%" }, scoped({ kind: "teams", teamIds: ["team_1"] }))).toEqual(["100% sure 1"]);
    expect(await found({}, scoped({ kind: "customers", customerIds: ["cus_1"] }))).toEqual([]);
  });
});

describe("deadlines", () => {
  it("of every kind stand on the calendar, in order, for those who may read their subject", async () => {
    await db().incident.create({ data: { id: "inc_2", title: "Checkout fails", severity: "sev1", status: "resolved", startedAt: new Date(at(0)), declaredAt: new Date(at(0)), resolvedAt: new Date(at(60)), actions: { create: { id: "act_1", title: "Add a replica", dueOn: new Date("2026-09-24T00:00:00Z") } } } });
    await db().document.createMany({ data: [{ id: "doc_1", slug: "restore", kind: "runbook", title: "Restore", body: "", links: [], alertNames: [], audience: [], reviewBy: new Date("2026-09-25T00:00:00Z") }, { id: "doc_2", slug: "pay", kind: "policy", title: "Salaries", body: "", links: [], alertNames: [], audience: ["admin"], reviewBy: new Date("2026-09-25T00:00:00Z") }] });
    await db().updateCycle.create({ data: { id: "cyc_1", title: "Patches", serviceId: "svc_db", rrule: "FREQ=WEEKLY", startsLocal: "2026-09-15T02:00", lastDoneAt: new Date("2026-09-15T03:00:00Z") } });
    await db().ticket.create({ data: { id: "tkt_1", number: "T1", subject: "Slow orders", state: "open", stateKind: "open", impact: "2", urgency: "2", priority: "p2", serviceId: "svc_db", openedAt: new Date(at(0)), updatedAt: new Date(at(0)), clocks: { create: { kind: "resolution", state: "running", startedAt: new Date(at(0)), dueAt: new Date("2026-09-23T02:30:00Z"), elapsedMs: 0, targetMs: 1, computedAt: new Date(at(0)) } } } });
    const range = { from: "2026-09-14T00:00:00Z", to: "2026-10-01T00:00:00Z" };
    const kinds = async (ctx: Ctx): Promise<string[]> => (await execute(ops.calendar, range, ctx)).deadlines.map(({ kind, at: due }) => `${due.slice(5, 10)} ${kind}`);
    expect(await kinds(as("bo"))).toEqual(["09-22 update", "09-23 sla", "09-24 action", "09-25 review", "09-29 update", "09-30 postmortem"]);
    expect((await kinds(as("vi", 0, "viewer"))).some((text) => text.endsWith("sla"))).toBe(false);
    const { conflicts } = await execute(ops.preview, { services: ["orders-db"], startsLocal: "2026-09-23T02:00", zone: "UTC", durationMs: 3_600_000 }, as("bo"));
    expect(conflicts.filter(({ kind }) => kind === "deadline").map(({ text }) => text)).toEqual(["Within it falls: SLA: Slow orders (T1)"]);
  });
});
