import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertsOperations } from "@/server/alerts";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { runMaintenance } from "./index";
import { maintenanceOperations as ops } from "./operations";

let database: TestDatabase;
const nowMs = Date.parse("2026-09-16T08:00:00.000Z");
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const day = 24 * 60;
const as = (userId: string, minutes = 0, role: "operator" | "admin" | "viewer" = "operator"): Ctx => testContext(role, { clock: fixedClock(at(minutes)), actor: { userId, name: userId } });
const plan = { title: "orders-db minor upgrade", services: ["orders-db"], impact: "outage", startsLocal: "2026-09-19T02:00", zone: "Europe/Berlin", durationMs: 45 * 60_000 } as const;

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "data", name: "Data", aliases: [] } });
  await db().service.createMany({ data: [{ id: "svc_db", slug: "orders-db", name: "orders-db", tier: 1, ownerTeamId: "team_1" }, { id: "svc_shop", slug: "checkout", name: "checkout", tier: 1 }] });
  await db().serviceDependency.create({ data: { serviceId: "svc_shop", dependsOnId: "svc_db" } });
  await db().customer.create({ data: { id: "cus_1", slug: "northwind", name: "Northwind", aliases: [] } });
  await db().customerService.create({ data: { customerId: "cus_1", serviceId: "svc_shop" } });
  await db().slo.create({ data: { id: "slo_1", slug: "db", name: "orders-db up", serviceId: "svc_db", sli: { kind: "probe", monitors: ["m"] }, target: 0.999, window: { kind: "rolling", days: 30 }, method: { kind: "occurrences" } } });
  for (const [id, role] of [["ada", "admin"], ["bo", "operator"], ["cy", "operator"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, roles: { create: { role } } } });
});
afterAll(() => database.drop());

const get = (number: number, minutes = 0) => execute(ops.get, { number }, as("bo", minutes));
/** What somebody finds in their inbox. */
const told = async (userId: string) => (await execute(alertsOperations.inbox, {}, as(userId))).items.map(({ title, href, body }) => ({ title, href, body }));
const exclusions = (): Promise<{ fromAt: Date; toAt: Date }[]> => db().sloExclusion.findMany({ select: { fromAt: true, toAt: true } });

