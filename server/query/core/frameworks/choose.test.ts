import { describe, expect, it } from "vitest";
import type { Intent } from "../../contract";
import { frameworkCards } from "./cards";
import { followedUp } from "../parse/follow-up";
import { chooseFrameworks } from "./choose";
import { choicesFor } from "./describe-choices";
import { examples } from "./examples";
import { stem, stemsOf } from "./stem";

const choose = (question: string, intent: Intent, scope = "in") => chooseFrameworks({ question, intent, metrics: [], subjects: [], entities: [], scope });
const ids = (question: string, intent: Intent) => choose(question, intent).chosen.map(({ id }) => id);

describe("the cards", () => {
  it("are 89, each with its own id, phrases, sections and example questions", () => {
    expect(new Set(frameworkCards.map(({ id }) => id)).size).toBe(89);
    for (const card of frameworkCards) {
      expect(card.name, card.id).not.toBe("");
      expect(card.purpose, card.id).toMatch(/\.$/);
      expect(card.strong.split(";").length, card.id).toBeGreaterThan(5);
      expect(card.sections.length, card.id).toBeGreaterThan(1);
      expect(examples[card.id] ?? "", card.id).not.toBe("");
    }
    expect(Object.keys(examples).length).toBe(89);
  });
  it("count 18 that are computed, 39 with assumptions and 32 worksheets", () => {
    const count = (fill: string) => frameworkCards.filter((card) => card.fill === fill).length;
    expect([count("A"), count("B"), count("C")]).toEqual([18, 39, 32]);
  });
});

describe("stems", () => {
  it.each([["causes", "caus"], ["causing", "caus"], ["bottlenecks", "bottleneck"], ["worries", "worry"], ["stopped", "stop"], ["process", "process"], ["shipping", "ship"]])("reads %s as %s", (word, expected) => expect(stem(word)).toBe(expected));
  it("reads a contraction as its negation, with or without the apostrophe", () => {
    expect(stemsOf("people don't use it")).toEqual(stemsOf("people dont use it"));
  });
});

describe("choosing", () => {
  it.each<[string, Intent, string]>([
    ["Where is support load coming from and what would you do?", "strategy", "pareto"],
    ["Which tickets should we do first?", "prioritisation", "eisenhower"],
    ["What are our biggest risks?", "risk_assessment", "risk_matrix"],
    ["How many agents do we need on Monday mornings?", "forecast", "erlang_c"],
    ["When will the backlog be cleared?", "forecast", "littles_law"],
    ["Where is the bottleneck in ticket handling?", "process_improvement", "theory_of_constraints"],
    ["From request to resolved, where do we lose time?", "process_improvement", "value_stream"],
    ["Write a summary for the board", "exec_communication", "pyramid_scqa"],
    ["why did sla breaches rise last week", "root_cause", "five_whys"],
    ["What happens if our database expert leaves?", "risk_assessment", "bus_factor"],
  ])("%s (%s) -> %s", (question, intent, expected) => expect(ids(question, intent)).toContain(expected));
  it.each<[string, Intent]>([
    ["How many tickets were opened last week?", "metric_lookup"], ["Show the open P1 tickets", "list_lookup"], ["Which team has the most open tickets?", "ranking"],
    ["Tickets by priority", "breakdown"], ["How did availability develop this year?", "trend"], ["What does the runbook for DNS say?", "doc_lookup"],
  ])("none for a plain question: %s", (question, intent) => expect(ids(question, intent)).toEqual([]));
  it("what the desk's load comes from and what to do about it: what could be spared and the staffing, besides", () => {
    const asked = (question: string) => chooseFrameworks({ question, intent: "breakdown", nextIntent: "strategy", metrics: ["ticket_volume"], subjects: [], entities: [], scope: "in" }).chosen.map(({ id }) => id);
    expect(new Set(asked("Where is support load coming from and what would you do?"))).toEqual(new Set(["pareto", "failure_demand", "erlang_c"]));
    expect(asked("Where is support load coming from?")).not.toContain("erlang_c");
  });
  it("none for what is out of scope", () => expect(choose("what are our biggest risks", "risk_assessment", "off_domain").chosen).toEqual([]));
  it("at most three, best first, without near-duplicates, the same each time", () => {
    const question = "What are the biggest risks of the migration, what could go wrong, which failure modes and single points of failure, and who leaves";
    const first = choose(question, "risk_assessment");
    expect(first.chosen.length).toBeLessThanOrEqual(3);
    expect(first.chosen.map(({ score }) => score)).toEqual([...first.chosen.map(({ score }) => score)].sort((a, b) => b - a));
    expect(choose(question, "risk_assessment")).toEqual(first);
  });
  it("none for a few words that narrow the figures before; advice behind an answer has its method", () => {
    const asked = (question: string, intent: Intent) => choicesFor(question, { intent, metrics: ["error_budget_remaining"], subject: null, entities: [], filters: [], scope: "in" }, { value: intent, score: 0.9, because: followedUp, next: null }).chosen.map(({ id }) => id);
    expect(asked("just the ones the payments crew owns", "ranking")).toEqual([]);
    expect(asked("what are the biggest risks there?", "risk_assessment")).toContain("risk_matrix");
  });
  it("says by which words", () => expect(choose("where is the bottleneck", "process_improvement").chosen[0]?.because).toContain("bottleneck"));
});
