import type { QueryPlan } from "../contract";
import type { SemanticLayer } from "./metric";
import { wholeRecordLabel } from "./parse/period";
import { metricOf } from "./plan-work";

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();
const instant = (text: string): string => new Date(text).toISOString();
const range = (given: { from: string; to: string } | null) => (given === null ? null : { from: instant(given.from), to: instant(given.to) });

/** A period that was named counts by its bounds; one that was not is what the default makes of the instant. */
function canonicalTime(time: QueryPlan["time"]) {
  if (time === null) return "none";
  return time.explicit ? { ...range(time), zone: time.zone, isWholeRecord: time.label === wholeRecordLabel } : "default";
}

/** A statistic that is the measure's own anyway need not be named. */
const canonicalStats = ({ stats, metrics }: QueryPlan, layer: SemanticLayer): QueryPlan["stats"] =>
  stats.length === 1 && metrics.length > 0 && metrics.every((id) => metricOf(layer, id)?.defaultStat === stats[0]) ? [] : stats;

/**
 * The plan in the one form that all its spellings share: what names a set is sorted, and a period's words give way to its bounds. Two plans
 * of the same form ask for the same figures; everything else of a plan, the lens included, tells answers apart.
 */
export const canonicalPlan = (plan: QueryPlan, layer: SemanticLayer): Readonly<Record<string, unknown>> => ({
  ...plan, stats: canonicalStats(plan, layer), time: canonicalTime(plan.time), compareTo: range(plan.compareTo), entities: sorted(plan.entities), filters: sorted(plan.filters),
});
