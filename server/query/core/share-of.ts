import type { QueryPlan } from "../contract";
import type { SemanticLayer } from "./metric";
import { metricOf, typeOf } from "./plan-work";
import { readFilter } from "./sql/filters";

const valueOf = (pair: string): string => pair.slice(pair.indexOf(":") + 1);

/** What the answer can be split by so that the part stands beside the rest: the metric's cases add up, and it has the split. */
function isPart(plan: QueryPlan, pair: string, layer: SemanticLayer): boolean {
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  return metric !== undefined && metric.isAdditive && readFilter(pair).operator === "is" && metric.dimensions.some(({ id }) => id === typeOf(pair));
}

/** Words behind which the thing stands that the part belongs to, where a condition is named as well. */
const belonging = /\b(?:come|comes|came|coming|are|is|were|was) (?:from|for|by|about|on)\b|\b(?:hit|hits|concern|concerns|affect|affects|belong|belongs)\b/i;

/** Which of the named things and conditions is the part, and which tell of the whole; null where none can be. */
export function partAskedFor(plan: QueryPlan, question: string, layer: SemanticLayer): string | null {
  if (plan.metrics.length !== 1 || plan.dimensions.length > 0 || plan.compareTo !== null) return null;
  const filters = plan.filters.filter((pair) => isPart(plan, pair, layer));
  const things = plan.entities.filter((pair) => isPart(plan, pair, layer));
  const [first, second] = belonging.test(question) ? [things, filters] : [filters, things];
  const parts = first.length > 0 ? first : second;
  return parts.length === 1 ? (parts[0] ?? null) : null;
}

/** The plan of a share: all that the part is a part of, split by what tells the part from the rest. */
export function sharedOut(plan: QueryPlan): QueryPlan {
  const { shareOf, ...rest } = plan;
  if (shareOf === undefined) return plan;
  if (![...plan.entities, ...plan.filters].includes(shareOf)) return rest;
  const without = (pairs: readonly string[]): string[] => pairs.filter((pair) => pair !== shareOf);
  return { ...plan, intent: "breakdown", dimensions: [typeOf(shareOf)], entities: without(plan.entities), filters: without(plan.filters) };
}

/** The row of a split that is the part; -1 where nothing of it occurred. */
export const partRow = (shareOf: string, rows: readonly Readonly<Record<string, unknown>>[]): number => rows.findIndex(({ key }) => String(key).toLowerCase() === valueOf(shareOf).toLowerCase());
