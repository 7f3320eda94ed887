import { describe, expect, it } from "vitest";
import { queryPlanSchema, readingSchema, type QueryPlan } from "../../contract";
import { parseQuestion } from "./parse-question";
import { cases, threads } from "./test-cases";
import { variants } from "./test-variants";
import { testLexicon } from "./test-lexicon";

const read = (question: string, context: QueryPlan[] = []) => parseQuestion({ question, context, now: "2026-08-19T10:00:00Z", zone: "UTC", lexicon: testLexicon, role: "executive" });

/** A plan in one line, defaults left out: what a reader would check at a glance. */
function show(plan: QueryPlan): string {
  const day = (iso: string) => iso.replace("T00:00:00.000Z", "").replace(":00.000Z", "");
  return [
    plan.scope === "in" ? plan.intent : `!${plan.scope}`,
    plan.subject === null ? "" : `list ${plan.subject}`,
    plan.metrics.join("+"),
    plan.stats.length === 0 ? "" : `as ${plan.stats.join("+")}`,
    plan.dimensions.length === 0 ? "" : `by ${plan.dimensions.join("+")}`,
    plan.entities.length === 0 ? "" : `for ${plan.entities.join("+")}`,
    plan.filters.length === 0 ? "" : `where ${plan.filters.join("+")}`,
    plan.order === "asc" ? "asc" : "",
    plan.limit === null ? "" : `limit ${plan.limit}`,
    plan.time === null ? "no time" : plan.time.explicit ? `in ${day(plan.time.from)}..${day(plan.time.to)}` : plan.time.label === "now" ? "now" : "",
    plan.compareTo === null ? "" : `vs ${day(plan.compareTo.from)}..${day(plan.compareTo.to)}`,
  ].filter((part) => part !== "").join(" | ");
}

for (const [name, list] of [...Object.entries(cases), ["said another way", variants] as const]) {
  describe(name, () => {
    it.each(list)("%s", (question, plan) => {
      expect(show(read(question).plan)).toBe(plan);
    });
  });
}

for (const [name, list] of Object.entries(threads)) {
  it(`a conversation keeps what was said: ${name}`, () => {
    const context: QueryPlan[] = [];
    for (const [question, plan] of list) {
      const next = read(question, context).plan;
      expect(`${question} -> ${show(next)}`).toBe(`${question} -> ${plan}`);
      context.push(next);
    }
  });
}

describe("the reading", () => {
  it("is valid by the contract, as is the plan", () => {
    for (const [question] of Object.values(cases).flat()) {
      const { plan, reading } = read(question);
      expect(queryPlanSchema.parse(plan)).toEqual(plan);
      expect(readingSchema.parse(reading)).toEqual(reading);
    }
  });

  it("names a service that the catalogue does not hold", () => {
    const { reading } = read("uptime of frobnicator service");
    expect(reading.notes).toContain('I know no service, team, customer or monitor called "frobnicator".');
    expect(reading.chips.find((chip) => chip.slot === "unknown")?.value).toBe("frobnicator (not found)");
  });

  it("says which words it could not use", () => {
    expect(read("password reset tickets last month").unread).toEqual(["password"]);
    expect(read("which groups miss their SLA most?").unread).toEqual([]);
    expect(read("the ten longest outages in the last 3 months").unread).toEqual([]);
  });

  it("says which words were repaired", () => {
    expect(read("tikets by prioritty").reading.notes).toEqual(['I read "tikets" as "ticket".', 'I read "prioritty" as "priority".']);
  });

  it("says that a period cannot be, and takes none", () => {
    const { plan, reading } = read("tickets opened from 5 March 2016 to 1 March 2016");
    expect(plan.time).toBeNull();
    expect(plan.scope).toBe("in");
    expect(reading.notes[0]).toContain("before it begins");
  });

  it("marks a default period as assumed and a named one as said", () => {
    const time = (question: string) => read(question).reading.chips.find((chip) => chip.slot === "time");
    expect(time("tickets by priority")).toMatchObject({ value: "last 30 days", assumed: true });
    expect(time("tickets by priority last month")).toMatchObject({ value: "last month", assumed: false });
  });

  it("offers both the team and the service where a name may be either", () => {
    const chip = read("tickets opened for payments").reading.chips.find((item) => item.slot === "entity");
    expect(chip).toMatchObject({ value: "payments", assumed: true });
    const option = chip?.options[0];
    expect(read(option?.question ?? "").plan.entities).toEqual(["service:payments-api"]);
  });
});

describe("picking an option of a chip asks a question that differs in that slot alone", () => {
  const questions = ["tickets by priority", "tickets by priority last month", "availability of each site over its whole record", "median time to resolve by team in March 2016", "which groups miss their SLA most?", "backlog by team", "uptime of Chat since 1 March?"];
  it.each(questions)("period: %s", (question) => {
    const { plan, reading } = read(question);
    const chip = reading.chips.find((item) => item.slot === "time");
    expect(chip?.options.length).toBeGreaterThan(3);
    for (const option of chip?.options ?? []) {
      const next = read(option.question).plan;
      expect(next.time?.explicit).toBe(true);
      expect(next.time?.label).toBe(option.label === "whole record" ? "the whole record" : option.label);
      expect({ ...next, time: null }).toEqual({ ...plan, time: null });
    }
  });

  it.each(["tickets by priority", "availability of each site", "backlog per team", "tickets opened per day", "which groups miss their SLA most?", "the 3 sites with the most outages"])("split: %s", (question) => {
    const { plan, reading } = read(question);
    const chip = reading.chips.find((item) => item.slot === "dimension");
    expect(chip?.options.length).toBeGreaterThan(1);
    for (const option of chip?.options ?? []) {
      const next = read(option.question).plan;
      expect(next.metrics).toEqual(plan.metrics);
      expect(next.dimensions).toHaveLength(1);
      expect(next.dimensions).not.toEqual(plan.dimensions);
    }
  });

  it.each(["backlog by team", "availability of each site", "which groups miss their SLA most"])("measure: %s", (question) => {
    const { plan, reading } = read(question);
    const options = reading.chips.find((item) => item.slot === "metric")?.options ?? [];
    expect(options.length).toBeGreaterThan(0);
    for (const option of options) {
      const next = read(option.question).plan;
      expect(next.scope).toBe("in");
      expect(next.metrics).not.toEqual(plan.metrics);
    }
  });
});