describe("a window", () => {
  it("is drafted, requested, approved by somebody else, and then leaves the SLO for its planned time", async () => {
    expect(await execute(ops.create, plan, as("bo"))).toEqual({ number: 1, version: 1, series: null, windows: 1 });
    expect((await execute(ops.changeStatus, { number: 1, version: 1, to: "requested" }, as("bo"))).status).toBe("requested");
    await expect(execute(ops.decide, { number: 1, version: 2, decision: "approved" }, as("bo"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(ops.decide, { number: 1, version: 1, decision: "approved" }, as("cy"))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await execute(ops.decide, { number: 1, version: 2, decision: "approved", comment: "fine" }, as("cy", 5))).toEqual({ number: 1, version: 3, status: "approved" });
    expect(await exclusions()).toEqual([{ fromAt: new Date("2026-09-19T00:00:00Z"), toAt: new Date("2026-09-19T00:45:00Z") }]);
    const found = await get(1);
    expect([found.row.status, found.impact.customers, found.impact.dependents, found.timeline.map(({ kind }) => kind)]).toEqual(["approved", 1, ["checkout"], ["created", "status", "approved"]]);
    expect(await db().auditEvent.count({ where: { entityType: "maintenance_window" } })).toBe(3);
    expect(await told("cy")).toEqual([{ title: `Your approval is asked for: MW-1 ${plan.title}`, href: "/maintenance/1", body: "Sat, 19 Sept 2026, 02:00 to 02:45 CEST. orders-db. Asked by bo; medium risk, outage." }]);
    expect([(await told("bo")).map(({ title }) => title), (await told("ada")).length]).toEqual([[`MW-1 ${plan.title}: approved`], 1]);
  });

  it("waits for approval again when it is moved, and a second editor is told of the conflict", async () => {
    await execute(ops.update, { number: 1, version: 3, startsLocal: "2026-09-20T03:00" }, as("bo", 10));
    await expect(execute(ops.update, { number: 1, version: 3, title: "mine" }, as("cy", 11))).rejects.toMatchObject({ code: "CONFLICT" });
    const found = await get(1, 12);
    expect([found.row.status, found.row.startsAt, found.standing.missing, found.row.title]).toEqual(["requested", "2026-09-20T01:00:00.000Z", 1, plan.title]);
    expect(await exclusions()).toEqual([]);
    expect((await told("cy")).map(({ title }) => title)).toHaveLength(2);
    await execute(ops.decide, { number: 1, version: 4, decision: "approved" }, as("ada", 13, "admin"));
  });

  it("silences its services while it goes on, ends early, and gives the rest of its time back", async () => {
    const start = 3 * day + 17 * 60;
    await execute(ops.changeStatus, { number: 1, version: 5, to: "in_progress" }, as("bo", start));
    expect(await db().silence.findMany({ select: { matchers: true, endsAt: true } })).toEqual([{ matchers: [{ name: "service", operator: "=", value: "orders-db" }], endsAt: new Date("2026-09-20T01:45:00Z") }]);
    await expect(execute(ops.update, { number: 1, version: 6, durationMs: 9_000_000 }, as("bo", start + 5))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await execute(ops.changeStatus, { number: 1, version: 6, to: "completed", note: "done" }, as("bo", start + 30));
    expect([(await db().silence.findFirstOrThrow()).endedBy, (await exclusions())[0]?.toAt]).toEqual(["bo", new Date("2026-09-20T01:30:00Z")]);
  });

  it.each([
    ["ends before it begins", { durationMs: -60_000 }], ["is over already", { startsLocal: "2026-09-01T02:00" }], ["lies on a day that does not exist", { startsLocal: "2027-02-30T02:00" }], ["is in an unknown zone", { zone: "Europe/Atlantis" }], ["is for an unknown service", { services: ["nope"] }],
  ])("is refused when it %s", async (_name, over) => {
    await expect(execute(ops.create, { ...plan, ...over }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("is not planned by a viewer, and hidden from customers", async () => {
    await expect(execute(ops.create, plan, as("vi", 0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await execute(ops.list, {}, testContext("operator", { actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } }))).total).toBe(0);
  });
});

describe("by the clock", () => {
  it("an automatic window begins and ends, and one by hand that runs over is noticed and no longer excluded", async () => {
    const soon = { ...plan, startsLocal: "2026-09-22T10:00", kind: "standard", risk: "low" };
    const auto = (await execute(ops.create, { ...soon, isAutomatic: true }, as("bo"))).number;
    const hand = (await execute(ops.create, { ...soon, services: ["checkout"], startsLocal: "2026-09-22T12:00" }, as("bo"))).number;
    for (const number of [auto, hand]) expect((await execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"))).status).toBe("approved");
    await runMaintenance(as("clock", 6 * day + 1));
    expect((await get(auto, 6 * day)).row.status).toBe("in_progress");
    await runMaintenance(as("clock", 6 * day + 46));
    expect((await get(auto, 6 * day)).row.status).toBe("completed");
    await execute(ops.changeStatus, { number: hand, version: 2, to: "in_progress" }, as("bo", 6 * day + 120));
    expect((await told("bo")).map(({ title }) => title).slice(0, 2).sort()).toEqual(["completed", "in progress"].map((state) => `MW-${auto} ${plan.title}: ${state}`));
    for (const minutes of [166, 167]) await runMaintenance(as("clock", 6 * day + minutes));
    const found = await get(hand, 6 * day + 175);
    expect([found.row.status, found.row.overrunMs, found.timeline.filter(({ kind }) => kind === "overrun").length]).toEqual(["in_progress", 10 * 60_000, 1]);
  });
});

describe("freezes", () => {
  it("block a request, spare a window that is exempt by name, and stop an automatic start that they came before", async () => {
    const { id } = await execute(ops.createFreeze, { title: "Quarter end", kind: "hard", zone: "UTC", startsLocal: "2026-09-28T00:00", endsLocal: "2026-10-02T00:00" }, as("ada", 0, "admin"));
    const { number } = await execute(ops.create, { ...plan, kind: "standard", risk: "low", isAutomatic: true, startsLocal: "2026-09-29T02:00" }, as("bo"));
    await expect(execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("Quarter end") as string });
    await execute(ops.exempt, { id, number, reason: "security fix" }, as("ada", 0, "admin"));
    expect((await execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"))).status).toBe("approved");
    await execute(ops.createFreeze, { title: "Outage elsewhere", kind: "hard", zone: "UTC", startsLocal: "2026-09-28T00:00", endsLocal: "2026-10-02T00:00" }, as("ada", 0, "admin"));
    await runMaintenance(as("clock", 12 * day + 16 * 60 + 5));
    expect(await get(number, 12 * day)).toMatchObject({ row: { status: "approved", isAutomatic: false }, timeline: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining("Outage elsewhere") as string })]) as unknown });
    const { items } = await execute(ops.freezes, { state: "all" }, as("bo"));
    for (const freeze of items) await execute(ops.liftFreeze, { id: freeze.id, version: freeze.version, reason: "over" }, as("ada", 0, "admin"));
  });
});

describe("without anybody who may approve", () => {
  it("says who could, lets the glass be broken with a reason, charges the time and asks somebody else to review it", async () => {
    const { number } = await execute(ops.create, { ...plan, risk: "high", startsLocal: "2026-11-07T02:00" }, as("bo"));
    await execute(ops.changeStatus, { number, version: 1, to: "requested" }, as("bo"));
    await expect(execute(ops.breakGlass, { number, version: 2, reason: "no" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(ops.breakGlass, { number, version: 2, reason: "cannot wait" }, as("bo"))).rejects.toMatchObject({ message: expect.stringContaining("ada") as string });
    await db().user.updateMany({ where: { id: "ada" }, data: { status: "deactivated" } });
    expect((await get(number)).policy).toMatchObject({ required: 2, isEnough: false });
    const before = (await exclusions()).length;
    expect((await execute(ops.breakGlass, { number, version: 2, reason: "cannot wait" }, as("bo", 1))).status).toBe("approved");
    const approvalId = (await get(number)).approvals[0]?.id ?? "";
    const offered = async (who: string) => (await execute(ops.get, { number }, as(who))).approvals.map(({ mayReview }) => mayReview);
    expect([await offered("bo"), await offered("cy")]).toEqual([[false], [true]]);
    await expect(execute(ops.review, { number, approvalId, note: "my own" }, as("bo", 2))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(ops.review, { number, approvalId, note: "was right" }, as("cy", 3));
    expect([(await get(number)).approvals[0]?.reviewedBy, (await exclusions()).length]).toEqual(["cy", before]);
    await db().user.updateMany({ where: { id: "ada" }, data: { status: "active" } });
  });
});

describe("work that repeats", () => {
  it("is written ahead, changes as a whole but for what was changed on its own, is cut in two, and ends", async () => {
    const weekly = { ...plan, kind: "standard", risk: "low", impact: "degraded", startsLocal: "2027-01-04T02:30", repeats: { rrule: "FREQ=WEEKLY;COUNT=5" } };
    const made = await execute(ops.create, weekly, as("bo"));
    expect(made.windows).toBe(5);
    const [first, second, third, fourth, fifth] = [0, 1, 2, 3, 4].map((place) => made.number + place) as [number, number, number, number, number];
    await execute(ops.update, { number: second, version: 1, startsLocal: "2027-01-12T04:00" }, as("bo"));
    await execute(ops.update, { number: fourth, version: 1, scope: "following", startsLocal: "2027-01-25T05:00" }, as("bo"));
    const starts = async (): Promise<string[]> => Promise.all([first, second, third, fourth, fifth].map(async (number) => (await get(number)).row.startsAt.slice(5, 16)));
    expect(await starts()).toEqual(["01-04T01:30", "01-12T03:00", "01-18T01:30", "01-25T04:00", "02-01T04:00"]);
    await execute(ops.update, { number: first, version: 1, scope: "all", title: "Index care" }, as("bo"));
    expect(await Promise.all([first, second, third, fourth].map(async (number) => (await get(number)).row.title))).toEqual(["Index care", plan.title, "Index care", plan.title]);
    await expect(execute(ops.update, { number: third, version: 2, scope: "all", startsLocal: "2027-01-18T09:00", zone: "Mars/Base" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await execute(ops.endSeries, { number: fifth }, as("bo"))).toMatchObject({ cancelled: 2 });
    expect([(await get(third)).row.status, (await get(fifth)).row.status]).toEqual(["approved", "cancelled"]);
  });
  it("is refused without a rule that can be used", async () => {
    for (const rrule of ["FREQ=SECONDLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT=0"]) await expect(execute(ops.create, { ...plan, repeats: { rrule } }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "repeats.rrule" }] });
  });

  it.each([
    ["begins in a zone that nobody knows", { zone: "Europe/Atlantis" }], ["repeats in a zone that nobody knows", { zone: "Europe/Atlantis", repeats: { rrule: "FREQ=DAILY" } }], ["ends before it begins", { durationMs: -60_000 }], ["takes no time", { durationMs: 0 }],
    ["comes 180 times a day", { repeats: { rrule: `FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=${Array.from({ length: 60 }, (_, minute) => minute).join(",")}` } }],
  ])("is refused when it %s, and nothing is written", async (_name, fault) => {
    const before = await db().maintenanceWindow.count();
    await expect(execute(ops.create, { ...plan, ...fault }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await db().maintenanceWindow.count()).toBe(before);
  });
});

describe("advice", () => {
  it("tells before saving what a plan would mean, and finds better slots", async () => {
    const found = await execute(ops.preview, { services: ["orders-db"], impact: "outage", noticeMs: 72 * 3_600_000, startsLocal: "2026-09-17T02:00", zone: "Europe/Berlin", durationMs: 2_700_000, repeats: { rrule: "FREQ=DAILY" } }, as("bo"));
    expect([found.conflicts.map(({ kind }) => kind), found.occurrences.length, found.policy.required]).toEqual([["no_cover", "notice"], 10, 1]);
    const slots = await execute(ops.slots, { services: ["orders-db"], zone: "Europe/Berlin", durationMs: 2_700_000, earliest: at(0), latest: at(14 * day) }, as("bo"));
    expect([slots.slots.length, slots.slots[0]?.expectedMinutes]).toEqual([6, null]);
  });
  it("answers whether Saturday's database window should move, and proposes only", async () => {
    const { number } = await execute(ops.create, { ...plan, startsLocal: "2026-10-10T02:00", noticeMs: 40 * 86_400_000 }, as("bo"));
    const found = await execute(ops.advise, { words: "Should we move Saturday's database window?" }, as("bo"));
    expect([found.window.number, found.verdict, found.conflicts.map(({ kind }) => kind)]).toEqual([number, "consider", ["no_cover", "notice"]]);
    expect((await get(number)).row).toMatchObject({ status: "draft", version: 1 });
    await expect(execute(ops.advise, { words: "the unicorn window" }, as("bo"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("shows windows, freezes and what stands in the way on the calendar", async () => {
    const found = await execute(ops.calendar, { from: "2026-09-01T00:00:00Z", to: "2026-10-01T00:00:00Z" }, as("bo"));
    expect([found.windows.length, found.isCut]).toEqual([4, false]);
    await expect(execute(ops.calendar, { from: at(0), to: at(-5) }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
  });
});

describe("a repetition without end", () => {
  it("is written ahead only so far, and a calendar of several years is refused", async () => {
    const made = await execute(ops.create, { ...plan, kind: "standard", risk: "low", impact: "none", repeats: { rrule: "FREQ=DAILY;BYHOUR=2,8,14,20" } }, as("bo"));
    const windows = await db().maintenanceWindow.findMany({ where: { seriesId: made.series }, orderBy: { startsAt: "desc" }, select: { startsAt: true } });
    const aheadDays = ((windows[0]?.startsAt.getTime() ?? Infinity) - Date.parse(at(0))) / 86_400_000;
    expect([windows.length > 100, windows.length <= 5_000, aheadDays < 400]).toEqual([true, true, true]);
    await expect(execute(ops.calendar, { from: at(0), to: at(5 * 365 * day) }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
  });
});
