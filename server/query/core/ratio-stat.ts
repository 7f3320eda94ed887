import type { QueryPlan } from "../contract";
import { metricOf } from "./plan-work";
import type { SemanticLayer } from "./metric";

const rateWords = /\b(rates?|ratios?|shares?|per ?cent|percentages?|proportions?|compliance|attainment|adherence|worst|best|highest|lowest)\b|%/i;
const countWords = /\b(most|fewest|least|number|count|how many)\b/i;

/** A ranking of a rate by "most" means the most cases unless the question speaks of a rate; the rate stands beside the count either way. */
export function settleRatioOrder(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  const isOpen = plan.intent === "ranking" && plan.stats.length === 0 && metric?.unit === "ratio" && metric.stats.count !== undefined;
  return isOpen && countWords.test(question) && !rateWords.test(question) ? { ...plan, stats: ["count"] } : plan;
}
