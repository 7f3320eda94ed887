import type { Intent, QueryPlan, Range } from "../contract";
import { overviewIntents } from "./intent-groups";
import { wholeRecordLabel } from "./parse/period";
import { boundedBucket, bucketFor, pointsIn, previousPeriod, wholeRecord, withinCoverage, type Coverage, type Period } from "./period";
import type { MetricDefinition, MetricScope, SemanticLayer, SubjectDefinition } from "./metric";
import { isApplicable, ownThresholds, readFilter } from "./sql/filters";
import { isBucket, isCycle, type Bucket, type cycles } from "./sql/time-dimensions";

/** One computation to run. Its id names the evidence table that it fills. */
export type Work =
  | { kind: "total"; id: string; metric: MetricDefinition; range: Range }
  | { kind: "previous"; id: string; metric: MetricDefinition; range: Range }
  | { kind: "groups"; id: string; metric: MetricDefinition; range: Range; dimension: string; order: "asc" | "desc" | "natural"; limit: number; entityTypes: readonly string[] }
  | { kind: "trend"; id: string; metric: MetricDefinition; range: Range; bucket: Bucket | keyof typeof cycles }
  | { kind: "cross"; id: string; metric: MetricDefinition; range: Range; bucket: Bucket; dimension: string }
  | { kind: "drivers"; id: string; metric: MetricDefinition; range: Range; before: Range; dimension: string; orderBy: "contribution" | "change"; order: "asc" | "desc"; limit: number }
  | { kind: "history"; id: string; metric: MetricDefinition; range: Range; bucket: "day" }
  | { kind: "missing"; id: string; metric: MetricDefinition; range: Range }
  | { kind: "list"; id: string; subject: SubjectDefinition; range: Range | null; limit: number; at: string };

export interface WorkContext {
  plan: QueryPlan;
  layer: SemanticLayer;
  period: Period;
  /** First and last instant of the metric's own rows. */
  coverage: Coverage;
  /** The span of its domain's records. */
  record: Coverage;
  zone: string;
  scope: MetricScope;
}

const groupLimit = 100;
const driverDimensions = ["team", "service", "monitor", "category", "priority", "customer"];

export const metricOf = (layer: SemanticLayer, id: string): MetricDefinition | undefined => layer.metrics.find((metric) => metric.id === id);
export const subjectOf = (layer: SemanticLayer, id: string | null): SubjectDefinition | undefined => (id === null ? undefined : layer.subjects.find((subject) => subject.id === id));

const comparing: ReadonlySet<Intent> = new Set(["comparison", "root_cause", "trend", ...overviewIntents]);

/** The type or the field of a `type:id` or `field:value`. */
export const typeOf = (pair: string): string => pair.slice(0, pair.indexOf(":"));

/** An entity type named at least twice is what is being compared. */
function comparedTypes(plan: QueryPlan): string[] {
  const types = plan.entities.map(typeOf);
  return [...new Set(types.filter((type, index) => types.indexOf(type) !== index))];
}

/** So is a field of which a comparison names at least two values ("P1 against P2"). */
function comparedFields({ intent, filters }: QueryPlan): string[] {
  if (intent !== "comparison" && intent !== "metric_lookup") return [];
  const fields = filters.map(readFilter).filter(({ operator }) => operator === "is").map(({ field }) => field);
  return [...new Set(fields.filter((field, index) => fields.indexOf(field) !== index))];
}

function groupDimensions(plan: QueryPlan, metric: MetricDefinition): string[] {
  const held = (id: string): boolean => metric.dimensions.some((dimension) => dimension.id === id);
  const asked = [...plan.dimensions.filter((id) => !isBucket(id) && !isCycle(id)), ...comparedTypes(plan), ...comparedFields(plan)];
  const usable = [...new Set(asked.filter(held))];
  if (usable.length > 0) return usable.slice(0, 3);
  if (asked.length > 0) return [];
  // Times are ranked among themselves, where the metric can be split by them.
  if (plan.intent === "ranking" && plan.dimensions.length > 0 && metric.kind === "flow" && metric.timeSql !== null) return [];
  const isWanted = plan.intent === "ranking" || ownThresholds(metric, plan.filters).length > 0 || (plan.intent === "breakdown" && !plan.dimensions.some((id) => isBucket(id) || isCycle(id)));
  const supporting = metric.isAdditive && plan.dimensions.length === 0;
  // What only this figure is told by comes before what any figure is told by.
  const own = metric.defaultDimension !== null && !driverDimensions.includes(metric.defaultDimension) ? [metric.defaultDimension] : [];
  if (plan.intent === "prioritisation") return [...own, ...driverDimensions].filter((id) => held(id) && !plan.entities.some((pair) => typeOf(pair) === id)).slice(0, 1);
  if (metric.defaultDimension === null || !(isWanted || supporting)) return [];
  return plan.entities.some((pair) => typeOf(pair) === metric.defaultDimension) ? [] : [metric.defaultDimension];
}

