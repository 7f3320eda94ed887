import { describe, expect, it } from "vitest";
import type { QueryPlan, Reading } from "../../contract";
import { queryPlanSchema } from "../../contract";
import type { MetricDefinition } from "../metric";
import type { EditContext } from "./choices";
import { editableReading, withAppliedPeriod } from "./edit-chips";

const metric = (id: string, label: string, dimensions: string[], domain = "tickets") => ({ id, label, domain, dimensions: dimensions.map((each) => ({ id: each, sql: "" })) }) as unknown as MetricDefinition;
const metrics = [metric("sla_breach_rate", "SLA breach rate", ["team", "priority"]), metric("ticket_volume", "Tickets opened", ["team", "channel"]), metric("availability", "Availability", ["monitor"], "monitors")];
const plan: QueryPlan = {
  intent: "ranking", subject: null, metrics: ["sla_breach_rate"], stats: ["count"], dimensions: ["priority"], time: { from: "2026-10-22T00:00:00.000Z", to: "2026-11-21T00:00:00.000Z", label: "last 30 days", explicit: false, zone: "UTC" },
  compareTo: null, entities: ["team:web"], filters: ["priority:p1"], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: 5, persona: "support_lead", scope: "in",
} as QueryPlan;
const lexicon = { metrics: [], dimensions: [], entities: [{ type: "team", id: "web", name: "Web", aliases: [] }, { type: "team", id: "data", name: "Data", aliases: [] }, { type: "service", id: "x", name: "X", aliases: [] }], filters: ["p1", "p2"].map((value) => ({ field: "priority", value, synonyms: [] })) };
const subjects = [{ id: "release_advice", nouns: ["release", "releases"] }] as unknown as EditContext["subjects"];
const context = (over: Partial<QueryPlan> = {}): EditContext => ({ plan: { ...plan, ...over }, metrics, subjects, lexicon, now: "2026-11-21T00:00:00.000Z", zone: "UTC" });
const reading: Reading = { intent: { value: "ranking", score: 0.8, because: "", next: null }, chips: [], notes: ["as read"] };
const chipOf = (slot: string, over: Partial<QueryPlan> = {}) => {
  const found = editableReading(reading, context(over), false).chips.find((each) => each.slot === slot);
  if (!found) throw new Error(`no chip ${slot}`);
  return found;
};
const patched = (slot: string, label: string, over: Partial<QueryPlan> = {}): QueryPlan => {
  const option = chipOf(slot, over).options.find((each) => each.label === label);
  if (!option) throw new Error(`${label} is not among ${chipOf(slot, over).options.map((each) => each.label).join(", ")}`);
  return { ...plan, ...over, ...option.patch };
};

describe("the chips of a plan", () => {
  it("say what is asked, of what, for whom, split how, when and under which lens", () => {
    const { chips } = editableReading(reading, context(), true);
    expect(chips.map(({ slot, connective, value }) => `${slot}: ${connective} ${value}`)).toEqual(["intent:  Ranking", "metric: of SLA breach rate, count", "entity: for Web", "filter: for priority p1", "dimension: by priority", "time: in last 30 days", "lens: lens Support lead"]);
  });

  it("change their own part of the plan and nothing else, and every changed plan is a plan", () => {
    const parts: Record<string, (keyof QueryPlan)[]> = { intent: ["intent"], metric: ["metrics", "stats", "dimensions", "intent"], entity: ["entities"], filter: ["filters"], dimension: ["dimensions", "intent"], time: ["time", "compareTo"], lens: ["persona"] };
    for (const { slot, options } of editableReading(reading, context(), false).chips) {
      expect(options.length, slot).toBeGreaterThan(0);
      for (const { patch, label } of options) {
        expect(Object.keys(patch ?? {}).every((key) => parts[slot]?.includes(key as keyof QueryPlan)), `${slot} ${label}`).toBe(true);
        expect(queryPlanSchema.safeParse({ ...plan, ...patch }).success, `${slot} ${label}`).toBe(true);
      }
    }
  });

  it("keep a split that the other figure knows, and drop one that it does not", () => {
    expect(patched("metric", "Tickets opened")).toMatchObject({ metrics: ["ticket_volume"], stats: [], dimensions: [], intent: "metric_lookup" });
    expect(patched("metric", "Tickets opened", { dimensions: ["team"] })).toMatchObject({ dimensions: ["team"], intent: "ranking" });
  });

  it("offer figures of the same records only, and never one that the reader may not see", () => {
    expect(chipOf("metric").options.map(({ label }) => label)).toEqual(["Tickets opened"]);
    expect(editableReading(reading, { ...context(), metrics: [] }, false).chips.find(({ slot }) => slot === "metric")?.options).toEqual([]);
  });

  it("turn a split over time into a trend, a split by a group back, and no split into one figure", () => {
    expect(patched("dimension", "day")).toMatchObject({ dimensions: ["day"], intent: "trend" });
    expect(patched("dimension", "team", { dimensions: ["day"], intent: "trend" })).toMatchObject({ dimensions: ["team"], intent: "breakdown" });
    expect(patched("dimension", "no split")).toMatchObject({ dimensions: [], intent: "metric_lookup" });
    expect(chipOf("dimension", { dimensions: [] })).toMatchObject({ value: "no split", assumed: true });
  });

  it("resolve periods for the reader's zone now; a chosen period is no longer assumed", () => {
    expect(patched("time", "last month").time).toMatchObject({ from: "2026-10-01T00:00:00.000Z", to: "2026-11-01T00:00:00.000Z", explicit: true });
    expect(patched("time", "the whole record").time).toMatchObject({ from: "1970-01-01T00:00:00.000Z", label: "the whole record" });
    expect(chipOf("time").assumed).toBe(true);
  });

  it("exchange or remove a thing and a condition", () => {
    expect(patched("entity", "Data").entities).toEqual(["team:data"]);
    expect(patched("entity", "any team").entities).toEqual([]);
    expect(patched("filter", "priority p2").filters).toEqual(["priority:p2"]);
    expect(patched("filter", "without this").filters).toEqual([]);
  });
});

