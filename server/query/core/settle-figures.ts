import type { QueryPlan } from "../contract";
import { overviewIntents } from "./intent-groups";
import { metricOf } from "./plan-work";
import type { SemanticLayer } from "./metric";

const known = (layer: SemanticLayer, ids: readonly string[]): string[] => ids.filter((id) => metricOf(layer, id) !== undefined);

/** What was promised to customers: objectives that are met and deadlines that are kept. The portal's promises of itself are records of their own. */
function settlePromises(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:keep|kept|keeping|break|broke|broken|breaking|meet|met|meeting|honou?r\w*|deliver\w*)\b.*\b(?:promises?|commitments?)\b|\b(?:promises?|commitments?)\b.*\b(?:kept|broken?|met|honou?red)\b/i.test(question);
  const figures = known(layer, ["slo_attainment", "sla_breach_rate"]);
  if (!isAsked || plan.metrics.length > 0 || plan.subject !== null || figures.length === 0) return plan;
  return { ...plan, intent: plan.intent === "list_lookup" ? "status_summary" : plan.intent, metrics: figures };
}

/** Whether deployments are behind incidents is told by how many of them failed, not by how many there were. */
function settleFailedChanges(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:deploy\w*|releases?|changes?|rollouts?)\b.*\b(?:caus\w+|behind|to blame|lead\w* to|break\w*|trigger\w*)\b.*\b(?:incidents?|outages?|failures?|problems?)\b|\b(?:incidents?|outages?)\b.*\b(?:caused by|due to|because of|from)\b.*\b(?:deploy\w*|releases?|changes?|rollouts?)\b/i.test(question);
  const isCounted = plan.metrics.length > 0 && plan.metrics.every((id) => id === "deployment_frequency" || id === "change_count");
  return isAsked && isCounted && metricOf(layer, "change_failure_rate") ? { ...plan, metrics: ["change_failure_rate"] } : plan;
}

const things: Readonly<Record<string, string>> = { customer: "customer", client: "customer", account: "customer", service: "service", team: "team", group: "team" };

/** "Which customers are we letting down?" names no figure: those that its kind of question rests on are told for each of the things. */
function settleThings(plan: QueryPlan, question: string): QueryPlan {
  const thing = /^\W*(?:(?:so|and|ok|please)\W+)?(?:tell me |show me )?(?:which|what) (customer|client|account|service|team|group)s?\b/i.exec(question)?.[1]?.toLowerCase() ?? "";
  const dimension = things[thing];
  const isOpen = overviewIntents.has(plan.intent) && plan.metrics.length === 0 && plan.dimensions.length === 0 && plan.subject === null;
  return dimension !== undefined && isOpen ? { ...plan, dimensions: [dimension] } : plan;
}

/** Figures and splits that only the question's words can settle. */
export const settleFigures = (plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan =>
  plan.scope === "in" ? settleThings(settleFailedChanges(settlePromises(plan, question, layer), question, layer), question) : plan;
