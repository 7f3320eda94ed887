import { describe, expect, it } from "vitest";
import { alertMetrics } from "@/server/alerts/metrics";
import { deploymentMetrics } from "@/server/deployments/metrics";
import { incidentMetrics, incidentSubjects } from "@/server/incidents/metrics";
import { knowledgeMetrics } from "@/server/knowledge/metrics";
import { maintenanceMetrics, maintenanceSubjects } from "@/server/maintenance/metrics";
import { runbookMetrics } from "@/server/runbooks/metrics";
import { sloMetrics, sloSubjects } from "@/server/slo/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { settleOperated } from "./settle-operated";

const layer = { metrics: [...alertMetrics, ...deploymentMetrics, ...incidentMetrics, ...knowledgeMetrics, ...maintenanceMetrics, ...runbookMetrics, ...sloMetrics, ...ticketMetrics], subjects: [...incidentSubjects, ...maintenanceSubjects, ...sloSubjects] };
const year = { from: "2026-01-01T00:00:00.000Z", to: "2027-01-01T00:00:00.000Z", label: "this year", explicit: true, zone: "UTC" };
const base: QueryPlan = {
  intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: year, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false,
  secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in",
};
const settled = (question: string, given: Partial<QueryPlan>): QueryPlan => settleOperated({ ...base, ...given }, question, layer);

describe("incidents", () => {
  it.each([
    ["How long did it take to resolve an incident?", { metrics: ["resolution_time"] }, { metrics: ["mttr"] }],
    ["How long does it typically take to resolve an incident?", { metrics: ["resolution_time"], stats: ["mean"] }, { metrics: ["mttr"], stats: ["p50"] }],
    ["What is the average incident usually like in time to restore?", { metrics: ["mttr"], stats: ["mean"] }, { stats: ["mean"] }],
    ["How fast do we respond to incidents?", { metrics: ["first_response_time"] }, { metrics: ["mtta"] }],
    ["How long do tickets about incidents take to resolve?", { metrics: ["resolution_time"] }, { metrics: ["resolution_time"] }],
    ["What were the five longest incidents this year?", { intent: "ranking", metrics: ["incident_count"], subject: "incident", limit: 5 }, { metrics: ["incident_minutes"], subject: "incident", order: "desc", limit: 5 }],
    ["The shortest incidents of the year", { intent: "list_lookup", metrics: [], subject: "incident" }, { intent: "ranking", metrics: ["incident_minutes"], order: "asc" }],
    ["What were the root causes of our incidents?", { intent: "breakdown", metrics: ["incident_count"] }, { dimensions: ["root_cause"], intent: "breakdown" }],
    ["Root cause of the checkout incident?", { intent: "root_cause", metrics: ["incident_count"] }, { dimensions: [], intent: "root_cause" }],
    ["Median time to restore after a failed change", { metrics: ["mttr"], stats: ["p50"] }, { metrics: ["change_restore_time"], stats: ["p50"] }],
    ["Median time to restore", { metrics: ["mttr"] }, { metrics: ["mttr"] }],
  ] as const)("%s", (question, given, expected) => expect(settled(question, given as unknown as Partial<QueryPlan>)).toMatchObject(expected));
});

describe("windows of maintenance", () => {
  it.each([
    ["Which maintenance windows failed or were rolled back?", { intent: "list_lookup", subject: "maintenance_window", metrics: ["maintenance_count", "rollback_count"] }, { metrics: ["maintenance_count"], filters: ["state:failed", "state:rolled back"] }],
    ["How many maintenance windows failed?", { metrics: ["maintenance_count"] }, { metrics: ["maintenance_count"], filters: ["state:failed"] }],
    ["How many deployments failed?", { metrics: ["change_failure_rate"] }, { metrics: ["change_failure_rate"], filters: [] }],
    ["Which maintenance windows wait for approval?", { intent: "list_lookup", subject: "maintenance_window", filters: ["state:requested"] }, { filters: ["state:requested"] }],
    ["How often did we announce maintenance in time?", { metrics: ["maintenance_overrun_rate"] }, { metrics: ["maintenance_notice_kept"] }],
    ["How often did maintenance run over?", { metrics: ["maintenance_overrun_rate"] }, { metrics: ["maintenance_overrun_rate"] }],
  ] as const)("%s", (question, given, expected) => expect(settled(question, given as unknown as Partial<QueryPlan>)).toMatchObject(expected));
});

