import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import fixture from "./fixtures/recurrence.json";
import { endingAt, faultsOfRecurrence, nextOccurrences, occurrencesBetween, splitAt, withoutOccurrence } from "./recurrence";
import { instantOf, localOf, recurrenceBounds, type Recurrence } from "./rule";

const hourMs = 3_600_000;
const expectedOf: readonly { rrule: string; start: string; zones: Record<string, number[]> }[] = fixture;
const make = (over: Partial<Recurrence> = {}): Recurrence => ({ rrule: "FREQ=DAILY", startsLocal: "2026-03-27T02:30", zone: "Europe/Berlin", durationMs: hourMs, exdates: [], rdates: [], ...over });
const iso = (atMs: number): string => new Date(atMs).toISOString();
const all = { fromMs: Date.UTC(2020, 0, 1), toMs: Date.UTC(2040, 0, 1) };
const locals = (recurrence: Recurrence, range = all): string[] => occurrencesBetween(recurrence, range).items.map(({ local }) => local);
const fields = (over: Partial<Recurrence>): string[] => faultsOfRecurrence(make(over)).map(({ field }) => field);

describe("a repetition", () => {
  it("stays at half past two in Berlin, and is 01:30Z on the night when that does not exist", () => {
    expect(nextOccurrences(make(), Date.parse("2026-03-27T00:00:00Z"), 4).map(({ startMs }) => iso(startMs))).toEqual(["2026-03-27T01:30:00.000Z", "2026-03-28T01:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-03-30T00:30:00.000Z"]);
  });

  it("takes hours of the day in their order, however the rule lists them", () => {
    const at = make({ rrule: "FREQ=DAILY;BYHOUR=23,12;COUNT=3", startsLocal: "2026-03-02T12:30" });
    expect([faultsOfRecurrence(at), locals(at)]).toEqual([[], ["2026-03-02T12:30", "2026-03-02T23:30", "2026-03-03T12:30"]]);
  });

  it("takes the first of two equal hours in autumn", () => expect(iso(instantOf("2026-10-25T02:30", "Europe/Berlin"))).toBe("2026-10-25T00:30:00.000Z"));

  it.each(expectedOf)("agrees with dateutil: $rrule from $start in every zone", ({ rrule, start, zones }) => {
    for (const [zone, steps] of Object.entries(zones)) {
      let minute = 0;
      const expected = steps.map((step) => iso((minute += step) * 60_000));
      const recurrence = make({ rrule, startsLocal: start, zone });
      expect(faultsOfRecurrence(recurrence)).toEqual([]);
      const found = nextOccurrences(recurrence, instantOf(start, zone), expected.length).map(({ startMs }) => iso(startMs));
      // dateutil looks further ahead than a calendar has to.
      expect([zone, ...found]).toEqual([zone, ...expected.slice(0, found.length)]);
      const last = expected[found.length];
      if (last !== undefined) expect(Date.parse(last) - instantOf(start, zone)).toBeGreaterThan(29 * 365 * 24 * hourMs);
    }
  });
});

const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"];
const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const weekly = fc.record({ zone: fc.constantFrom(...zones), interval: fc.integer({ min: 1, max: 4 }), chosen: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }), startDay: fc.integer({ min: 0, max: 700 }), minute: fc.integer({ min: 0, max: 47 }) });

describe("a weekly repetition, counted by hand", () => {
  it("is every chosen weekday of every n-th week from the first", () => {
    fc.assert(fc.property(weekly, ({ zone, interval, chosen, startDay, minute }) => {
      const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 2), minute: (minute % 2) * 30 });
      const anchor = Temporal.PlainDate.from("2025-01-06").add({ days: startDay });
      const monday = anchor.subtract({ days: anchor.dayOfWeek - 1 });
      const expected: string[] = [];
      for (let week = 0; expected.length < 12; week += interval) for (const day of [...chosen].sort()) {
        const date = monday.add({ days: week * 7 + day });
        if (Temporal.PlainDate.compare(date, anchor) >= 0) expected.push(date.toPlainDateTime(time).toString({ smallestUnit: "minute" }));
      }
      const startsLocal = expected[0] as string;
      const recurrence = make({ zone, startsLocal, rrule: `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${chosen.map((day) => days[day]).join(",")}` });
      const phase = expected[0]?.slice(0, 10);
      // The phase is that of the first occurrence's week.
      if (phase !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(phase), monday.add({ days: 7 })) >= 0) return;
      expect(nextOccurrences(recurrence, instantOf(startsLocal, zone) - 1, 10).map(({ local }) => local)).toEqual(expected.slice(0, 10));
    }), { numRuns: 150 });
  });
});

const rules = fc.constantFrom("FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1,-1", "FREQ=DAILY;COUNT=40", "FREQ=WEEKLY;BYDAY=SA;COUNT=25", "FREQ=WEEKLY;BYDAY=SU;UNTIL=20271001");