function groupWork(context: WorkContext, metric: MetricDefinition): Work[] {
  const { plan, period } = context;
  return groupDimensions(plan, metric).map((dimension): Work => {
    const isOrdinal = metric.dimensions.find(({ id }) => id === dimension)?.isOrdinal ?? false;
    const [threshold] = ownThresholds(metric, plan.filters);
    const worstFirst = metric.goodDirection === "up" && !metric.isAdditive ? "asc" : plan.order;
    const order = threshold ? (threshold.operator === "below" ? "asc" : "desc") : plan.intent === "ranking" || plan.intent === "prioritisation" ? plan.order : isOrdinal ? "natural" : worstFirst;
    const limit = plan.limit ?? (plan.intent === "ranking" ? 10 : groupLimit);
    return { kind: "groups", id: `${metric.id}_by_${dimension}`, metric, range: period, dimension, order, limit, entityTypes: [...new Set(plan.entities.map(typeOf))] };
  });
}

function trendWork(context: WorkContext, metric: MetricDefinition): Work[] {
  const { plan, period, coverage, zone } = context;
  const range = withinCoverage(period, coverage, zone);
  const asked = plan.dimensions.filter((id): id is Bucket | keyof typeof cycles => isBucket(id) || isCycle(id));
  if (metric.kind === "stock" && !metric.where.some((each) => each.includes("{at}"))) return [];
  if (asked.length > 0) return asked.slice(0, 2).map((bucket): Work => trendOf(metric, range, isBucket(bucket) ? boundedBucket(bucket, range) : bucket));
  const isSupporting = plan.intent === "metric_lookup" && plan.dimensions.length === 0 && metric.kind === "flow" && pointsIn(range, bucketFor(range)) >= 5;
  return plan.intent === "trend" || isSupporting ? [trendOf(metric, range, bucketFor(range))] : [];
}

const trendOf = (metric: MetricDefinition, range: Range, bucket: Bucket | keyof typeof cycles): Work => ({ kind: "trend", id: `${metric.id}_by_${bucket}`, metric: isCycle(bucket) ? eventForm(metric) : metric, range, bucket });

/** The metric over its single events, where it has them. */
const eventForm = (metric: MetricDefinition): MetricDefinition => (metric.events ? { ...metric, ...metric.events, kind: "flow" } : metric);

/** A filter that only single events can carry ("outages longer than an hour", "at night") has the metric counted over them. */
function formFor(metric: MetricDefinition, { filters }: QueryPlan): MetricDefinition {
  const events = eventForm(metric);
  return filters.some((pair) => !isApplicable(metric, pair) && isApplicable(events, pair)) ? events : metric;
}

/** Asked for by a group and by a time: the course of each group, beside the two splits. */
function crossWork(trends: readonly Work[], groups: readonly Work[]): Work[] {
  const trend = trends.find((work) => work.kind === "trend");
  const group = groups.find((work) => work.kind === "groups");
  if (trend?.kind !== "trend" || group?.kind !== "groups" || !isBucket(trend.bucket) || trend.metric.kind !== "flow") return [];
  return [{ kind: "cross", id: `${trend.metric.id}_by_${trend.bucket}_and_${group.dimension}`, metric: trend.metric, range: trend.range, bucket: trend.bucket, dimension: group.dimension }];
}

function comparisonRange({ plan, period, coverage }: WorkContext, metric: MetricDefinition): Range | null {
  if (plan.compareTo) return plan.compareTo;
  if (period.basis === "whole_record") return null;
  if (metric.kind !== "stock") return previousPeriod(period, coverage);
  const isMovable = metric.where.some((each) => each.includes("{at}")) && (comparing.has(plan.intent) || plan.orderBy === "change");
  return isMovable && coverage !== null && Date.parse(coverage.from) <= Date.parse(period.from) ? { from: coverage.from, to: period.from } : null;
}

