import { describe, expect, it } from "vitest";
import { alertMetrics, alertSubjects } from "@/server/alerts/metrics";
import { deploymentMetrics, deploymentSubjects } from "@/server/deployments/metrics";
import { incidentMetrics, incidentSubjects } from "@/server/incidents/metrics";
import { maintenanceMetrics, maintenanceSubjects } from "@/server/maintenance/metrics";
import { monitorMetrics, monitorSubjects } from "@/server/monitors/metrics";
import { sloMetrics } from "@/server/slo/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { settleSpoken } from "./settle-spoken";

const layer = { metrics: [...alertMetrics, ...incidentMetrics, ...deploymentMetrics, ...maintenanceMetrics, ...monitorMetrics, ...sloMetrics, ...ticketMetrics], subjects: [...alertSubjects, ...monitorSubjects, ...incidentSubjects, ...maintenanceSubjects, ...deploymentSubjects] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const settled = (question: string, given: Partial<QueryPlan> = {}) => settleSpoken(plan(given), question, layer);
const night = { from: "2026-11-20T17:00:00.000Z", to: "2026-11-21T05:00:00.000Z", label: "last night", explicit: true, zone: "UTC" };

describe("everyday words", () => {
  it.each<[string, Partial<QueryPlan>, Partial<QueryPlan>]>([
    ["What did we learn from the last sev1?", { intent: "doc_lookup" }, { subject: "postmortem", filters: ["severity:sev1"], limit: 1 }],
    ["What lessons did this quarter's incidents teach us?", { intent: "doc_lookup" }, { subject: "postmortem", limit: null }],
    ["I'd be curious to learn which day brought us the most incidents.", { intent: "ranking", metrics: ["incident_count"] }, { intent: "ranking", subject: null, metrics: ["incident_count"] }],
    ["List runbooks nobody has updated since January", { intent: "list_lookup", subject: "runbook", time: { from: "2026-01-01T00:00:00.000Z", to: "2026-08-19T10:00:00.000Z", label: "since January", explicit: true, zone: "UTC" } }, { subject: "runbook", time: null, filters: ["age>:230d"] }],
    ["What is happening right now?", { intent: "status_summary" }, { figures: ["open_incidents", "open_alerts", "sla_at_risk", "ticket_backlog"] }],
    ["Are we getting better at handling incidents?", { intent: "trend", metrics: ["incident_count"] }, { metrics: ["mttr", "mtta"] }],
    ["Which customers had the worst experience?", { intent: "ranking", metrics: ["ticket_volume"] }, { metrics: ["sla_breach_rate"], dimensions: ["customer"] }],
    ["Which SLO is in the worst shape?", { intent: "ranking", metrics: ["slo_count"] }, { metrics: ["error_budget_remaining"], dimensions: ["slo"], order: "asc" }],
    ["Is support getting slower?", { intent: "trend", metrics: ["latency_p95"] }, { metrics: ["first_response_time", "resolution_time"] }],
    ["What are the most common causes of tickets?", { intent: "ranking", metrics: ["ticket_volume"], dimensions: ["root_cause"] }, { dimensions: ["category"] }],
    ["How many people are affected by the current incident?", { intent: "forecast", metrics: ["incident_minutes"] }, { subject: "incident", filters: ["status:open"] }],
    ["Which alerts are noise?", { intent: "list_lookup", metrics: ["alert_noise_ratio"] }, { intent: "ranking", dimensions: ["alert"] }],
    ["Why did checkout fail on Monday?", { intent: "root_cause", entities: ["service:checkout"] }, { figures: ["outage_minutes", "availability", "incident_count"] }],
    ["Did last night's maintenance go well?", { intent: "comparison", metrics: ["maintenance_count"], time: night }, { intent: "list_lookup", subject: "maintenance_window", time: night }],
    ["How did yesterday's releases go?", { metrics: ["deployment_frequency"], time: night }, { subject: "deployment" }],
    ["What is the trend of first response time since spring?", { metrics: ["first_response_time"] }, { intent: "trend" }],
    ["Who are our noisiest customers?", { intent: "ranking", metrics: ["alert_noise_ratio"], dimensions: ["customer"] }, { metrics: ["ticket_volume"] }],
    ["What do customers complain about?", { intent: "breakdown", metrics: ["ticket_volume"] }, { dimensions: ["category"] }],
    ["What happened on Monday?", { intent: "status_summary", time: night }, { figures: ["incident_count", "outage_minutes", "change_count", "ticket_volume"] }],
    ["Did anything break over the weekend?", { intent: "status_summary", time: night }, { figures: ["incident_count", "outage_minutes", "change_count", "ticket_volume"] }],
    ["How many monitors are failing?", { metrics: ["monitor_count"] }, { subject: "monitor", filters: ["status:down"] }],
    ["Which services are degraded?", { intent: "list_lookup", subject: "service" }, { subject: "incident", filters: ["status:open"] }],
    ["What got worse this month?", { intent: "list_lookup", time: night }, { intent: "status_summary", frameworks: ["pyramid_scqa"] }],
    ["Are we understaffed at night?", { intent: "risk_assessment" }, { frameworks: ["capacity_planning"] }],
    ["Which SLOs were missed last night?", { intent: "list_lookup", metrics: ["slo_count"], time: night }, { intent: "breakdown", metrics: ["slo_attainment"], dimensions: ["slo"] }],
    ["Show me everything about auth", { intent: "list_lookup", subject: "service", entities: ["service:auth"] }, { intent: "status_summary", subject: null }],
    ["What does Globex complain about?", { intent: "list_lookup", subject: "service", entities: ["customer:globex"] }, { metrics: ["ticket_volume"], dimensions: ["category"], subject: null }],
    ["Which runbooks are out of date?", { intent: "list_lookup", subject: "runbook", filters: ["doc_type:runbook"] }, { metrics: [], filters: [] }],
    ["Are weekends worse than weekdays?", { intent: "comparison", metrics: ["incident_count"], filters: ["day_of_week:saturday", "severity:sev1"] }, { intent: "breakdown", dimensions: ["day_of_week"], filters: ["severity:sev1"] }],
    ["Which SLOs are burning fastest?", { intent: "ranking", metrics: ["error_budget_burn_rate"], order: "asc" }, { order: "desc" }],
    ["What does escalation cost us?", { intent: "forecast", metrics: ["escalation_rate"] }, { intent: "metric_lookup" }],
  ])("%s", (question, given, expected) => expect(settled(question, given)).toMatchObject(expected));

  it.each<[string, Partial<QueryPlan>]>([
    ["How do we learn from incidents?", { intent: "process_improvement" }],
    ["What happened last month?", { intent: "status_summary" }],
    ["How many incidents did we handle?", { metrics: ["incident_count"] }],
    ["Which customers opened most tickets?", { intent: "ranking", metrics: ["ticket_volume"] }],
    ["How many SLOs are there?", { metrics: ["slo_count"] }],
    ["Is checkout getting slower?", { intent: "trend", metrics: ["latency_p95"] }],
    ["Which alerts fire most for customers?", { intent: "ranking", metrics: ["alert_volume"], dimensions: ["alert"] }],
    ["Which services were down most often?", { intent: "list_lookup", subject: "service" }],
    ["What changed in checkout this month?", { intent: "list_lookup", entities: ["service:checkout"] }],
    ["What happened to availability?", { intent: "status_summary", metrics: ["availability"] }],
    ["What causes most incidents?", { intent: "ranking", metrics: ["incident_count"], dimensions: ["root_cause"] }],
    ["How many customers were affected by incidents last month?", { metrics: ["incident_count"] }],
    ["Why did tickets go down?", { intent: "root_cause", metrics: ["ticket_volume"] }],
    ["Did maintenance go up?", { intent: "trend", metrics: ["maintenance_count"] }],
    ["What will escalations cost us next year?", { intent: "forecast", metrics: ["escalation_rate"] }],
  ])("%s stays as it was read", (question, given) => expect(settled(question, given)).toEqual(plan(given)));
});