describe("objectives", () => {
  it.each([
    ["SLOs by status", { intent: "breakdown", metrics: ["slo_attainment"], dimensions: ["state"] }, { metrics: ["slo_count"], dimensions: ["status"] }],
    ["Changes by kind", { intent: "breakdown", metrics: ["change_count"], dimensions: ["category"] }, { dimensions: ["kind"] }],
    ["Tickets by category", { intent: "breakdown", metrics: ["ticket_volume"], dimensions: ["category"] }, { dimensions: ["category"] }],
    ["Burn rate by SLO", { metrics: ["error_budget_burn_rate"] }, { intent: "breakdown", dimensions: ["slo"] }],
    ["Which SLOs does the payments team own?", { intent: "list_lookup", subject: "service", metrics: ["slo_count"], entities: ["team:payments"] }, { subject: "slo", metrics: [], entities: ["team:payments"], time: null }],
    ["Which SLOs have used up their error budget?", { intent: "list_lookup", metrics: ["slo_count", "budget_spent"] }, { subject: "slo", metrics: [], filters: ["slo_status:exhausted"] }],
    ["Which SLOs of tier 1 have no budget left?", { intent: "list_lookup", metrics: ["slo_count"], filters: ["tier:1"] }, { subject: "slo", filters: ["tier:1", "slo_status:exhausted"] }],
    ["Which SLOs in the EU missed their target in July?", { intent: "list_lookup", metrics: ["slo_count"], subject: "ticket", filters: ["sla:missed", "region:eu"] }, { filters: ["region:eu"], metrics: ["slos_missed"] }],
    ["Which SLOs missed their target in July?", { intent: "list_lookup", metrics: ["slo_count"], subject: "ticket", filters: ["sla:missed"] }, { filters: [], metrics: ["slos_missed"], dimensions: ["slo"], subject: null }],
    ["Which services are at risk of missing their SLO?", { intent: "risk_assessment", metrics: ["slo_attainment"], dimensions: ["service"] }, { intent: "risk_assessment", metrics: ["slo_attainment"], dimensions: ["service"] }],
    ["Which SLOs will miss their target?", { intent: "list_lookup", metrics: ["slo_attainment"] }, { metrics: ["slo_attainment"] }],
    ["Attainment across all objectives", { metrics: ["slo_attainment"] }, { intent: "metric_lookup", dimensions: [] }],
    ["Which tickets missed their SLA?", { intent: "list_lookup", subject: "ticket" }, { subject: "ticket", metrics: [] }],
  ] as const)("%s", (question, given, expected) => expect(settled(question, given as unknown as Partial<QueryPlan>)).toMatchObject(expected));
});

describe("runbooks", () => {
  it.each([
    ["Runbooks per service", { intent: "breakdown", metrics: ["runbook_coverage", "doc_age"], dimensions: ["service"], filters: ["doc_type:runbook"] }, { metrics: ["runbook_count"], dimensions: ["service"], filters: [] }],
    ["Which runbooks were carried out most often?", { intent: "ranking", metrics: ["runbook_count"], subject: "runbook" }, { metrics: ["runbook_runs"], dimensions: ["runbook"], order: "desc", subject: null }],
    ["What was the success rate of our runbooks?", { metrics: ["runbook_count"] }, { metrics: ["runbook_success"] }],
    ["Which runbook helps when search is down?", { intent: "doc_lookup", subject: "runbook" }, { intent: "doc_lookup", subject: "runbook" }],
  ] as const)("%s", (question, given, expected) => expect(settled(question, given as unknown as Partial<QueryPlan>)).toMatchObject(expected));
});

describe("hours of the day", () => {
  const of = (question: string, given: Partial<QueryPlan> = {}): string[] => settled(question, { metrics: ["oncall_pages"], ...given }).filters;
  it.each([
    ["Pages between 22:00 and 06:00 this year", "22:00-06:00"], ["Pages from 9 am to 5 pm this year", "09:00-17:00"], ["Pages between 8 and 10 pm this year", "20:00-22:00"], ["Pages between 22:30 and 06:15 this year", "22:30-06:15"],
  ])("%s", (question, hours) => expect(of(question)).toEqual([`time_of_day:${hours}`]));

  it("are none where the numbers are no times of day, or the period lies within a day", () => {
    const day = { ...year, from: "2026-08-18T00:00:00.000Z", to: "2026-08-19T00:00:00.000Z" };
    expect([of("Pages between 5 and 10 this year"), of("Pages from 2025 to 2026"), of("Pages between 22:00 and 22:00"), of("Pages yesterday between 09:00 and 12:00", { time: day })]).toEqual([[], [], [], []]);
  });
});
