import { describe, expect, it } from "vitest";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan, Reading } from "../contract";
import { secondFinding, secondIntent, secondPlan } from "./second-reading";

const plan: QueryPlan = {
  intent: "ranking", subject: null, metrics: ["ticket_volume"], stats: [], dimensions: ["team"], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false,
  secondaryIntents: [], frameworks: ["pareto"], limit: null, persona: "support_lead", scope: "in",
};
const question = "tickets, teams";

const read = (score: number, next: string | null, given: Partial<QueryPlan> = {}) => {
  const reading: Reading = { intent: { value: "ranking", score, because: "", next }, chips: [], notes: [] };
  return { plan: { ...plan, ...given }, reading, unread: [] };
};
const second = (parsed: ReturnType<typeof read>): QueryPlan | null => secondPlan(parsed, { plan: parsed.plan, question, layer: { metrics: ticketMetrics, subjects: [] } });

describe("a second reading", () => {
  it("is worth hearing only where the first is not sure and the next is another one inside", () => {
    expect([secondIntent(read(0.5, "trend")), secondIntent(read(0.9, "trend")), secondIntent(read(0.5, "ranking")), secondIntent(read(0.5, "out_of_scope")), secondIntent(read(0.5, null)), secondIntent(read(0.5, "trend", { scope: "off_domain" }))]).toEqual(["trend", null, null, null, null, null]);
  });

  it("asks for the same figure in the other way, without a method of its own", () => {
    expect(second(read(0.5, "breakdown"))).toMatchObject({ intent: "breakdown", metrics: ["ticket_volume"], dimensions: ["team"], persona: "support_lead", frameworks: [] });
  });

  it("is not computed where it would cost much: a course of action, or many figures", () => {
    expect([second(read(0.5, "strategy")), second(read(0.5, "trend", { metrics: ["ticket_volume", "tickets_closed", "ticket_backlog"] })), second(read(0.5, "trend", { intent: "decision" }))]).toEqual([null, null, null]);
  });
});

describe("what the second reading says", () => {
  it("stands as a finding whose figures lie in tables of their own", () => {
    const headline = [{ kind: "figure" as const, text: "5", table: "t", row: 0, column: "n" }, { kind: "text" as const, text: " tickets", quiet: false }];
    const told = secondFinding("list_lookup", { headline, findings: [] }, (table) => `second_${table}`);
    expect([told.title, told.spans[0]]).toEqual(["Also read as: list", { ...headline[0], table: "second_t" }]);
  });
});
