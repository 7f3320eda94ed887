import { describe, expect, it } from "vitest";
import { deploymentMetrics, deploymentSubjects } from "@/server/deployments/metrics";
import { incidentMetrics, incidentSubjects } from "@/server/incidents/metrics";
import { maintenanceMetrics, maintenanceSubjects } from "@/server/maintenance/metrics";
import { monitorMetrics, monitorSubjects } from "@/server/monitors/metrics";
import { sloMetrics } from "@/server/slo/metrics";
import { ticketMetrics, ticketSubjects } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { settleAsked } from "./settle-asked";

const layer = { metrics: [...incidentMetrics, ...deploymentMetrics, ...maintenanceMetrics, ...monitorMetrics, ...sloMetrics, ...ticketMetrics], subjects: [...incidentSubjects, ...monitorSubjects, ...maintenanceSubjects, ...deploymentSubjects, ...ticketSubjects] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const settled = (question: string, given: Partial<QueryPlan> = {}) => settleAsked(plan(given), question, layer);

describe("what is asked for by the words around it", () => {
  it.each<[string, Partial<QueryPlan>, Partial<QueryPlan>]>([
    ["When was the last sev1?", { intent: "list_lookup", metrics: ["incident_count"] }, { subject: "incident", filters: ["severity:sev1"], limit: 1 }],
    ["How long since the last incident?", { metrics: ["incident_minutes"] }, { subject: "incident", metrics: [], limit: 1 }],
    ["What happened in INC-46?", { intent: "status_summary" }, { intent: "list_lookup", subject: "incident_story", filters: ["number:46"] }],
    ["incident 46", { intent: "list_lookup", subject: "incident" }, { subject: "incident_story", filters: ["number:46"] }],
    ["MW-215", { intent: "list_lookup" }, { subject: "maintenance_window", filters: ["number:215"] }],
    ["When was our last outage?", { metrics: ["outage_count"] }, { subject: "outage", limit: 1 }],
    ["Which incidents hurt customers most this quarter?", { intent: "ranking", metrics: ["incident_count"], dimensions: ["customer"] }, { subject: "incident", metrics: ["incident_minutes"], dimensions: [] }],
    ["How much of our downtime comes from changes?", { metrics: ["change_count"] }, { metrics: ["incident_minutes"], dimensions: ["root_cause"] }],
    ["Did we keep 99.9 % in October?", { intent: "comparison" }, { intent: "metric_lookup", metrics: ["availability"] }],
    ["How many nines does checkout have?", { entities: ["service:checkout"] }, { metrics: ["availability"], entities: ["service:checkout"] }],
    ["Which services miss 99.95%?", { intent: "list_lookup", subject: "service" }, { intent: "ranking", subject: null, metrics: ["availability"], dimensions: ["service"], filters: ["availability<:0.9995"], order: "asc" }],
    ["Do VIP customers get faster answers?", { intent: "process_improvement", metrics: ["latency_p95"] }, { metrics: ["first_response_time"], dimensions: ["customer_tier"] }],
    ["What maintenance is coming up?", { intent: "status_summary", metrics: ["maintenance_count"] }, { subject: "maintenance_window", filters: ["ahead:yes"], order: "asc" }],
    ["Which changes are waiting for approval?", { intent: "list_lookup", metrics: ["change_count"] }, { subject: "maintenance_window", filters: ["state:requested"] }],
    ["How long does it take from commit to production?", { metrics: ["resolution_time", "change_lead_time"] }, { metrics: ["change_lead_time"] }],
    ["Which services were changed this week?", { intent: "list_lookup", subject: "service" }, { intent: "ranking", metrics: ["deployment_frequency"], dimensions: ["service"] }],
    ["Who is overloaded?", { intent: "list_lookup", metrics: ["ticket_backlog"], filters: ["status:open"] }, { intent: "ranking", dimensions: ["team"], filters: [] }],
    ["Which tickets are stuck the longest?", { intent: "ranking", metrics: ["time_in_state"] }, { subject: "ticket", metrics: ["ticket_age"], filters: ["status:open"] }],
    ["How much work is waiting?", {}, { metrics: ["ticket_backlog"] }],
    ["Who approved MW-215?", { intent: "list_lookup" }, { subject: "approval", filters: ["decision:approved", "number:mw-215"], time: null }],
    ["Who signed off the changes to checkout?", { intent: "list_lookup", entities: ["service:checkout"], metrics: ["change_count"] }, { subject: "approval", entities: ["service:checkout"], filters: ["decision:approved"], metrics: [] }],
    ["Who rejected CP-3?", { intent: "list_lookup" }, { subject: "approval", filters: ["decision:rejected", "number:cp-3"] }],
    ["What percentage of incidents are SEV1?", { metrics: ["incident_count"], filters: ["severity:sev1"] }, { filters: ["severity:sev1"], shareOf: "severity:sev1" }],
    ["What percentage of P1 tickets come from Globex?", { metrics: ["ticket_volume"], entities: ["customer:globex"], filters: ["priority:p1"] }, { shareOf: "customer:globex" }],
    ["What percentage of Globex's tickets are P1?", { metrics: ["ticket_volume"], entities: ["customer:globex"], filters: ["priority:p1"] }, { shareOf: "priority:p1" }],
    ["What share of incidents hit checkout?", { metrics: ["repeat_incident_rate"], entities: ["service:checkout"] }, { metrics: ["incident_count"], shareOf: "service:checkout" }],
    ["What share of last quarter's incidents hit checkout?", { metrics: ["repeat_incident_rate", "incident_count"], entities: ["service:checkout"] }, { metrics: ["incident_count"], shareOf: "service:checkout" }],
    ["Are we meeting our targets?", { intent: "status_summary" }, { figures: ["slo_attainment", "sla_breach_rate", "availability"] }],
  ])("%s", (question, given, expected) => expect(settled(question, given)).toMatchObject(expected));

  it.each<[string, Partial<QueryPlan>]>([
    ["When was the last week without incidents?", { metrics: ["incident_count"] }],
    ["How many incidents were there last month?", { metrics: ["incident_count"] }],
    ["How many changes did we make?", { metrics: ["change_count"] }],
    ["Which customers had 99 % of their tickets answered?", { metrics: [] }],
    ["How many maintenance windows are planned next week?", { metrics: ["maintenance_count"] }],
    ["Which services are in the EU?", { intent: "list_lookup", subject: "service" }],
    ["What is the p95 latency of checkout?", { metrics: ["latency_p95"] }],
    ["What changed before INC-46?", { intent: "root_cause", subject: "change_before", filters: ["incident:46"] }],
    ["Incidents 30 days", { metrics: ["incident_count"] }],
    ["What percentage of tickets breached the SLA?", { metrics: ["sla_breach_rate"], filters: ["priority:p1"] }],
    ["How many incidents were SEV1?", { metrics: ["incident_count"], filters: ["severity:sev1"] }],
    ["What share of incidents is there?", { metrics: ["incident_count"] }],
    ["What share of tickets are P1 or P2?", { metrics: ["ticket_volume"], filters: ["priority:p1", "priority:p2"] }],
    ["How long do tickets wait?", { metrics: ["time_in_state"] }],
  ])("%s stays as it was read", (question, given) => expect(settled(question, given)).toEqual(plan(given)));
});
