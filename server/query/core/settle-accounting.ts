import type { QueryPlan } from "../contract";
import { metricOf } from "./plan-work";
import type { SemanticLayer } from "./metric";

const raw = /\b(?:raw|unadjusted)\b|\b(?:without|before|ignoring|disregarding)\b(?: \w+){0,2} (?:exclusions?|adjustments?|excluded)\b|\bexclusions? (?:left )?in\b|\bwith(?: \w+)? nothing excluded\b|\b(?:including|counting)\b(?: \w+){0,2} (?:exclusions?|maintenance|planned (?:work|downtime))\b/i;
const adjusted = /\b(?:adjusted|with exclusions|after exclusions|exclusions (?:taken )?out)\b/i;

/** Budgets are told with exclusions taken out unless the question asks for them as measured; "raw and adjusted" asks for both. */
export function settleAccounting(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  if (!raw.test(question)) return plan;
  const rawOf = (id: string): string | null => (metricOf(layer, `${id}_raw`) ? `${id}_raw` : null);
  const metrics = plan.metrics.flatMap((id) => {
    const own = rawOf(id.replace(/_raw$/, ""));
    if (own === null) return [id];
    return adjusted.test(question) ? [id.replace(/_raw$/, ""), own] : [own];
  });
  return { ...plan, metrics: [...new Set(metrics)] };
}