describe("changing a repetition", () => {
  const range = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2027, 3, 1) };
  it("cut in two gives what the whole gave, whatever the rule, the place and the dates added or left out", () => {
    fc.assert(fc.property(rules, fc.nat(20), fc.nat(20), fc.boolean(), (rrule, place, out, hasExtra) => {
      const bare = make({ rrule: rrule.replace(/;(COUNT|UNTIL)=[^;]*/, ""), startsLocal: "2026-01-02T02:30" });
      const startsLocal = locals({ ...bare, startsLocal: "2026-01-01T02:30" }, { ...range, toMs: Date.UTC(2026, 2, 1) })[0] as string;
      const whole: Recurrence = { ...bare, rrule, startsLocal, rdates: hasExtra ? ["2026-04-14T11:00"] : [], exdates: [] };
      const removed = locals(whole, range)[out + 1];
      const left = removed === undefined ? whole : withoutOccurrence(whole, removed);
      const given = locals(left, range);
      const at = given[Math.min(place, given.length - 1)] as string;
      const parts = splitAt(left, at);
      expect(parts).not.toBeNull();
      const before = parts?.before ? locals(parts.before, range) : [];
      const after = parts?.after ? locals(parts.after, range) : [];
      expect(before.every((local) => local < at) && after.every((local) => local >= at)).toBe(true);
      // A first occurrence that was added by hand before the rule's own first has no rule to stand in.
      expect([...before, ...after]).toEqual(parts?.before === null ? given.filter((local) => local >= at) : given);
      if (parts?.after) expect(faultsOfRecurrence(parts.after)).toEqual([]);
    }), { numRuns: 60 });
  });

  it("is not cut at a time that it does not give", () => expect(splitAt(make(), "2026-04-01T03:00")).toBeNull());
  it("gives nothing after it was ended", () => expect(locals(endingAt(make({ rrule: "FREQ=DAILY;COUNT=20" }), Date.parse("2026-03-29T12:00:00Z")))).toEqual(["2026-03-27T02:30", "2026-03-28T02:30", "2026-03-29T02:30"]));
  it("leaves out and adds single dates; leaving out wins", () => expect(locals(make({ rrule: "FREQ=DAILY;COUNT=3", exdates: ["2026-03-28T02:30", "2026-05-01T09:00"], rdates: ["2026-05-01T09:00", "2026-04-09T22:00"] }))).toEqual(["2026-03-27T02:30", "2026-03-29T02:30", "2026-04-09T22:00"]));
});

describe("bad input", () => {
  it.each([
    ["a zone that nobody knows", { zone: "Europe/Atlantis" }, ["zone"]],
    ["a start that the rule does not give", { rrule: "FREQ=WEEKLY;BYDAY=MO" }, ["startsLocal"]],
    ["a day that its month does not have", { startsLocal: "2026-02-30T01:00" }, ["startsLocal"]],
    ["a rule below a day", { rrule: "FREQ=MINUTELY" }, ["rrule"]],
    ["a rule with thousands a day", { rrule: `FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=${Array.from({ length: 60 }, (_, at) => at).join(",")}` }, ["rrule"]],
    ["a rule with both an end and a number", { rrule: "FREQ=DAILY;COUNT=2;UNTIL=20270101" }, ["rrule"]],
    ["numbered and plain days in one", { rrule: "FREQ=MONTHLY;BYDAY=FR,-1SA" }, ["rrule"]],
    ["a part named twice", { rrule: "FREQ=DAILY;COUNT=2;COUNT=3" }, ["rrule"]],
    ["a month 13", { rrule: "FREQ=DAILY;BYMONTH=13" }, ["rrule"]],
    ["an unknown part", { rrule: "FREQ=DAILY;BYMOON=FULL" }, ["rrule"]],
    ["no rule at all", { rrule: "" }, ["rrule"]],
    ["an end on the 31st of February", { rrule: "FREQ=DAILY;UNTIL=20260231" }, ["rrule"]],
    ["a length of nothing", { durationMs: 0 }, ["durationMs"]],
    ["a date left out that is none", { exdates: ["yesterday"] }, ["exdates"]],
  ])("refuses %s", (_name, over, expected) => expect(fields(over)).toEqual(expected));

  it("never throws, whatever is written in a rule", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.array(fc.constantFrom("FREQ=DAILY", "BYDAY=XX", "INTERVAL=0", "COUNT=-1", "UNTIL=", "BYDAY=5MO", "BYSETPOS=0", "=", ";"), { maxLength: 5 }).map((some) => some.join(";"))), (rrule) => {
      expect(Array.isArray(faultsOfRecurrence(make({ rrule })))).toBe(true);
    }));
  });

  it("ends when a rule has no end, and says that there is more", () => {
    const found = occurrencesBetween(make({ rrule: "FREQ=DAILY;BYHOUR=2;BYMINUTE=30" }), { fromMs: all.fromMs, toMs: Date.UTC(2199, 0, 1) });
    expect([found.items.length, found.isCut]).toEqual([recurrenceBounds.occurrences, true]);
    expect(nextOccurrences(make({ rrule: "FREQ=DAILY;COUNT=2" }), Date.parse("2026-06-01T00:00:00Z"), 10)).toEqual([]);
  });

  it.each(["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=DAILY;BYSETPOS=3;BYDAY=SA"])("gives nothing for %s, and says so at once", (rrule) => {
    const started = performance.now();
    expect(nextOccurrences(make({ rrule, startsLocal: "2026-03-01T02:30" }), Date.parse("2026-06-01T00:00:00Z"), 10)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("returns to the local time it came from, but for hours that do not exist", () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 365 * 48 }), (zone, halfHour) => {
      const local = Temporal.PlainDateTime.from("2026-01-01T00:00").add({ minutes: halfHour * 30 }).toString({ smallestUnit: "minute" });
      const back = localOf(instantOf(local, zone), zone);
      expect(back === local || back > local).toBe(true);
    }));
  });
});
