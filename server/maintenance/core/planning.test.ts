import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { windowStatuses } from "../contract";
import { approvalPolicy, eligibleFor, standingOf, type Decision, type Person } from "./approval";
import { dependentsOf, findConflicts, nearServices, type Surroundings } from "./conflicts";
import { countConflicts } from "./count-conflicts";
import { freezeSpans, type FreezeRule } from "./freezes";
import { dueStep, isOver, mayBecome, overrunMs, stepsFrom, timesAfter } from "./lifecycle";
import { expectedCost, findSlots, hourOfWeek, trafficOf, type SlotQuery } from "./slots";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.parse("2026-09-16T08:00:00Z");
const at = (hours: number): number => now + hours * hourMs;
const times = { startsAtMs: at(1), endsAtMs: at(2), startedAtMs: null, endedAtMs: null };

describe("the life of a window", () => {
  it("never leaves an end, and is never approved by hand", () => {
    for (const status of windowStatuses) {
      if (isOver(status)) expect(stepsFrom(status)).toEqual([]);
      expect(stepsFrom(status)).not.toContain("approved");
      for (const to of stepsFrom(status)) expect(mayBecome(status, to)).toBe(true);
    }
  });
  it("keeps its beginning when it goes from verifying back to work, and counts what runs over the plan", () => {
    const begun = timesAfter(times, { from: "approved", to: "in_progress", atMs: at(1) });
    const again = begun && timesAfter(begun, { from: "verifying", to: "in_progress", atMs: at(1.9) });
    const done = again && timesAfter(again, { from: "in_progress", to: "completed", atMs: at(2.5) });
    expect(done).toEqual({ ...times, startedAtMs: at(1), endedAtMs: at(2.5) });
    expect(done && overrunMs(done, at(9))).toBe(hourMs / 2);
    expect(overrunMs(times, at(9))).toBe(0);
  });
  it.each([["draft", "in_progress"], ["completed", "in_progress"], ["requested", "announced"]] as const)("does not go from %s to %s", (from, to) => expect(timesAfter(times, { from, to, atMs: at(1) })).toBeNull());
  it.each([
    ["begins an automatic window on time", "approved", true, 1, { to: "in_progress" }], ["does not begin one by hand", "approved", false, 1, null], ["does not begin one whose time has passed", "announced", true, 2, null],
    ["does not begin one that nobody approved", "requested", true, 1, null], ["ends an automatic window", "in_progress", true, 2, { to: "completed" }], ["notices one that runs over", "verifying", false, 2.1, { overrun: true }],
  ] as const)("by the clock: %s", (_name, status, isAutomatic, hours, expected) => expect(dueStep({ ...times, startedAtMs: at(1), status, isAutomatic, hasOverrun: false }, at(hours))).toEqual(expected));
});

const people: Person[] = [{ userId: "ada", name: "Ada", isAdmin: true, mayApprove: true }, { userId: "bo", name: "Bo", isAdmin: false, mayApprove: true }, { userId: "cy", name: "Cy", isAdmin: false, mayApprove: true }, { userId: "di", name: "Di", isAdmin: false, mayApprove: false }];
const says = (actorId: string, decision: Decision["decision"] = "approved"): Decision => ({ actorId, decision, isBreakGlass: false });
const heavy = { policy: approvalPolicy({ kind: "normal", risk: "high", tier: 1 }), requesterId: "cy" };

describe("approval", () => {
  it("needs two people, one an administrator, for high risk on tier 1, and never counts the requester", () => {
    expect(standingOf([says("cy"), says("bo")], people, heavy)).toMatchObject({ state: "open", given: 1, missing: 1, needsAdmin: true });
    expect(standingOf([says("bo"), says("ada")], people, heavy).state).toBe("approved");
    expect(standingOf([says("bo"), says("bo")], people, heavy).state).toBe("open");
  });
  it("is taken back by whoever gave it, and one refusal is enough", () => {
    expect(standingOf([says("bo"), says("ada"), says("ada", "withdrawn")], people, heavy).state).toBe("open");
    expect(standingOf([says("ada"), says("bo", "rejected")], people, heavy).state).toBe("rejected");
  });
  it("approves standard changes of low risk beforehand, lets emergencies go ahead for review, and treats a risky standard change as a normal one", () => {
    expect(approvalPolicy({ kind: "standard", risk: "low", tier: 1 }).required).toBe(0);
    expect(approvalPolicy({ kind: "emergency", risk: "high", tier: 1 })).toMatchObject({ required: 0, reviewAfter: true });
    expect(approvalPolicy({ kind: "standard", risk: "medium", tier: 3 }).required).toBe(1);
  });
  it("says who could be asked when there are too few", () => {
    const found = eligibleFor(people.filter(({ userId }) => userId !== "ada"), heavy);
    expect([found.isEnough, found.couldBe.map(({ name }) => name)]).toEqual([false, ["Di"]]);
    expect(eligibleFor(people, heavy)).toMatchObject({ isEnough: true, couldBe: [] });
  });
});

