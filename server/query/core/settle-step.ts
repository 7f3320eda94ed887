import type { QueryPlan } from "../contract";
import type { SemanticLayer } from "./metric";
import { metricOf } from "./plan-work";

/** Settles one thing that only the question's words or the layer tell; a plan that it does not concern comes back as it was. */
export type SettleStep = (plan: QueryPlan, question: string, layer: SemanticLayer) => QueryPlan;

/** Those of the metrics that the layer holds. */
export const heldMetrics = (layer: SemanticLayer, ids: readonly string[]): string[] => ids.filter((id) => metricOf(layer, id) !== undefined);

/** Whether the plan names metrics, and none but these. */
export const measuresOnly = (plan: QueryPlan, ...ids: readonly string[]): boolean => plan.metrics.length > 0 && plan.metrics.every((id) => ids.includes(id));
