import type { QueryPlan, Range } from "../../contract";
import type { MetricDefinition, SemanticLayer, SubjectDefinition } from "../metric";
import { overlaps, previousPeriod, resolvePeriod, withinCoverage, wholeRecord, type Coverage, type Period } from "../period";
import { listWork, metricOf, subjectOf, type Work } from "../plan-work";
import { isBucket } from "../sql/time-dimensions";
import type { Need } from "./program";

/** A need with the work that meets it and the time for which there is data. */
export interface PlannedNeed {
  need: Need;
  work: Work;
  /** The plan narrowed and measured as the need says. */
  plan: QueryPlan;
  observed: Range;
}

const isBefore = (kind: Need["kind"]): boolean => kind === "before" || kind === "groups_before";

const suffixOf = ({ kind, dimension, bucket, filters = [], stats = [] }: Need): string => {
  const parts = [dimension ? `by_${dimension}` : "", bucket ? `by_${bucket}` : "", isBefore(kind) ? "before" : "", ...filters, ...stats].filter((part) => part !== "");
  return parts.join("_").replace(/[^a-z0-9_]+/gi, "_");
};

/** Ids of evidence tables: those of a framework never meet those of the answer beside it. */
const idOf = (need: Need): string => [`fw_${need.metric}`, suffixOf(need)].filter((part) => part !== "").join("_");

const planFor = (plan: QueryPlan, { filters = [], stats = [] }: Need): QueryPlan => ({ ...plan, stats: [...stats], filters: [...plan.filters, ...filters.filter((pair) => !plan.filters.includes(pair))] });

const dayMs = 86_400_000;

/**
 * The period over which a need is read. A plan about the future is answered from what has been: its own period holds nothing yet. Without a
 * named period, a program may look back further than a single figure does.
 */
export function periodOf(need: Need, metric: MetricDefinition, at: { plan: QueryPlan; now: string; zone: string; coverage: Coverage }): Period {
  const { plan, now, zone, coverage } = at;
  const isAhead = plan.time !== null && plan.time.explicit && Date.parse(plan.time.from) >= Date.parse(now);
  const isNamed = plan.time?.explicit === true && !isAhead;
  if (need.lookBackDays === undefined || isNamed) return resolvePeriod(isAhead ? { ...plan, time: null } : plan, metric, { now, zone, coverage });
  const period: Period = { from: new Date(Date.parse(now) - need.lookBackDays * dayMs).toISOString(), to: now, label: "the time before now", basis: "default" };
  return coverage === null || overlaps(period, coverage) ? period : wholeRecord(coverage, zone);
}

export const targetOf = (layer: SemanticLayer, need: Need): MetricDefinition | SubjectDefinition | undefined => (need.kind === "list" ? subjectOf(layer, need.metric) : metricOf(layer, need.metric));

function workOf(need: Need, metric: MetricDefinition, range: Range): Work | null {
  const id = idOf(need);
  if (need.kind === "total") return { kind: "total", id, metric, range };
  if (need.kind === "before") return { kind: "previous", id, metric, range };
  if (need.kind === "trend") return need.bucket === undefined || (!isBucket(need.bucket) && metric.kind !== "flow") ? null : { kind: "trend", id, metric, range, bucket: need.bucket };
  const held = metric.dimensions.some((dimension) => dimension.id === need.dimension);
  return held && need.dimension !== undefined ? { kind: "groups", id, metric, range, dimension: need.dimension, order: "desc", limit: need.limit ?? 100, entityTypes: [] } : null;
}

/** The work of one need over a metric; null when the metric has no such split, or the data does not reach back. */
export function planMetricNeed(need: Need, metric: MetricDefinition, at: { plan: QueryPlan; period: Period; coverage: Coverage; zone: string }): PlannedNeed | null {
  const { period, coverage, zone } = at;
  const plan = planFor(at.plan, need);
  const isStock = metric.kind === "stock";
  const range = isBefore(need.kind) ? previousPeriod(period, coverage) : need.kind === "trend" || isStock ? withinStock(period, isStock, { coverage, zone }) : period;
  if (range === null) return null;
  const work = workOf(need, metric, range);
  return work && { need, work, plan, observed: isBefore(need.kind) || isStock ? range : withinCoverage(period, coverage, zone) };
}

const withinStock = (period: Period, isStock: boolean, at: { coverage: Coverage; zone: string }): Range => (isStock ? period : withinCoverage(period, at.coverage, at.zone));

/** The list of a subject's records, oldest-first orders and all as the plan's metrics say. */
export function planListNeed(need: Need, subject: SubjectDefinition, at: { plan: QueryPlan; now: string }): PlannedNeed {
  const plan: QueryPlan = { ...planFor(at.plan, need), limit: need.limit ?? 100, time: null, order: "desc", metrics: need.orderBy === undefined ? [] : [need.orderBy] };
  const work = listWork({ plan, now: at.now }, subject);
  return { need, work: { ...work, id: idOf(need) }, plan, observed: { from: at.now, to: at.now } };
}