const freeze = (over: Partial<FreezeRule> = {}): FreezeRule => ({ id: "f", title: "Quarter end", kind: "hard", reason: "", startsAtMs: at(0), endsAtMs: at(48), liftedAtMs: null, repeats: null, serviceIds: [], ...over });
const around = (over: Partial<Surroundings> = {}): Surroundings => ({ windows: [], freezes: [], exempt: [], incidents: [], cover: [], external: [], deadlines: [], dependencies: [["shop", "db"], ["web", "shop"], ["far", "web"]], names: { shop: "shop", db: "orders-db", web: "web", far: "far" }, nowMs: now, ...over });
const work = { fromMs: at(10), toMs: at(11), serviceIds: ["db"], noticeMs: 0 };
const range = { fromMs: at(0), toMs: at(24 * 30) };

describe("freezes", () => {
  it("repeat, end when they are lifted, and go on without an end", () => {
    expect(freezeSpans([freeze({ repeats: { rrule: "FREQ=MONTHLY;BYMONTHDAY=30", startsLocal: "2026-06-30T00:00", zone: "UTC", durationMs: dayMs }, endsAtMs: null })], range).map(({ fromMs }) => new Date(fromMs).toISOString().slice(0, 10))).toEqual(["2026-09-30"]);
    expect(freezeSpans([freeze({ liftedAtMs: at(5) })], range)[0]?.toMs).toBe(at(5));
    expect(freezeSpans([freeze({ endsAtMs: null })], range)[0]?.toMs).toBe(Infinity);
  });
});

describe("conflicts", () => {
  it("reach over two dependencies either way and no further", () => {
    expect([...nearServices(["db"], around().dependencies).keys()]).toEqual(["db", "shop", "web"]);
    expect(dependentsOf(["db"], around().dependencies)).toEqual(["shop", "web"]);
    const near = findConflicts(work, around({ windows: [{ number: 7, title: "web release", fromMs: at(10.75), toMs: at(12), serviceIds: ["web"] }, { number: 8, title: "far", fromMs: at(10), toMs: at(12), serviceIds: ["far"] }] }));
    expect(near.map(({ text }) => text)).toEqual(["Overlaps MW-7 web release by 15 min: web, two dependencies away"]);
  });
  it("do not count what only touches", () => expect(findConflicts(work, around({ windows: [{ number: 7, title: "x", fromMs: at(11), toMs: at(12), serviceIds: ["db"] }] }))).toEqual([]));
  it("block in a hard freeze, warn in a soft one, and spare the exempt and other services", () => {
    const of = (over: Partial<FreezeRule>, exempt: string[] = []) => findConflicts(work, around({ freezes: freezeSpans([freeze(over)], range), exempt })).map(({ kind, weight }) => `${kind} ${weight}`);
    expect(of({})).toEqual(["hard_freeze blocks"]);
    expect(of({ kind: "soft" })).toEqual(["soft_freeze warns"]);
    expect([of({}, ["f"]), of({ serviceIds: ["web"] })]).toEqual([[], []]);
  });
  it("tell of open incidents, missing cover, short notice, other calendars and deadlines, what blocks first", () => {
    const found = findConflicts({ ...work, noticeMs: 72 * hourMs }, around({
      incidents: [{ number: 3, title: "slow", serviceIds: ["shop"] }], cover: [{ teamId: "t", team: "Data", person: null, fromMs: at(10.5), toMs: at(20) }], deadlines: [{ atMs: at(10), title: "review" }], external: [{ title: "Holiday", mode: "hard", fromMs: at(0), toMs: at(24) }],
    }));
    expect(found.map(({ kind }) => kind)).toEqual(["hard_freeze", "incident", "no_cover", "notice", "deadline"]);
    expect(found[3]?.text).toBe("Notice unmet: 72 h were promised, 10 h are left");
  });
  it("are counted over a calendar exactly as pair by pair", () => {
    const services = ["db", "shop", "web", "far"];
    fc.assert(fc.property(fc.array(fc.record({ from: fc.nat(200), length: fc.integer({ min: 1, max: 20 }), service: fc.nat(3) }), { maxLength: 40 }), (rows) => {
      const windows = rows.map(({ from, length, service }, number) => ({ number, title: "", fromMs: at(from), toMs: at(from + length), serviceIds: [services[service] as string], exempt: [] }));
      const counted = countConflicts(windows, { freezes: [], dependencies: around().dependencies });
      for (const window of windows) expect(counted.get(window.number) ?? 0).toBe(findConflicts({ ...window, noticeMs: 0 }, around({ windows: windows.filter((other) => other !== window) })).filter(({ kind }) => kind === "overlap").length);
    }));
  });
});

