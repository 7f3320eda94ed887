import type { Cell, QueryPlan } from "../contract";
import type { MetricScope } from "./metric";
import type { Work } from "./plan-work";
import { compileGroups, compileMissing, compileTotal, type CompiledTable } from "./sql/compile-metric";
import { compileCross } from "./sql/compile-cross";
import { compileDrivers } from "./sql/compile-drivers";
import { compileList } from "./sql/compile-list";
import { readFilter } from "./sql/filters";
import { compileTrend } from "./sql/compile-trend";
import { dimensionLabel, inSentence } from "./vocabulary";

export interface WorkRequest {
  plan: QueryPlan;
  zone: string;
  scope: MetricScope;
  reader?: { roles?: readonly string[] };
}

/** SQL of one computation, with everything that came from the question bound as a value; null when the metric has no such split. */
export function compileWork(work: Work, { plan, zone, scope, reader }: WorkRequest): CompiledTable | null {
  const narrowing = { entities: plan.entities, filters: plan.filters, scope, zone };
  if (work.kind === "list") return compileList({ ...narrowing, subject: work.subject, range: work.range, metrics: plan.metrics, order: plan.order, limit: work.limit, at: work.at, words: plan.words ?? [], roles: reader?.roles ?? [] });
  const request = { ...narrowing, metric: work.metric, stats: plan.stats, range: { from: work.range.from, to: work.range.to }, zone };
  if (work.kind === "total" || work.kind === "previous") return compileTotal(request);
  if (work.kind === "groups") return compileGroups({ ...request, dimension: work.dimension, dimensionLabel: dimensionLabel(work.dimension), order: work.order, limit: work.limit });
  if (work.kind === "trend" || work.kind === "history") return compileTrend({ ...request, bucket: work.bucket });
  if (work.kind === "drivers") return compileDrivers({ ...request, before: work.before, dimension: work.dimension, dimensionLabel: dimensionLabel(work.dimension), orderBy: work.orderBy, order: work.order, limit: work.limit });
  if (work.kind === "cross") return compileCross({ ...request, bucket: work.bucket, dimension: work.dimension, dimensionLabel: dimensionLabel(work.dimension), groups: 6 });
  const missing = compileMissing(request);
  return missing && { ...missing, columns: [{ key: "missing", label: "Left out", unit: "count" }] };
}

/** Title of the evidence table that the computation fills. */
export function titleOf(work: Work): string {
  if (work.kind === "list") return work.subject.label;
  if (work.kind === "groups") return `${work.metric.label} by ${dimensionLabel(work.dimension).toLowerCase()}`;
  if (work.kind === "trend") return `${work.metric.label} per ${dimensionLabel(work.bucket).toLowerCase()}`;
  if (work.kind === "cross") return `${work.metric.label} per ${dimensionLabel(work.bucket).toLowerCase()} and ${dimensionLabel(work.dimension).toLowerCase()}`;
  if (work.kind === "drivers") return `Change of ${inSentence(work.metric.label)} by ${dimensionLabel(work.dimension).toLowerCase()}`;
  if (work.kind === "history") return `${work.metric.label} per day, the history`;
  if (work.kind === "previous") return `${work.metric.label}, the period compared with`;
  return work.kind === "missing" ? `Left out of ${inSentence(work.metric.label)}` : work.metric.label;
}

/** The list page's parameter for a filter; null when the page cannot carry it. */
function parameterOf(pair: string, words: Readonly<Record<string, string>>): [string, string] | null {
  const { field, operator, value } = readFilter(pair);
  if (operator !== "is" || field === "day_of_week" || field === "time_of_day") return null;
  const [name = "", said = ""] = (words[`${field}:${value}`] ?? words[`*:${value}`]?.replace("*", field) ?? `${field}:${value}`).split(/:(.*)/s);
  return name === "" ? null : [name, said];
}

/** The list page behind a computation, narrowed as it is; null when the page cannot be narrowed so. */
export function hrefOf(work: Work, plan: QueryPlan): string | null {
  const target = work.kind === "list" ? work.subject : work.metric;
  if (target.listPath === null) return null;
  const narrowing = [...plan.entities, ...plan.filters].map((pair) => parameterOf(pair, target.listWords ?? {}));
  const names = narrowing.map((parameter) => parameter?.[0]);
  const isCarried = narrowing.every((parameter) => parameter !== null) && (target.listTakesSeveral === true || new Set(names).size === names.length);
  if (!isCarried) return null;
  const query = new URLSearchParams([...Object.entries(target.listQuery ?? {}), ...narrowing.filter((parameter) => parameter !== null)]);
  if (work.range && (work.kind === "list" || work.metric.kind !== "stock")) for (const [key, value] of Object.entries({ from: work.range.from, to: work.range.to })) query.set(key, value);
  return query.size === 0 ? target.listPath : `${target.listPath}?${query.toString()}`;
}

/** Rows as a query returned them, before they become evidence. */
export type Row = Record<string, Cell>;
