import { describe, expect, it } from "vitest";
import { deploymentMetrics } from "@/server/deployments/metrics";
import { sloMetrics } from "@/server/slo/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { settleFigures } from "./settle-figures";

const layer = { metrics: [...deploymentMetrics, ...sloMetrics, ...ticketMetrics], subjects: [] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const settled = (question: string, given: Partial<QueryPlan> = {}) => settleFigures(plan(given), question, layer);

describe("promises to customers", () => {
  it.each(["Are we keeping our promises to customers this quarter?", "How many of our promises were kept?", "Do we honour our commitments?"])("%s", (question) => expect(settled(question, { intent: "list_lookup" })).toMatchObject({ intent: "status_summary", metrics: ["slo_attainment", "sla_breach_rate"] }));
  it("leave a figure that was named alone", () => expect(settled("Do we keep our promises on time to resolve?", { metrics: ["resolution_time"] }).metrics).toEqual(["resolution_time"]));
});

describe("deployments behind incidents", () => {
  it.each(["Do deployments cause our incidents?", "Are releases to blame for the outages?", "How many incidents came from deployments?"])("%s", (question) => expect(settled(question, { intent: "root_cause", metrics: ["deployment_frequency"] }).metrics).toEqual(["change_failure_rate"]));
  it.each(["How often do we deploy after incidents?", "Which releases went out during the outage?"])("%s asks for something else", (question) => expect(settled(question, { metrics: ["deployment_frequency"] }).metrics).toEqual(["deployment_frequency"]));
});

describe("things that a question is about", () => {
  it.each([["Which customers are we letting down?", "customer"], ["So which teams are in trouble?", "team"], ["what services worry you", "service"]])("%s", (question, dimension) => expect(settled(question, { intent: "risk_assessment" }).dimensions).toEqual([dimension]));
  it("are left to a split, a figure or a refusal of its own", () => {
    expect(settled("Which customers are at risk?", { intent: "risk_assessment", metrics: ["sla_at_risk"] }).dimensions).toEqual([]);
    expect(settled("Which customers are at risk?", { intent: "risk_assessment", dimensions: ["team"] }).dimensions).toEqual(["team"]);
    expect(settled("Which customers should we spy on?", { intent: "risk_assessment", scope: "unsafe_action" }).dimensions).toEqual([]);
  });
});