const busyByDay = Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 6 && hour % 24 < 20 ? 40 : hour % 24 === 3 ? 1 : 5));
const query: SlotQuery = { durationMs: hourMs, serviceIds: ["db"], earliestMs: now, latestMs: at(24 * 90), noticeMs: 24 * hourMs, zone: "Europe/Berlin", costPerHour: 60, traffic: trafficOf(busyByDay), limit: 6 };

describe("the slot finder", () => {
  it("prefers the quiet hours, keeps the notice, and offers one slot a day", () => {
    const { slots, searched } = findSlots(query, around());
    expect(slots.map(({ fromMs }) => new Date(fromMs).getUTCHours())).toEqual([3, 3, 3, 3, 3, 3]);
    expect(new Date(slots[0]?.fromMs ?? 0).toISOString()).toBe("2026-09-18T03:00:00.000Z");
    expect([searched > 4_000, new Set(slots.map(({ fromMs }) => Math.floor(fromMs / dayMs))).size]).toEqual([true, 6]);
  });
  it("loses its top slot to a freeze that is put over it, and says so", () => {
    const top = findSlots(query, around()).slots[0];
    const frozen = findSlots(query, around({ freezes: freezeSpans([freeze({ startsAtMs: top?.fromMs ?? 0, endsAtMs: (top?.toMs ?? 0) })], { fromMs: now, toMs: query.latestMs }) }));
    expect(frozen.slots.map(({ fromMs }) => fromMs)).not.toContain(top?.fromMs);
    expect(frozen.ruledOut[0]?.reason).toBe("Hard freeze: Quarter end");
    const onlyNight = findSlots({ ...query, latestMs: (top?.toMs ?? 0) + dayMs / 2 }, around({ freezes: freezeSpans([freeze({ startsAtMs: (top?.fromMs ?? 0) - hourMs, endsAtMs: (top?.toMs ?? 0) + hourMs })], range) }));
    expect(onlyNight.missed).toMatchObject({ reason: "Hard freeze: Quarter end" });
  });
  it("searches ninety days among many windows, and ends", () => {
    const windows = Array.from({ length: 900 }, (_, number) => ({ number, title: "w", fromMs: at(number * 2.4), toMs: at(number * 2.4 + 1), serviceIds: ["far"] }));
    const cover = Array.from({ length: 90 }, (_, day) => ({ teamId: "t", team: "Data", person: day % 2 ? "Ada" : null, fromMs: at(day * 24), toMs: at(day * 24 + 24) }));
    const begun = performance.now();
    findSlots(query, around({ windows, cover }));
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
  it("knows no cost without history, and finds nothing where nothing fits", () => {
    expect(trafficOf(Array.from({ length: 168 }, () => 0))).toBeNull();
    expect(trafficOf(Array.from({ length: 168 }, (_, hour) => (hour < 24 ? 0 : 20)))?.[5]).toBeCloseTo(1 / (144 * 20 / 168 + 1), 6);
    expect(findSlots({ ...query, traffic: null }, around()).slots[0]?.expectedMinutes).toBeNull();
    expect(findSlots({ ...query, latestMs: at(0.5) }, around())).toMatchObject({ slots: [], searched: 0, missed: null });
  });
  it("costs what the hours of the week cost, whatever their borders", () => {
    const flat = Array.from({ length: 168 }, () => 1);
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 600 }), (start, length) => {
      const fromMs = now + start * 60_000;
      expect(expectedCost({ fromMs, toMs: fromMs + length * 60_000 }, { traffic: flat, costPerHour: 60 })).toBeCloseTo(length, 6);
    }));
    expect([hourOfWeek(Date.parse("2026-09-14T00:30:00Z")), hourOfWeek(Date.parse("2026-09-20T23:30:00Z")), hourOfWeek(Date.parse("1969-12-29T00:00:00Z"))]).toEqual([0, 167, 0]);
  });
});
