import type { Range, Stat } from "../../contract";
import type { CompiledSql, MetricDefinition, MetricScope } from "../metric";
import { narrowingConditions, periodConditions, whereClause, type Narrowing } from "./conditions";
import { ownThresholds } from "./filters";
import { boundInstants, measuresOf, orderKey, placeInstants, type Column, type Measure } from "./measures";
import { Parameters } from "./parameters";

export interface MetricRequest extends Narrowing {
  metric: MetricDefinition;
  stats: readonly Stat[];
  /** A stock is taken at the end of the range. */
  range: Range;
  zone: string;
}

export interface CompiledTable extends CompiledSql {
  columns: Column[];
}

const selection = (measures: readonly Measure[]): string => measures.map(({ key, sql }) => `${sql} as ${key}`).join(",\n  ");

/** Everything after the select list, for the metric's rows in the range. Instants are bound where they first appear in the text. */
export function rowsOf(request: MetricRequest, parameters: Parameters, extra: readonly string[] = []): string {
  const { metric, range } = request;
  const instants = boundInstants(range, parameters);
  const from = metric.kind === "flow" ? metric.from : placeLazily(metric.from, instants);
  const period = metric.kind === "flow" && metric.timeSql !== null ? periodConditions(metric.timeSql, range, parameters) : [];
  const conditions = [...metric.where, ...narrowingConditions(metric, request, parameters)].map((each) => placeLazily(each, instants));
  return `from ${from}${whereClause([...period, ...conditions, ...extra])}`;
}

/** Binds an instant only when the fragment mentions it: PostgreSQL refuses values that no placeholder uses. */
function placeLazily(fragment: string, instants: { from: string; to: string }): string {
  return fragment.replace(/\{(from|to|at)\}/g, (_, name: string) => (name === "from" ? instants.from : instants.to));
}

export const placedMeasures = (request: MetricRequest, parameters: Parameters): Measure[] => {
  const instants = boundInstants(request.range, parameters);
  return measuresOf(request.metric, request.stats).map((measure) => ({ ...measure, sql: placeLazily(measure.sql, instants) }));
};

const columnsOf = (measures: readonly Measure[]): Column[] => measures.map(({ key, label, unit }) => ({ key, label, unit }));

/** One row: the value, for a ratio its numerator, and n. */
export function compileTotal(request: MetricRequest): CompiledTable {
  const parameters = new Parameters();
  const measures = placedMeasures(request, parameters);
  return { text: `select\n  ${selection(measures)}\n${rowsOf(request, parameters)}`, values: parameters.values, columns: columnsOf(measures) };
}

export interface GroupRequest extends MetricRequest {
  dimension: string;
  dimensionLabel: string;
  order: "asc" | "desc" | "natural";
  limit: number;
}

/** Groups whose rate rests on too few observations come after the others; the group without a value comes last. */
function groupOrder(request: GroupRequest): string {
  const { metric, order, stats } = request;
  if (order === "natural") return "key is null, key";
  const key = orderKey(metric, stats);
  const small = metric.minimumSample > 0 && key !== "count" ? [`n < ${metric.minimumSample}`] : [];
  return ["key is null", ...small, `${key} ${order} nulls last`, ...(key === "n" ? [] : ["n desc"]), "label"].join(", ");
}

const shareOf = (metric: MetricDefinition, key: string): string[] => (metric.isAdditive ? [`${key} / nullif(sum(${key}) over (), 0) as share`] : []);

/**
 * One row for each value of the dimension: key, label, values, n, the share of the whole where shares add up, and how many groups
 * there are before the limit.
 */
export function compileGroups(request: GroupRequest): CompiledTable {
  const { metric } = request;
  const dimension = metric.dimensions.find(({ id }) => id === request.dimension);
  if (!dimension) throw new Error(`${metric.id} has no dimension ${request.dimension}.`);
  const parameters = new Parameters();
  const measures = placedMeasures(request, parameters);
  const grouped = `select\n  ${dimension.sql} as key,\n  ${dimension.labelSql ?? dimension.sql} as label,\n  ${selection(measures)}\n${rowsOf(request, parameters)}\ngroup by 1, 2`;
  const columns = columnsOf(measures);
  const outer = ["key", `label as ${request.dimension}`, ...columns.map(({ key }) => key), ...shareOf(metric, orderKey(metric, request.stats)), "count(*) over ()::int as total_rows", "sum(n) over ()::int as total_n", "coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n"];
  const thresholds = ownThresholds(metric, request.filters).map(({ operator, amount }) => `${orderKey(metric, request.stats)} ${operator === "above" ? ">" : "<"} ${parameters.amount(amount)}::float8`);
  const kept = whereClause(thresholds);
  const text = `with grouped as (\n${indent(grouped)}\n)\nselect ${outer.join(", ")}\nfrom grouped${kept}\norder by ${groupOrder(request)}\nlimit ${parameters.bind(request.limit)}`;
  const share: Column[] = metric.isAdditive ? [{ key: "share", label: "Share", unit: "ratio" }] : [];
  return { text, values: parameters.values, columns: [{ key: request.dimension, label: request.dimensionLabel, unit: "text" }, ...columns, ...share] };
}

/** How many rows the metric must leave out, and out of how many it looked at. */
export function compileMissing(request: MetricRequest): CompiledSql | null {
  const { metric, range } = request;
  if (!metric.missing) return null;
  const parameters = new Parameters();
  const narrowing = narrowingConditions(metric, request, parameters).map((each) => placeLazily(each, boundInstants(range, parameters)));
  const conditions = [...periodConditions(metric.missing.timeSql, range, parameters), metric.missing.condition, ...narrowing];
  return { text: `select ${metric.missing.countSql ?? "count(*)"}::int as missing\nfrom ${metric.missing.from ?? metric.from}${whereClause(conditions)}`, values: parameters.values };
}

/** First and last instant at which a flow has rows, unnarrowed but within the reader's scope. */
export function compileExtent(metric: MetricDefinition, scope: MetricScope): CompiledSql | null {
  if (metric.kind !== "flow" || metric.timeSql === null) return null;
  const parameters = new Parameters();
  const conditions = [...(metric.extentFrom === undefined ? metric.where : []), ...narrowingConditions(metric, { entities: [], filters: [], scope }, parameters)];
  return { text: `select min(${metric.timeSql}) as from_at, max(${metric.timeSql}) as to_at\nfrom ${metric.extentFrom ?? metric.from}${whereClause(conditions)}`, values: parameters.values };
}

const indent = (text: string): string => text.replace(/^/gm, "  ");

export { indent as indentSql, placeInstants };
