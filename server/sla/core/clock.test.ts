import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalendarDefinition, PolicyDefinition } from "../contract";
import { addBusinessMs, businessMs, compileCalendar, RuleBook, selectPolicy, ticketClocks, type TicketFacts, type TicketLog } from ".";

const minute = 60_000;
const hour = 60 * minute;
const at = (iso: string): number => Date.parse(iso);

const lunch: CalendarDefinition = {
  name: "Berlin", zone: "Europe/Berlin",
  week: { "1": [["09:00", "12:30"], ["13:30", "18:00"]], "2": [["09:00", "12:30"], ["13:30", "18:00"]], "3": [["09:00", "12:30"], ["13:30", "18:00"]], "4": [["09:00", "12:30"], ["13:30", "18:00"]], "5": [["09:00", "12:30"], ["13:30", "16:00"]], "6": [], "7": [] },
  holidays: [{ on: "2026-12-25", name: "Christmas", open: [] }, { on: "2026-12-24", name: "Christmas Eve", open: [["09:00", "12:00"]] }],
};
const day: [string, string][] = [["00:00", "24:00"]];
const always: CalendarDefinition = { name: "Always", zone: "UTC", week: { "1": day, "2": day, "3": day, "4": day, "5": day, "6": day, "7": day }, holidays: [] };

const policy = (patch: Partial<PolicyDefinition>): PolicyDefinition => ({
  name: "Standard", customerId: null, serviceId: null, customerTier: null, priority: null, category: null, level: null, calendarId: "lunch",
  firstResponseMs: 4 * hour, nextResponseMs: 8 * hour, resolutionMs: 16 * hour, pausesWaiting: true, warnPercent: 75, ...patch,
});
const facts = (patch: Partial<TicketFacts> = {}): TicketFacts => ({ customerId: null, serviceId: null, customerTier: null, priority: "p3", category: null, level: null, ...patch });
const since = <T>(id: string, definition: T, fromMs = 0) => ({ id, versions: [{ fromMs, definition }], retiredAtMs: null });
const calendars = [since("lunch", lunch), since("always", always)];

type Entry = [iso: string, stateKind: TicketLog["entries"][number]["stateKind"], patch?: Partial<TicketFacts>];
const logOf = (entries: Entry[], utterances: TicketLog["utterances"] = []): TicketLog => ({
  entries: entries.map(([iso, stateKind, patch], index) => ({ seq: index + 1, atMs: at(iso), stateKind, facts: facts(patch), label: stateKind })), utterances, hasConversation: true,
});
const clockOf = (kind: string, log: TicketLog, { rules, now }: { rules: RuleBook; now: string }) => {
  const clock = ticketClocks(log, rules, at(now)).find((each) => each.kind === kind);
  if (!clock) throw new Error(`There is no ${kind} clock.`);
  return clock;
};
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const standard = new RuleBook([since("std", policy({}))], calendars);

