import type { EvidenceTable, QueryPlan } from "../../contract";
import type { MetricDefinition, SemanticLayer } from "../metric";
import type { Coverage, Period } from "../period";
import type { Work } from "../plan-work";
import { measureKey, orderKey, resolveStats } from "../sql/measures";
import type { Evidence } from "./evidence";

/** A computation that came back, with the evidence it gave. */
export interface Result {
  work: Work;
  table: EvidenceTable;
}

/** Everything that words are made from. */
export interface Composition {
  plan: QueryPlan;
  layer: SemanticLayer;
  results: readonly Result[];
  evidence: Evidence;
  period: Period;
  coverage: Coverage;
  zone: string;
  now: string;
}

type ResultOf<K extends Work["kind"]> = { work: Extract<Work, { kind: K }>; table: EvidenceTable };

/** Results of one kind, in the order in which they were planned. */
export function resultsOf<K extends Work["kind"]>(results: readonly Result[], kind: K): ResultOf<K>[] {
  return results.filter((result): result is ResultOf<K> => result.work.kind === kind);
}

/** The column that a sentence about the metric speaks of. */
export const valueKey = (metric: MetricDefinition, plan: QueryPlan): string => orderKey(metric, plan.stats);

/** Columns of the other statistics asked for, with the statistic. */
export const otherKeys = (metric: MetricDefinition, plan: QueryPlan): { key: string; stat: string }[] =>
  metric.unit === "ratio" ? [] : resolveStats(metric, plan.stats).slice(1).map((stat) => ({ key: measureKey(metric, stat), stat }));
