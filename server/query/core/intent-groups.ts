import type { Intent } from "../contract";

/** Questions whose answer no record holds: the facts that bear on them are told, and nothing is decided. */
export const adviceIntents: ReadonlySet<Intent> = new Set<Intent>(["decision", "strategy", "org_design", "change_people", "process_improvement", "prioritisation"]);

/** Questions about the state of things, and those that need it as their ground. */
export const overviewIntents: ReadonlySet<Intent> = new Set<Intent>(["status_summary", "risk_assessment", "exec_communication", ...adviceIntents]);

const overview = ["slo_attainment", "incident_count", "ticket_volume", "sla_breach_rate", "availability", "outage_minutes"];

/** Figures for a question that names none. */
const figuresOf: Partial<Record<Intent, readonly string[]>> = {
  status_summary: overview,
  exec_communication: overview,
  decision: overview,
  strategy: overview,
  comparison: overview,
  trend: overview,
  root_cause: overview,
  risk_assessment: ["error_budget_remaining", "action_overdue", "sla_at_risk", "sla_breach_rate", "availability", "outage_minutes"],
  prioritisation: ["ticket_backlog", "sla_breach_rate", "action_overdue", "outage_minutes"],
  process_improvement: ["resolution_time", "reassignment_rate", "reopen_rate", "sla_breach_rate"],
  org_design: ["ticket_backlog", "handed_away", "resolution_time"],
  change_people: ["ticket_backlog", "handed_away", "resolution_time"],
  forecast: ["ticket_volume"],
};

export const figuresFor = (intent: Intent): readonly string[] => figuresOf[intent] ?? [];

/** Figures that stand in where the usual ones cannot be narrowed to what a question names. */
export const spareFigures: readonly string[] = ["ticket_backlog", "resolution_time", "reopen_rate"];