describe("business time", () => {
  const calendar = compileCalendar(lunch);
  it.each([
    ["an hour of work in the morning", "2026-11-23T08:00Z", "2026-11-23T09:00Z", 1],
    ["lunch counts nothing", "2026-11-23T11:00Z", "2026-11-23T13:00Z", 1],
    ["a weekend counts nothing", "2026-11-20T14:00Z", "2026-11-23T09:00Z", 2],
    ["a holiday counts nothing, the eve its short hours", "2026-12-23T17:00Z", "2026-12-28T08:00Z", 3],
    ["nothing between an instant and itself", "2026-11-23T09:00Z", "2026-11-23T09:00Z", 0],
    ["nothing backwards", "2026-11-23T12:00Z", "2026-11-23T09:00Z", 0],
    ["a working week has 8 hours on four days and 6 on Friday", "2026-11-23T00:00Z", "2026-11-30T00:00Z", 38],
  ])("%s", (_name, from, to, hours) => expect(businessMs(calendar, at(from), at(to))).toBe(hours * hour));

  it("counts the real length of days on which daylight saving changes the clocks", () => {
    const berlin = compileCalendar({ ...always, zone: "Europe/Berlin" });
    expect(businessMs(berlin, at("2026-03-28T23:00Z"), at("2026-03-29T22:00Z"))).toBe(23 * hour);
    expect(businessMs(berlin, at("2026-10-24T22:00Z"), at("2026-10-25T23:00Z"))).toBe(25 * hour);
  });

  it("reaches an amount at the end of a day, not at the beginning of the next", () => {
    expect(iso(addBusinessMs(calendar, at("2026-11-23T15:00Z"), 2 * hour))).toBe("2026-11-23T17:00:00.000Z");
    expect(iso(addBusinessMs(calendar, at("2026-11-23T15:00Z"), 2 * hour + minute))).toBe("2026-11-24T08:01:00.000Z");
  });

  it("says so when a calendar never opens", () => {
    expect(addBusinessMs({ zone: "UTC", week: [[], [], [], [], [], [], []], exceptions: new Map() }, 0, 1)).toBeNull();
  });
});

describe("which policy holds", () => {
  const named = [policy({ name: "all" }), policy({ name: "p1", priority: "p1" }), policy({ name: "gold", customerTier: "gold" }), policy({ name: "gold p1", customerTier: "gold", priority: "p1" }), policy({ name: "acme", customerId: "acme" })];
  it.each([
    ["the one that asks nothing", facts(), "all"],
    ["the priority", facts({ priority: "p1" }), "p1"],
    ["the tier before the priority", facts({ customerTier: "gold" }), "gold"],
    ["both before one", facts({ customerTier: "gold", priority: "p1" }), "gold p1"],
    ["the customer before everything", facts({ customerId: "acme", customerTier: "gold", priority: "p1" }), "acme"],
    ["an unknown priority fits no policy that asks for one", facts({ priority: null }), "all"],
  ])("%s", (_name, ticket, expected) => expect(selectPolicy(named, ticket)?.name).toBe(expected));

  it("is none when none fits, and then nothing is promised", () => {
    expect(selectPolicy(named.slice(1), facts())).toBeNull();
    expect(ticketClocks(logOf([["2026-11-23T08:00Z", "open"]]), new RuleBook([since("p1", policy({ priority: "p1" }))], calendars), at("2026-11-23T09:00Z"))).toEqual([]);
  });
});

