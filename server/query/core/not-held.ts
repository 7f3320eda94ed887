interface NotHeld {
  label: string;
  /** Metrics that come nearest, best first. */
  nearest: readonly string[];
}

/** What leaders ask of an operations portal and this one keeps no records of, with what it keeps instead. */
const notHeldMetrics: Readonly<Record<string, NotHeld>> = {
  slo_attainment: { label: "service level objectives", nearest: ["availability"] },
  error_budget_remaining: { label: "error budgets", nearest: ["availability", "outage_minutes"] },
  error_budget_burn_rate: { label: "error budgets", nearest: ["availability", "outage_minutes"] },
  budget_spent: { label: "error budgets", nearest: ["availability", "outage_minutes"] },
  error_rate: { label: "request error rates", nearest: ["availability"] },
  request_volume: { label: "request counts", nearest: ["ticket_volume"] },
  incident_count: { label: "incidents", nearest: ["outage_count", "ticket_volume"] },
  incident_minutes: { label: "incidents", nearest: ["outage_minutes"] },
  mttr: { label: "the time to restore after incidents", nearest: ["resolution_time", "outage_minutes"] },
  mtta: { label: "acknowledgements", nearest: ["first_response_time", "resolution_time"] },
  repeat_incident_rate: { label: "repeated incidents", nearest: ["reopen_rate", "outage_count"] },
  action_overdue: { label: "follow-up actions", nearest: ["ticket_backlog"] },
  time_to_assign: { label: "the time to assign", nearest: ["first_response_time", "resolution_time"] },
  time_in_state: { label: "the time in each state", nearest: ["resolution_time"] },
  sla_at_risk: { label: "tickets about to miss their SLA", nearest: ["sla_breach_rate", "ticket_backlog"] },
  csat: { label: "satisfaction ratings", nearest: ["reopen_rate", "sla_breach_rate"] },
  maintenance_count: { label: "maintenance windows", nearest: ["outage_count"] },
  maintenance_minutes: { label: "maintenance windows", nearest: ["outage_minutes"] },
  maintenance_overrun_rate: { label: "maintenance windows", nearest: ["outage_minutes"] },
  maintenance_conflicts: { label: "maintenance windows", nearest: ["outage_count"] },
  change_count: { label: "changes", nearest: ["outage_count"] },
  deployment_frequency: { label: "deployments", nearest: ["outage_count"] },
  change_lead_time: { label: "changes", nearest: ["resolution_time"] },
  change_failure_rate: { label: "changes", nearest: ["outage_count"] },
  rollback_count: { label: "rollbacks", nearest: ["outage_count"] },
  patch_compliance: { label: "patch levels", nearest: ["service_count"] },
  alert_volume: { label: "alerts", nearest: ["outage_count"] },
  alert_noise_ratio: { label: "alerts", nearest: ["outage_count"] },
  oncall_pages: { label: "on-call pages", nearest: ["outage_count"] },
  doc_age: { label: "the age of documents", nearest: ["runbook_count"] },
  llm_cost_per_task: { label: "model costs, because no model is used", nearest: ["query_latency_p95"] },
  tool_error_rate: { label: "tool errors", nearest: ["query_latency_p95"] },
  answer_success: { label: "ratings of answers", nearest: ["question_count"] },
};

/** What to say of a metric that no table holds. An unknown id is named as it stands. */
export const notHeld = (id: string): NotHeld => notHeldMetrics[id] ?? { label: id.replaceAll("_", " "), nearest: [] };
