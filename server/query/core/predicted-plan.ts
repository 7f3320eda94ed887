import type { QueryPlan, Range } from "../contract";
import { timeBuckets } from "./parse/dimension-words";
import { readFilter } from "./sql/filters";

/** The slots by which a reading of a question is compared with another's. */
export interface PredictedPlan extends Pick<QueryPlan, "intent" | "metrics" | "dimensions" | "entities" | "filters" | "limit"> {
  time: Range | null;
  compareTo: Range | null;
  /** What narrows besides: thresholds, exceptions, absence, and fields that only this portal's records have. */
  conditions: string[];
}

/** Fields by which any operations portal narrows; `filters` are equalities on them. */
const commonFields: ReadonlySet<string> = new Set(["severity", "priority", "status", "customer_tier", "region", "root_cause", "doc_type", "time_of_day", "day_of_week"]);

/** Whose region it is is this portal's own distinction. */
const plainRegion = (pair: string): string => pair.replace(/^customer_region(?=!?:)/, "region");

function isCommon(pair: string): boolean {
  const { field, operator, value } = readFilter(pair);
  return operator === "is" && value !== "none" && commonFields.has(field);
}

/** The common vocabulary counts what monitors saw as incidents; here they are figures of their own. */
const commonMetrics: Readonly<Record<string, string>> = {
  outage_count: "incident_count", outage_minutes: "incident_minutes", open_incidents: "incident_count", open_alerts: "alert_volume", mttd: "mtta", slo_count: "slo_attainment",
  slos_missed: "slo_attainment", slo_attainment_raw: "slo_attainment", error_budget_remaining_raw: "error_budget_remaining", change_restore_time: "mttr",
};

/** Splits that only this portal's records have. */
const ownSplits: ReadonlySet<string> = new Set(["alert"]);

/** Records whose figure the common vocabulary has a name for. */
const recordMetrics: Readonly<Record<string, string>> = { goal: "goal_progress", budget: "error_budget_remaining" };
const listedMetrics: Readonly<Record<string, string>> = { ticket: "ticket_volume", outage: "incident_count", incident: "incident_count", action: "action_overdue", maintenance_window: "maintenance_count", alert: "alert_volume" };

/** The figure that counts the records which a list shows, under the conditions that it names. */
function listedMetric(subject: string, filters: readonly string[]): string | null {
  if (filters.includes("runbook:none")) return "runbook_coverage";
  if (subject === "slo") return filters.includes("slo_status:exhausted") ? "error_budget_remaining" : "slo_attainment";
  if (subject === "runbook") return filters.some((pair) => pair.startsWith("age")) ? "doc_age" : null;
  return subject === "ticket" && filters.some((pair) => pair === "status:open" || pair === "status:waiting") ? "ticket_backlog" : (listedMetrics[subject] ?? null);
}

function recordMetric({ intent, subject, filters, metrics }: QueryPlan): string[] {
  if (metrics.length > 0 || subject === null) return [];
  const named = recordMetrics[subject] ?? (intent === "list_lookup" ? listedMetric(subject, filters) : null);
  return named === null ? [] : [named];
}

const bounds = (range: Range | null): Range | null => (range === null ? null : { from: range.from, to: range.to });

const kindOf = (name: string): string => name.split(":")[0] ?? "";
const comparedKinds: ReadonlySet<string> = new Set(["service", "team", "customer"]);
const comparedFields: ReadonlySet<string> = new Set(["severity", "priority", "customer_tier", "region", "root_cause", "channel", "support_level"]);

/** Two things of one kind side by side are a split by that kind. */
function comparedKind({ intent, dimensions, entities, filters }: QueryPlan): string[] {
  if (intent !== "comparison" || dimensions.some((id) => !timeBuckets.has(id))) return [];
  const names = [...entities.map(kindOf).filter((kind) => comparedKinds.has(kind)), ...filters.map((pair) => readFilter(plainRegion(pair)).field).filter((field) => comparedFields.has(field))];
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].slice(0, 1);
}

const listedKinds: ReadonlySet<string> = new Set(["service", "team", "customer"]);

/** Measures that are themselves records: a list of them is no list of services. */
const listedRecords: ReadonlySet<string> = new Set(["action_overdue", "rollback_count", "change_count", "maintenance_count", "maintenance_conflicts", "incident_count", "incident_minutes", "alert_volume", "oncall_pages"]);

/** A list of services with their figure is that figure by service. */
function listedKind({ intent, subject, metrics, dimensions, entities }: QueryPlan): string[] {
  const isOfKind = intent === "list_lookup" && dimensions.length === 0 && metrics.length > 0 && subject !== null && listedKinds.has(subject);
  return isOfKind && !metrics.some((id) => listedRecords.has(id)) && !entities.some((name) => kindOf(name) === subject) ? [subject] : [];
}

/** Records that advise: how many of them are told is the engine's choice. */
const advising: ReadonlySet<string> = new Set(["window_advice", "release_advice", "free_slot"]);

/** A plan without what the engine added by itself: a period that nobody named is null, whatever default answers it. */
export const predictedPlan = (plan: QueryPlan): PredictedPlan => {
  const { intent, dimensions, time, compareTo, entities, limit } = plan;
  const metrics = [...new Set([...plan.metrics.map((id) => commonMetrics[id] ?? id), ...recordMetric(plan)])];
  // The backlog is what is open: said once. A list of records shows the condition.
  const filters = plan.filters.filter((pair) => !(pair === "status:open" && intent !== "list_lookup" && metrics.includes("ticket_backlog")));
  return {
  intent, metrics, dimensions: [...dimensions.filter((id) => !ownSplits.has(id)), ...comparedKind(plan), ...listedKind(plan)], time: time?.explicit === true ? bounds(time) : null, compareTo: bounds(compareTo), entities: entities.filter((pair) => !pair.startsWith("unknown:")), filters: filters.map(plainRegion).filter(isCommon).flatMap((pair) => (pair === "day_of_week:weekend" ? ["day_of_week:saturday", "day_of_week:sunday"] : [pair])), limit: advising.has(plan.subject ?? "") ? null : limit,
  conditions: filters.map(plainRegion).filter((pair) => !isCommon(pair)),
  };
};