describe("a clock", () => {
  it("runs in the open hours and is due when the target is reached", () => {
    const clock = clockOf("resolution", logOf([["2026-11-23T08:00Z", "open"]]), { rules: standard, now: "2026-11-23T10:00Z" });
    expect(clock).toMatchObject({ state: "running", elapsedMs: 2 * hour, remainingMs: 14 * hour });
    expect(iso(clock.dueAtMs)).toBe("2026-11-24T17:00:00.000Z");
  });

  it("stands while the ticket waits, and has no due time then", () => {
    const clock = clockOf("resolution", logOf([["2026-11-23T08:00Z", "open"], ["2026-11-23T09:00Z", "waiting"]]), { rules: standard, now: "2026-11-26T09:00Z" });
    expect(clock).toMatchObject({ state: "paused", elapsedMs: hour, dueAtMs: null });
    expect(clock.segments.map(({ reason, countedMs }) => [reason, countedMs])).toEqual([["counting", hour], ["paused", 0]]);
  });

  it("keeps what has elapsed when the priority rises, and is due at once if that is too much", () => {
    const rules = new RuleBook([since("std", policy({})), since("p1", policy({ priority: "p1", calendarId: "always", resolutionMs: 4 * hour }))], calendars);
    const early = clockOf("resolution", logOf([["2026-11-23T08:00Z", "open"], ["2026-11-23T11:00Z", "open", { priority: "p1" }]]), { rules, now: "2026-11-23T11:30Z" });
    expect([early.elapsedMs, iso(early.dueAtMs)]).toEqual([3.5 * hour, "2026-11-23T12:00:00.000Z"]);
    const late = clockOf("resolution", logOf([["2026-11-23T08:00Z", "open"], ["2026-11-23T15:00Z", "open", { priority: "p1" }]]), { rules, now: "2026-11-23T15:30Z" });
    expect([late.state, iso(late.breachedAtMs)]).toEqual(["breached", "2026-11-23T15:00:00.000Z"]);
  });

  it("counts by the calendar that was in force at each instant, whatever it says later", () => {
    const rules = new RuleBook([since("std", policy({}))], [{ id: "lunch", retiredAtMs: null, versions: [{ fromMs: 0, definition: lunch }, { fromMs: at("2026-11-24T00:00Z"), definition: { ...always } }] }]);
    const clock = clockOf("resolution", logOf([["2026-11-23T08:00Z", "open"]]), { rules, now: "2026-11-24T02:00Z" });
    expect(clock.elapsedMs).toBe(10 * hour);
    expect(clock.segments.map(({ label }) => label)).toEqual(["open", "A policy or calendar changed"]);
  });

  it("counts nothing before a policy holds, and ends with its retirement", () => {
    const rules = new RuleBook([{ ...since("std", policy({}), at("2026-11-23T10:00Z")), retiredAtMs: at("2026-11-23T11:00Z") }], calendars);
    const log = logOf([["2026-11-23T08:00Z", "open"]]);
    expect(clockOf("resolution", log, { rules, now: "2026-11-23T10:30Z" }).elapsedMs).toBe(hour / 2);
    expect(ticketClocks(log, rules, at("2026-11-23T11:00Z"))).toEqual([]);
  });

  it("is met by a resolution at the very instant, missed a millisecond later, and goes on when the ticket is reopened", () => {
    const opened: Entry = ["2026-11-23T08:00Z", "open"];
    const met = clockOf("resolution", logOf([opened, ["2026-11-24T17:00Z", "resolved"]]), { rules: standard, now: "2026-12-01T00:00Z" });
    expect([met.state, met.elapsedMs]).toEqual(["met", 16 * hour]);
    expect(clockOf("resolution", logOf([opened, ["2026-11-24T17:00:00.001Z", "resolved"]]), { rules: standard, now: "2026-12-01T00:00Z" }).state).toBe("breached");
    const again = clockOf("resolution", logOf([opened, ["2026-11-23T10:00Z", "resolved"], ["2026-11-25T08:00Z", "open"]]), { rules: standard, now: "2026-11-25T09:00Z" });
    expect([again.state, again.elapsedMs]).toEqual(["running", 3 * hour]);
  });

  it("takes the desk's first word, or else the solution, as the first response", () => {
    const answered = logOf([["2026-11-23T08:00Z", "open"]], [{ atMs: at("2026-11-23T09:00Z"), by: "agent" }]);
    expect(clockOf("first_response", answered, { rules: standard, now: "2026-11-25T09:00Z" })).toMatchObject({ state: "met", elapsedMs: hour });
    const solved = logOf([["2026-11-23T08:00Z", "open"], ["2026-11-24T09:00Z", "resolved"]]);
    expect(clockOf("first_response", solved, { rules: standard, now: "2026-11-25T09:00Z" }).state).toBe("breached");
    expect(ticketClocks({ ...solved, hasConversation: false }, standard, at("2026-11-25T09:00Z")).map(({ kind }) => kind)).toEqual(["resolution"]);
  });

  it("owes the next response from the requester's first unanswered word, each time anew", () => {
    const says = (by: "agent" | "requester", time: string) => ({ by, atMs: at(time) });
    const log = logOf([["2026-11-23T08:00Z", "open"]], [says("requester", "2026-11-23T08:30Z"), says("agent", "2026-11-23T09:00Z"), says("requester", "2026-11-23T10:00Z"), says("requester", "2026-11-23T11:00Z"), says("agent", "2026-11-25T10:00Z"), says("requester", "2026-11-25T10:30Z")]);
    const clock = clockOf("next_response", log, { rules: standard, now: "2026-11-25T11:00Z" });
    expect(clock).toMatchObject({ state: "running", elapsedMs: hour / 2, earlier: { count: 1, breached: 1 } });
    expect(iso(clock.startedAtMs)).toBe("2026-11-25T10:30:00.000Z");
  });

  it("does not run backwards where the times of a log do", () => {
    const clock = clockOf("resolution", logOf([["2026-11-23T10:00Z", "open"], ["2026-11-23T09:00Z", "waiting"]]), { rules: standard, now: "2026-11-23T12:00Z" });
    expect(clock.elapsedMs).toBe(0);
  });
});