/** Rows that have no time of the metric's own are looked for over all records when the period is all of them. */
function missingRange({ period, record, zone }: WorkContext): Range {
  const isWhole = period.basis === "whole_record" || period.label === wholeRecordLabel;
  return isWhole && record ? wholeRecord(record, zone) : period;
}

function driversOf(context: WorkContext, metric: MetricDefinition): string[] {
  const { plan } = context;
  const named = new Set(plan.entities.map(typeOf));
  const usable = [...(plan.dimensions.length > 0 ? plan.dimensions : []), ...(metric.defaultDimension === null || overviewIntents.has(plan.intent) ? [] : [metric.defaultDimension]), ...driverDimensions].filter((id) => metric.dimensions.some((dimension) => dimension.id === id) && !named.has(id));
  const count = plan.intent === "root_cause" ? 3 : plan.orderBy === "change" || overviewIntents.has(plan.intent) || (plan.intent === "comparison" && plan.compareTo !== null) ? 1 : 0;
  return [...new Set(usable)].slice(0, count);
}

/** Who moved the figure from the range compared with to the period. */
function driversWork(context: WorkContext, metric: MetricDefinition, before: Range | null): Work[] {
  const { plan, period } = context;
  if (before === null) return [];
  const isRanked = plan.orderBy === "change";
  return driversOf(context, metric).map((dimension): Work => ({
    kind: "drivers", id: `${metric.id}_change_by_${dimension}`, metric, range: period, before, dimension, orderBy: isRanked ? "change" : "contribution", order: plan.order, limit: isRanked ? (plan.limit ?? 10) : 8,
  }));
}

/** A forecast needs the days before it, and nothing else. */
function historyWork({ period }: WorkContext, metric: MetricDefinition): Work[] {
  const isTaken = metric.kind === "flow" || metric.where.some((each) => each.includes("{at}")) || metric.kind === "span";
  return isTaken ? [{ kind: "history", id: `${metric.id}_history`, metric, range: period, bucket: "day" }] : [];
}

/** Everything to compute for one metric of the plan: its value, the splits asked for, and what a careful reader would ask next. */
export function metricWork(context: WorkContext, asked: MetricDefinition): Work[] {
  const metric = formFor(asked, context.plan);
  if (context.plan.intent === "forecast") return historyWork(context, metric);
  const previous = comparisonRange(context, metric);
  const [groups, trends] = [groupWork(context, metric), trendWork(context, metric)];
  const isCrossAsked = context.plan.dimensions.some(isBucket) && context.plan.dimensions.some((id) => !isBucket(id) && !isCycle(id));
  return [
    { kind: "total", id: metric.id, metric, range: context.period },
    ...groups,
    ...trends,
    ...(isCrossAsked ? crossWork(trends, groups) : []),
    ...(previous ? [{ kind: "previous", id: `${metric.id}_before`, metric, range: previous } satisfies Work] : []),
    ...driversWork(context, metric, previous),
    ...(metric.missing ? [{ kind: "missing", id: `${metric.id}_missing`, metric, range: missingRange(context) } satisfies Work] : []),
  ];
}

const halfDayMs = 43_200_000;

/** The instant that a question about "Saturday" or "last night" means: now where it lies within, else the middle of what is named, at most twelve hours in. */
function instantOf({ time }: QueryPlan, now: string): string {
  if (!time?.explicit || (time.from <= now && now < time.to)) return now;
  return new Date(Date.parse(time.from) + Math.min(halfDayMs, (Date.parse(time.to) - Date.parse(time.from)) / 2)).toISOString();
}

/** The list of records that the plan asks for. Only a period that was asked for narrows it: a list has no default period. */
export function listWork({ plan, now }: { plan: QueryPlan; now: string }, subject: SubjectDefinition): Work {
  const range = plan.time?.explicit && !subject.ofInstant ? { from: plan.time.from, to: plan.time.to } : null;
  const limit = plan.limit ?? (plan.intent === "doc_lookup" ? 5 : 25);
  return { kind: "list", id: `${subject.id}_list`, subject, range, limit: Math.min(limit, 200), at: subject.ofInstant ? instantOf(plan, now) : now };
}
