import { describe, expect, it } from "vitest";
import type { QueryPlan } from "../../contract";
import { namedPeriod } from "../parse/named-period";
import { recordStart } from "../parse/period";
import { knownOnly, namedTruly } from "./given-plan";

const now = "2026-11-21T10:00:00.000Z";
const at = (instant: string) => ({ now: instant, zone: "Europe/Berlin" });
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ entities: [], time: null, ...more }) as QueryPlan;
const called = (time: QueryPlan["time"], instant = now): string | undefined => namedTruly(plan({ time }), at(instant)).time?.label;
const named = (phrase: string): NonNullable<QueryPlan["time"]> => {
  const time = namedPeriod(phrase, { ...at(now), isPast: true });
  if (time === null) throw new Error(`${phrase} is no period`);
  return time;
};

describe("the name of a period in a plan that came from outside", () => {
  it.each(["last 7 days", "last month", "this quarter", "last year", "yesterday"])("stays while it means these days: %s", (phrase) => {
    expect(called(named(phrase))).toBe(named(phrase).label);
    expect(called(named(phrase), "2026-11-21T10:40:00.000Z")).toBe(named(phrase).label);
  });

  it("gives way to the days themselves where it moved on, or never meant them", () => {
    expect(called(named("last 7 days"), "2026-12-05T10:00:00.000Z")).toBe("14 Nov 2026 to 21 Nov 2026");
    expect(called(named("last month"), "2026-12-05T10:00:00.000Z")).toBe("1 Oct 2026 to 31 Oct 2026");
    expect(called({ ...named("last month"), label: "this year" })).toBe("1 Oct 2026 to 31 Oct 2026");
    expect(called({ ...named("last month"), label: "the best month ever" })).toBe("1 Oct 2026 to 31 Oct 2026");
  });

  it("says the hours of a short one, and no beginning where it has none", () => {
    expect(called({ ...named("yesterday"), from: "2026-11-20T21:00:00.000Z", to: "2026-11-20T22:00:00.000Z", label: "tonight" })).toBe("20 Nov 2026, 22:00 to 20 Nov 2026, 23:00");
    expect(called({ ...named("yesterday"), label: "tonight" })).toBe("20 Nov 2026");
    expect(called({ from: recordStart, to: "2026-10-31T23:00:00.000Z", label: "tonight", explicit: true, zone: "UTC" })).toBe("until 31 Oct 2026");
  });

  it("is left where nothing was said", () => {
    expect(called({ ...named("last month"), label: "the last 30 days", explicit: false })).toBe("the last 30 days");
  });
});

describe("a period without a beginning", () => {
  // An answer's plan holds when its data began and ended.
  const record = { from: "2025-11-24T08:00:00.000Z", explicit: true, zone: "Europe/Berlin" };
  it("is the whole record again, up to now", () => {
    expect(namedTruly(plan({ time: { ...record, to: "2026-11-19T08:00:00.000Z", label: "the whole record" } }), at(now)).time).toMatchObject({ from: recordStart, to: now, label: "the whole record" });
  });
  it("goes up to its end, whatever it says of its beginning", () => {
    const until = named("until May");
    expect(until).toMatchObject({ from: recordStart });
    expect(namedTruly(plan({ time: { ...record, to: until.to, label: until.label } }), at(now)).time).toMatchObject({ from: recordStart, to: until.to, label: until.label });
  });
});

describe("things that a plan names", () => {
  const lexicon = { entities: [{ type: "service", id: "search", name: "Search", aliases: [] }, { type: "team", id: "web", name: "Web", aliases: [] }] };
  it("are unknown once the catalogue no longer holds them, and their kind is one that it names", () => {
    const entities = ["service:search", "service:gone", "team:web", "customer:acme", "unknown:zorp"];
    expect(knownOnly(plan({ entities }), lexicon).entities).toEqual(["service:search", "unknown:gone", "team:web", "customer:acme", "unknown:zorp"]);
  });
  it("leave the plan as it is where all are held, and for readers who may know no names", () => {
    const given = plan({ entities: ["service:search"] });
    expect(knownOnly(given, lexicon)).toBe(given);
    expect(knownOnly(plan({ entities: ["service:gone"] }), { entities: [] }).entities).toEqual(["service:gone"]);
  });
});