/** Whether the wall clock shows an open time, asked of Intl and so of nothing that the core uses. */
function wallClock(definition: CalendarDefinition): (ms: number) => boolean {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: definition.zone, hourCycle: "h23", weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  return (ms) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const date = `${parts.year}-${parts.month}-${parts.day}`;
    const time = `${parts.hour}:${parts.minute}`;
    const open = definition.holidays.find(({ on }) => on === date)?.open ?? definition.week[String(days.indexOf(parts.weekday ?? "") + 1) as "1"];
    return open.some(([from, to]) => from <= time && time < to);
  };
}

const quarter = fc.integer({ min: 0, max: 95 }).map((index) => `${String(Math.floor(index / 4)).padStart(2, "0")}:${String((index % 4) * 15).padStart(2, "0")}`);
const hours = fc.uniqueArray(quarter, { minLength: 2, maxLength: 6 }).map((times) => {
  const sorted = times.toSorted();
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => [sorted[2 * index] ?? "", sorted[2 * index + 1] ?? ""] as [string, string]);
});
const dayOff = fc.oneof({ weight: 4, arbitrary: hours }, { weight: 1, arbitrary: fc.constant<[string, string][]>([]) }, { weight: 1, arbitrary: fc.constant(day) });
// Two weeks around each change of the clocks, here an hour, there half an hour, there twice about Ramadan.
const places = fc.constantFrom(["Europe/Berlin", "2026-03-25"], ["Europe/Berlin", "2026-10-21"], ["America/New_York", "2026-03-05"], ["Australia/Lord_Howe", "2026-10-01"], ["Australia/Lord_Howe", "2026-04-01"], ["Africa/Casablanca", "2026-02-13"], ["Asia/Kathmandu", "2026-06-01"], ["America/Havana", "2026-03-06"]);
const calendarIn = (zone: string, holiday: string) => fc.record({ week: fc.record({ "1": hours, "2": dayOff, "3": dayOff, "4": dayOff, "5": dayOff, "6": dayOff, "7": dayOff }), open: dayOff })
  .map(({ week, open }): CalendarDefinition => ({ name: zone, zone, week, holidays: [{ on: holiday, name: "Holiday", open }] }));

const scene = places.chain(([zone = "", start = ""]) => {
  const startMs = at(`${start}T00:00Z`);
  const minutes = fc.integer({ min: 0, max: 6 * 1440 });
  return fc.record({
    a: calendarIn(zone, new Date(startMs + 4 * 24 * hour).toISOString().slice(0, 10)), b: calendarIn("UTC", start), openedMs: minutes.map((count) => startMs + count * minute),
    steps: fc.array(fc.record({ after: fc.integer({ min: 0, max: 1440 }), stateKind: fc.constantFrom("open" as const, "open" as const, "waiting" as const), priority: fc.constantFrom("p1", "p3") }), { maxLength: 6 }),
    changes: fc.integer({ min: 0, max: 4 * 1440 }), targets: fc.tuple(fc.integer({ min: 1, max: 1_500 }), fc.integer({ min: 1, max: 1_500 })), tail: fc.integer({ min: 0, max: 1_500 }),
  });
});

