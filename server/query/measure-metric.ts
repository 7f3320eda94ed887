import "server-only";
import type { QueryPlan } from "#contract/query";
import type { FillRequest, MetricDefinition, SemanticLayer } from "#core/query";
import type { Scope } from "@/server/platform/auth/actor";
import { numberAt } from "./core/compose/evidence";
import { isVisible } from "./core/gate";
import { readSpan } from "./evidence-repository";
import { runWork } from "./run-work";

export interface Measurement {
  layer: SemanticLayer;
  metric: string;
  /** Half-open, ISO. A stock is taken at its end. */
  range: { from: string; to: string };
  /** Only the rows of a service; null = all. */
  service: string | null;
  signal: AbortSignal;
  /** Whose rows are seen; everybody's unless it is narrowed. */
  scope?: Scope;
}

const timeoutMs = 10_000;
const plain: QueryPlan = {
  intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false,
  secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in",
};

const metricById = (layer: SemanticLayer, id: string): MetricDefinition | undefined => layer.metrics.find((metric) => metric.id === id);

/** Whether a person may see the metric at all. */
export const canSeeMetric = (metric: MetricDefinition, actor: FillRequest["reader"]): boolean => isVisible(metric, actor);

/**
 * The value of a metric over a range, as a question for it would be answered, seen with the rows of the scope. Null is no data: no such metric, nothing
 * recorded up to then, too few observations for the rate to mean anything, or a measurement that failed.
 */
export async function measureMetric({ layer, metric: id, range, service, signal, scope = { kind: "all" } }: Measurement): Promise<number | null> {
  const metric = metricById(layer, id);
  if (!metric || (service !== null && metric.entities.service === undefined)) return null;
  if ((await readSpan({ text: metric.coverageSql, values: [] }, { signal, timeoutMs })) === null) return null;
  const plan = { ...plain, metrics: [id], entities: service === null ? [] : [`service:${service}`] };
  const [outcome] = await runWork([{ kind: "total", id, metric, range }], { plan, zone: "UTC", scope, reads: null, signal, timeoutMs });
  if (!outcome?.table) return null;
  const count = numberAt(outcome.table, 0, "n");
  return count !== null && count < metric.minimumSample ? null : numberAt(outcome.table, 0, id);
}
