import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryPlanSchema, readingSchema, type QueryPlan } from "../../contract";
import { parseQuestion } from "./parse-question";
import { cases } from "./test-cases";
import { variants } from "./test-variants";
import { testLexicon } from "./test-lexicon";

const read = (question: string, context: QueryPlan[] = [], zone = "UTC") => parseQuestion({ question, context, now: "2026-08-19T10:00:00Z", zone, lexicon: testLexicon, role: "executive" });

const vocabulary = ["tickets", "opened", "closed", "by", "per", "team", "priority", "last", "this", "month", "week", "2016", "March", "31", "18", "between", "and", "to", "since", "until", "Q3", "p1", "not", "top", "ten", "worst", "availability", "of", "each", "site", "Chat", "Manual", "(dev)", "Group", "56", "payments", "?", "vs", "compare", "how", "many", "why", "SLA", "miss", "most", "outages", "longest", "last 99999999", "weeks", "ever", "the", "in", "%", "99.9", "before", "FY", "H1", "weekend", "ago", "next", "century", "0", "-1", "open", "show"];
const worded = fc.array(fc.constantFrom(...vocabulary), { maxLength: 25 }).map((words) => words.join(" "));
const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 200 }), worded);
const known = fc.constantFrom(...[...Object.values(cases).flat(), ...variants].map(([question]) => question));

describe("whatever is asked", () => {
  it("gives a valid plan and a valid reading, and never throws", () => {
    fc.assert(fc.property(anyText, (question) => {
      const { plan, reading } = read(question);
      queryPlanSchema.parse(plan);
      readingSchema.parse(reading);
    }), { numRuns: 400 });
  });

  it("in any zone and after any question", () => {
    fc.assert(fc.property(worded, known, fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Nowhere/Land"), (question, before, zone) => {
      queryPlanSchema.parse(read(question, [read(before).plan], zone).plan);
    }), { numRuns: 200 });
  });

  it.each([
    ["ten thousand letters", "a".repeat(10_000)],
    ["ten thousand words", "tickets by team last month ".repeat(2_000)],
    ["control characters", "tickets\u0000 by\u0007 team\u001b[31m\u202e\ufeff last month"],
    ["nothing but marks", "\u0301\u0301\u0301 ?!?! ---"],
    ["lone surrogates", "tickets \ud800 by \udfff team"],
    ["nothing", ""],
  ])("%s", (_name, question) => {
    const { plan } = read(question);
    expect(queryPlanSchema.parse(plan)).toEqual(plan);
  });

  it("the same question gives the same plan and reading", () => {
    fc.assert(fc.property(fc.oneof(worded, known), (question) => {
      expect(read(question)).toEqual(read(question));
    }), { numRuns: 100 });
  });

  it("a plan prints to JSON and reads back unchanged", () => {
    fc.assert(fc.property(fc.oneof(worded, known), (question) => {
      const { plan, reading } = read(question);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
    }), { numRuns: 200 });
  });

  it("a period ends after it begins, and lies inside the calendar", () => {
    fc.assert(fc.property(worded, (question) => {
      const { time } = read(question).plan;
      if (time?.explicit) expect(Date.parse(time.to)).toBeGreaterThan(Date.parse(time.from));
    }), { numRuns: 400 });
  });
});

describe("how it is typed does not matter", () => {
  const questions = [...Object.values(cases).flat(), ...variants].map(([question]) => question);

  it.each(questions)("in lower and upper case: %s", (question) => {
    expect(read(question.toLowerCase()).plan).toEqual(read(question).plan);
    expect(read(question.toUpperCase()).plan).toEqual(read(question).plan);
  });

  it.each(questions)("without punctuation, with more space: %s", (question) => {
    const bare = question.replace(/['’]/g, "").replace(/[^\p{L}\p{N}\s]+/gu, " ");
    expect(read(bare).plan).toEqual(read(question).plan);
    expect(read(`  ${question.replaceAll(" ", "  \t")} \n`).plan).toEqual(read(question).plan);
  });
});
