import type { QueryPlan } from "../../contract";

/** The lens that a measure belongs to by itself. */
export const metricPersonas: Readonly<Record<string, QueryPlan["persona"]>> = {
  slo_attainment: "reliability_lead", error_budget_remaining: "reliability_lead", budget_spent: "reliability_lead", error_budget_burn_rate: "reliability_lead", availability: "reliability_lead", latency: "reliability_lead", latency_p95: "reliability_lead",
  error_rate: "reliability_lead", request_volume: "reliability_lead", outage_count: "reliability_lead", outage_minutes: "reliability_lead", incident_count: "reliability_lead", incident_minutes: "reliability_lead", mttr: "reliability_lead", mtta: "reliability_lead",
  repeat_incident_rate: "reliability_lead", action_overdue: "reliability_lead", alert_volume: "reliability_lead", alert_noise_ratio: "reliability_lead", oncall_pages: "reliability_lead", doc_age: "reliability_lead", runbook_coverage: "reliability_lead", runbook_count: "reliability_lead", monitor_count: "reliability_lead",
  ticket_volume: "support_lead", tickets_closed: "support_lead", ticket_backlog: "support_lead", ticket_age: "support_lead", resolution_time: "support_lead", first_response_time: "support_lead", time_to_assign: "support_lead", time_in_state: "support_lead", sla_breach_rate: "support_lead", sla_at_risk: "support_lead",
  reopen_rate: "support_lead", handed_away: "support_lead", reassignment_rate: "support_lead", received_by: "support_lead", escalation_rate: "support_lead", csat: "support_lead",
  maintenance_count: "change_manager", maintenance_minutes: "change_manager", maintenance_overrun_rate: "change_manager", maintenance_conflicts: "change_manager", change_failure_rate: "change_manager", rollback_count: "change_manager",
  change_count: "engineering_director", deployment_frequency: "engineering_director", change_lead_time: "engineering_director", goal_progress: "engineering_director",
  patch_compliance: "security_compliance", query_latency_p95: "cto_architect", cache_hit_rate: "cto_architect", tool_error_rate: "cto_architect", answer_success: "cto_architect", service_count: "cto_architect",
  llm_cost_per_task: "finance_lens", customer_count: "product_strategist", team_count: "people_org",
};
