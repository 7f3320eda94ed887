import { describe, expect, it } from "vitest";
import { alertMetrics } from "@/server/alerts/metrics";
import { deploymentMetrics } from "@/server/deployments/metrics";
import { incidentMetrics } from "@/server/incidents/metrics";
import { maintenanceSubjects } from "@/server/maintenance/metrics";
import { sloMetrics } from "@/server/slo/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { settleFigures } from "./settle-figures";

const layer = { metrics: [...alertMetrics, ...incidentMetrics, ...deploymentMetrics, ...sloMetrics, ...ticketMetrics], subjects: [...maintenanceSubjects] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const settled = (question: string, given: Partial<QueryPlan> = {}) => settleFigures(plan(given), question, layer);

describe("promises to customers", () => {
  it.each(["Are we keeping our promises to customers this quarter?", "How many of our promises were kept?", "Do we honour our commitments?"])("%s", (question) => expect(settled(question, { intent: "list_lookup" })).toMatchObject({ intent: "metric_lookup", metrics: ["slo_attainment", "sla_breach_rate"] }));
  it("leave a figure that was named alone", () => expect(settled("Do we keep our promises on time to resolve?", { metrics: ["resolution_time"] }).metrics).toEqual(["resolution_time"]));
});

describe("deployments behind incidents", () => {
  it.each(["Do deployments cause our incidents?", "Are releases to blame for the outages?", "How many incidents came from deployments?"])("%s", (question) => expect(settled(question, { intent: "root_cause", metrics: ["deployment_frequency"] }).metrics).toEqual(["change_failure_rate"]));
  it.each(["How often do we deploy after incidents?", "Which releases went out during the outage?"])("%s asks for something else", (question) => expect(settled(question, { metrics: ["deployment_frequency"] }).metrics).toEqual(["deployment_frequency"]));
});

describe("what only the words tell", () => {
  it("a response that takes long is no resolution that does", () => {
    expect(settled("How long do P1 tickets take to get a first response?", { metrics: ["resolution_time", "first_response_time"] }).metrics).toEqual(["first_response_time"]);
    expect(settled("How long until a response and until it is resolved?", { metrics: ["resolution_time", "first_response_time"] }).metrics).toHaveLength(2);
  });
  it.each([["How long does it take us to ship a change?", ["resolution_time", "deployment_frequency"]], ["Did our releases get faster?", ["deployment_frequency"]]])("%s asks for the lead time", (question, metrics) => expect(settled(question, { metrics }).metrics).toEqual(["change_lead_time"]));
  it("how many incidents are open is counted now", () => {
    expect(settled("How many incidents are open?", { metrics: ["incident_count"], filters: ["status:open"] })).toMatchObject({ metrics: ["open_incidents"], filters: [] });
    expect(settled("How many alerts are firing?", { metrics: ["alert_volume"] }).metrics).toEqual(["open_alerts"]);
    expect(settled("How many incidents were opened in May?", { metrics: ["incident_count"] }).metrics).toEqual(["incident_count"]);
  });
  it("who waits is counted, not timed", () => {
    expect(settled("How many people are waiting for an answer right now?", { metrics: ["first_response_time"] }).metrics).toEqual(["ticket_backlog"]);
    expect(settled("How many hours do people wait for an answer?", { metrics: ["first_response_time"] }).metrics).toEqual(["first_response_time"]);
  });
  it("what will miss a deadline has not missed it", () => {
    expect(settled("Which tickets will miss their deadline today?", { filters: ["sla:missed"] })).toMatchObject({ time: null, filters: ["sla:at_risk"] });
    expect(settled("Which tickets missed their deadline?", { filters: ["sla:missed"] }).filters).toEqual(["sla:missed"]);
  });
  it("alerts are told by name where it is asked which", () => expect(settled("Which alerts fired most?", { intent: "ranking", metrics: ["alert_volume"] }).dimensions).toEqual(["alert"]));
  it("open incidents are those that go on", () => {
    expect(settled("Show me open sev1 incidents", { intent: "list_lookup", subject: "incident", filters: ["severity:sev1"] }).filters).toEqual(["severity:sev1", "status:open"]);
    expect(settled("Show me incidents opened in May", { intent: "list_lookup", subject: "incident" }).filters).toEqual([]);
    expect(settled("Open alerts", { intent: "list_lookup", subject: "alert", filters: ["status:closed"] }).filters).toEqual(["status:closed"]);
  });
  it("what is to come is told soonest first", () => {
    expect(settled("What maintenance is planned for next week?", { intent: "list_lookup", subject: "maintenance_window" }).order).toBe("asc");
    expect(settled("The last planned maintenance", { intent: "list_lookup", subject: "maintenance_window" }).order).toBe("desc");
  });
  it("what there is, is listed where nothing is to be decided", () => {
    expect(settled("Do we have any maintenance this weekend?", { intent: "decision", metrics: ["maintenance_count"] })).toMatchObject({ intent: "list_lookup", subject: "maintenance_window", order: "asc" });
    expect(settled("Should we do maintenance this weekend?", { intent: "decision", metrics: ["maintenance_count"] }).intent).toBe("decision");
  });
  it("all things of a kind are set side by side", () => {
    expect(settled("Compare the teams by time to resolve", { intent: "comparison", metrics: ["resolution_time"] }).dimensions).toEqual(["team"]);
    expect(settled("Compare the teams SRE and Web", { intent: "comparison", entities: ["team:sre", "team:web"] }).dimensions).toEqual([]);
  });
});

describe("things that a question is about", () => {
  it.each([["Which customers are we letting down?", "customer"], ["So which teams are in trouble?", "team"], ["what services worry you", "service"]])("%s", (question, dimension) => expect(settled(question, { intent: "risk_assessment" }).dimensions).toEqual([dimension]));
  it("are left to a split, a figure or a refusal of its own", () => {
    expect(settled("Which customers are at risk?", { intent: "risk_assessment", metrics: ["sla_at_risk"] }).dimensions).toEqual([]);
    expect(settled("Which customers are at risk?", { intent: "risk_assessment", dimensions: ["team"] }).dimensions).toEqual(["team"]);
    expect(settled("Which customers should we spy on?", { intent: "risk_assessment", scope: "unsafe_action" }).dimensions).toEqual([]);
  });
});
