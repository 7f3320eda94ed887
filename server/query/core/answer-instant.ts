import type { QueryPlan } from "../contract";
import type { MetricDefinition, SemanticLayer } from "./metric";
import { metricOf } from "./plan-work";

/** The instant that an answer is computed as of, and what of it tells answers apart. */
export interface AnswerInstant {
  at: string;
  key: string;
}

const grainMs = 10 * 60_000;
/** Written as it happens, without a version that moves. */
const unversioned: ReadonlySet<string> = new Set(["query"]);
const clockReaders = new WeakMap<MetricDefinition, boolean>();

/** Definitions stand as long as the process: each is looked through once. */
function readsClock(metric: MetricDefinition): boolean {
  const known = clockReaders.get(metric) ?? /\bnow\(\)|\bcurrent_(?:timestamp|date|time)\b/i.test(JSON.stringify(metric));
  clockReaders.set(metric, known);
  return known;
}

const fieldOf = (filter: string): string => filter.split(/[!<>]?:/)[0] ?? filter;

/** The part of a definition that an answer to the plan uses: a condition that nobody asked for does not touch it. */
function usedPart({ filters, quantities = {}, events, ...rest }: MetricDefinition, plan: QueryPlan): unknown {
  const asked = new Set(plan.filters.map(fieldOf));
  const used = [filters, quantities, events?.quantities ?? {}].flatMap((definitions) => Object.entries(definitions).filter(([field]) => asked.has(field)));
  return { ...rest, used };
}

/** A count of what happened: it moves with its records alone, not with the clock. */
const isPlainFlow = (metric: MetricDefinition, plan: QueryPlan): boolean => metric.kind === "flow" && !unversioned.has(metric.domain) && !readsClock(metric) && !/\{(?:at|from|to)\}/.test(JSON.stringify(usedPart(metric, plan)));
const isVersioned = (metric: MetricDefinition): boolean => !unversioned.has(metric.domain) && !readsClock(metric);

function measuresOf(plan: QueryPlan, layer: SemanticLayer): MetricDefinition[] | null {
  const isOpen = plan.scope !== "in" || plan.subject !== null || plan.metrics.length === 0 || plan.frameworks.length > 0 || plan.mine;
  if (isOpen) return null;
  const found = plan.metrics.map((id) => metricOf(layer, id)).filter((metric): metric is MetricDefinition => metric !== undefined);
  return found.length === plan.metrics.length ? found : null;
}

/**
 * Quantises the clock to what the measures of a plan can tell apart. A period that is over is the same at every later instant; the default
 * period of plain counts moves in steps of ten minutes, ending after now so that no record is left out; everything else moves with `now`.
 * A reader who names the instant (`isGiven`) gets that instant. `now` is ISO.
 */
export function answerInstant(plan: QueryPlan, layer: SemanticLayer, { now, isGiven }: { now: string; isGiven: boolean }): AnswerInstant {
  const measures = measuresOf(plan, layer);
  const exact = { at: now, key: now };
  if (measures === null || !measures.every(isVersioned)) return exact;
  if (plan.time?.explicit === true) return Date.parse(plan.time.to) <= Date.parse(now) ? { at: now, key: "over" } : exact;
  if (isGiven || plan.time === null || !measures.every((metric) => isPlainFlow(metric, plan))) return exact;
  const at = new Date(Math.ceil(Date.parse(now) / grainMs) * grainMs).toISOString();
  return { at, key: at };
}