describe("a reading", () => {
  const read: Reading = { ...reading, chips: [{ slot: "intent", connective: "", value: "Ranking", assumed: true, options: [] }, { slot: "unknown", connective: "for", value: "zorp (not found)", assumed: true, options: [] }, { slot: "entity", connective: "for", value: "Web", assumed: true, options: [{ label: "Web (service)", question: "SLA of service web" }] }] };

  it("of a question keeps what it assumed, what it did not find, and the other meanings of a name", () => {
    const { chips, notes } = editableReading(read, context(), false);
    expect(chips.find(({ slot }) => slot === "intent")?.assumed).toBe(true);
    expect(chips.map(({ slot }) => slot)).toContain("unknown");
    expect(chips.find(({ slot }) => slot === "entity")?.options[0]).toEqual({ label: "Web (service)", question: "SLA of service web" });
    expect(notes).toEqual(["as read"]);
  });

  it("of an edited plan speaks of the plan, and says that it was edited", () => {
    const { chips, notes } = editableReading(read, context(), true);
    expect(chips.map(({ slot }) => slot)).not.toContain("unknown");
    expect(notes).toEqual(["You edited how this was read; the question stands as its title."]);
  });

  it("that is out of scope has no plan to edit", () => expect(editableReading(read, context({ scope: "off_domain" }), false)).toBe(read));

  it("names records by their own noun, numbers as they are written, lengths with their unit", () => {
    const values = (over: Partial<QueryPlan>): string[] => editableReading(reading, context({ metrics: [], stats: [], dimensions: [], ...over }), false).chips.map(({ value }) => value);
    expect(values({ subject: "release_advice", filters: ["number:cp-3"] })).toEqual(expect.arrayContaining(["releases", "number CP-3"]));
    expect(values({ filters: ["minutes:120"] })).toContain("120 minutes");
  });
});

describe("a period that no question named", () => {
  const chips = (applied: QueryPlan["time"], { planned = plan.time, isOfTimes = true } = {}): string[] =>
    withAppliedPeriod(editableReading(reading, context({ time: planned }), false), { planned, applied, isOfTimes }).chips.filter(({ slot }) => slot === "time").map(({ value, assumed }) => `${value}${assumed ? ", assumed" : ""}`);
  const time = (label: string, isExplicit = false): QueryPlan["time"] => ({ from: "2025-12-02T00:00:00.000Z", to: "2026-11-21T00:00:00.000Z", label, explicit: isExplicit, zone: "UTC" });

  it("is shown as the answer took it", () => {
    expect(chips(time("the last 30 days"))).toEqual(["last 30 days, assumed"]);
    expect(chips(time("2 Dec 2025 to 20 Nov 2026"))).toEqual(["2 Dec 2025 to 20 Nov 2026, assumed"]);
    expect(chips(null)).toEqual(["the whole record, assumed"]);
  });

  it("is not shown where the rows have no time of their own, and one that was named stays", () => {
    expect(chips(null, { isOfTimes: false })).toEqual([]);
    expect(chips(time("the last 30 days"), { planned: time("last month", true) })).toEqual(["last month"]);
  });
});
