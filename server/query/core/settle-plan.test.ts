import { describe, expect, it } from "vitest";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { searchWords, settlePlan } from "./settle-plan";

const layer = { metrics: ticketMetrics, subjects: [] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });

describe("a plan is settled by the question's words", () => {
  it.each([
    ["open for long is an age, counted over the backlog", "How many tickets have been open for more than 30 days?", { metrics: ["ticket_volume"], filters: ["duration>:30d"] }, { metrics: ["ticket_backlog"], filters: ["age>:30d"] }],
    ["a list keeps its subject", "Tickets open for more than 30 days", { intent: "list_lookup", subject: "ticket", filters: ["duration>:30d"] }, { subject: "ticket", filters: ["age>:30d"] }],
    ["taking long is no age", "Tickets that took more than 2 days", { metrics: ["ticket_volume"], filters: ["duration>:2d"] }, { metrics: ["ticket_volume"], filters: ["duration>:2d"] }],
    ["an outage has no age", "Open outages longer than an hour", { metrics: ["outage_count"], filters: ["duration>:1h"] }, { filters: ["duration>:1h"] }],
    ["reassigned more than twice counts tickets", "How many tickets were reassigned more than twice?", { metrics: ["handed_away"], filters: ["reassignments>:2"] }, { metrics: ["ticket_volume"] }],
    ["most misses are counted", "Which groups miss their SLA most?", { intent: "ranking", metrics: ["sla_breach_rate"] }, { stats: ["count"] }],
    ["what got worse is ranked by its change, the wrong way first", "Which groups got worse on SLA?", { intent: "ranking", metrics: ["sla_breach_rate"], dimensions: ["team"], order: "asc" }, { orderBy: "change", order: "desc" }],
    ["what improved is ranked the other way", "Which groups improved most?", { intent: "ranking", metrics: ["sla_breach_rate"], dimensions: ["team"] }, { orderBy: "change", order: "asc" }],
    ["a worst rate is a rate", "Which groups have the worst SLA rate?", { intent: "ranking", metrics: ["sla_breach_rate"] }, { stats: [] }],
  ] as [string, string, Partial<QueryPlan>, Partial<QueryPlan>][])("%s", (_, question, given, expected) => expect(settlePlan(plan(given), question, layer)).toMatchObject(expected));

  it("only a question about documents keeps its words", () => {
    expect(settlePlan(plan({ intent: "doc_lookup" }), "How do I restore an etcd cluster?", layer).words).toEqual(["cluster", "etcd", "restore"]);
    expect(settlePlan(plan({}), "How many tickets?", layer).words).toBeUndefined();
  });

  it("in whatever order the words come", () => expect(searchWords("etcd cluster: restore!")).toEqual(searchWords("Restore the cluster of etcd")));
});