/** How far the walk looks ahead. */
const sightMs = 8 * 24 * hour;

describe("a clock against a walk minute by minute", () => {
  it("has the same elapsed time, due time and verdict in every zone, with lunch, holidays, daylight saving and changes of everything", () => {
    fc.assert(fc.property(scene, ({ a, b, openedMs, steps, changes, targets, tail }) => {
      const changedMs = openedMs + changes * minute;
      const rules = new RuleBook([since("p3", policy({ calendarId: "a", resolutionMs: targets[0] * minute })), since("p1", policy({ priority: "p1", calendarId: "b", resolutionMs: targets[1] * minute }))],
        [{ id: "a", retiredAtMs: null, versions: [{ fromMs: 0, definition: a }, { fromMs: changedMs, definition: { ...a, week: b.week } }] }, since("b", b)]);
      let lastMs = openedMs;
      const entries = [{ after: 0, stateKind: "open" as const, priority: "p3" }, ...steps].map(({ after, stateKind, priority }, index) => {
        lastMs += after * minute;
        return { seq: index + 1, atMs: lastMs, stateKind, facts: facts({ priority }), label: "" };
      });
      const nowMs = lastMs + tail * minute;
      const [clock] = ticketClocks({ entries, utterances: [], hasConversation: false }, rules, nowMs);

      const open = { before: wallClock(a), after: wallClock({ ...a, week: b.week }), p1: wallClock(b) };
      const entryAt = (ms: number) => entries.findLast(({ atMs }) => atMs <= ms) ?? entries[0];
      const targetAt = (ms: number): number => (entryAt(ms)?.facts.priority === "p1" ? targets[1] : targets[0]);
      const counts = (ms: number): boolean => entryAt(ms)?.stateKind === "open" && (entryAt(ms)?.facts.priority === "p1" ? open.p1 : Math.min(ms, nowMs) < changedMs ? open.before : open.after)(ms);
      const target = targetAt(nowMs);
      let [elapsed, elapsedNow, dueMs, ms] = [0, 0, null as number | null, openedMs];
      let sinceMs = openedMs;
      for (; ms < nowMs || (dueMs === null && entryAt(nowMs)?.stateKind === "open" && ms < nowMs + sightMs); ms += minute) {
        if (ms <= nowMs && targetAt(ms) !== target) sinceMs = ms + minute;
        if (counts(ms)) elapsed += 1;
        if (elapsed >= target && dueMs === null) dueMs = ms + minute;
        if (ms < nowMs) elapsedNow = elapsed;
      }
      const expectedDue = dueMs === null ? null : Math.max(dueMs, Math.min(sinceMs, nowMs));
      const dueInSight = clock?.dueAtMs != null && clock.dueAtMs <= nowMs + sightMs ? clock.dueAtMs : null;
      expect([clock?.elapsedMs, iso(dueInSight)]).toEqual([elapsedNow * minute, iso(expectedDue)]);
      expect(clock?.state === "breached").toBe(expectedDue !== null && nowMs > expectedDue);
    }), { numRuns: 40 });
  });

  it("undoes addition by measuring: the open time until the instant reached is the amount", () => {
    fc.assert(fc.property(places.chain(([zone = "", start = ""]) => fc.record({ calendar: calendarIn(zone, start), fromMs: fc.integer({ min: 0, max: 14 * 86_400 }).map((s) => at(`${start}T00:00Z`) + s * 1000), ms: fc.integer({ min: 1, max: 200 * hour }) })), ({ calendar, fromMs, ms }) => {
      const compiled = compileCalendar(calendar);
      const reached = addBusinessMs(compiled, fromMs, ms);
      expect(reached).not.toBeNull();
      expect(businessMs(compiled, fromMs, reached ?? 0)).toBe(ms);
      expect(businessMs(compiled, fromMs, (reached ?? 0) - 1)).toBe(ms - 1);
    }), { numRuns: 100 });
  });
});
