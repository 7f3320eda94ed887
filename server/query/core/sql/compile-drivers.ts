import type { Range, Unit } from "../../contract";
import type { MetricDefinition } from "../metric";
import { indentSql, placedMeasures, rowsOf, type CompiledTable, type MetricRequest } from "./compile-metric";
import { orderKey, resolveStats } from "./measures";
import { Parameters } from "./parameters";

export interface DriversRequest extends MetricRequest {
  /** The range that the request's own is compared with. */
  before: Range;
  dimension: string;
  dimensionLabel: string;
  /** By how much a group moved the whole, or by its own change. */
  orderBy: "contribution" | "change";
  order: "asc" | "desc";
  limit: number;
}

/** Amounts of groups add up to the whole; a count of a rate does as well. */
export const addsUp = (metric: MetricDefinition, key: string): boolean => metric.isAdditive || key === "count";
const isShare = (metric: MetricDefinition, key: string): boolean => metric.unit === "ratio" && metric.stats.count !== undefined && key !== "count";

interface Sums {
  change: string;
  contribution: string;
}

/**
 * Change and contribution of a group. The contributions of amounts are shares of the whole change and add up to 1; those of a rate are points of
 * the whole rate's change and add up to it (numerator over the whole's number, now less before). A median has none.
 */
function sumsOf(metric: MetricDefinition, key: string): Sums {
  if (addsUp(metric, key)) {
    const change = "coalesce(a.value, 0) - coalesce(b.value, 0)";
    return { change, contribution: `(${change}) / nullif(sum(${change}) over (), 0)` };
  }
  const contribution = isShare(metric, key) ? "coalesce(a.hits / nullif(sum(a.n) over (), 0), 0) - coalesce(b.hits / nullif(sum(b.n) over (), 0), 0)" : "null::float8";
  return { change: "a.value - b.value", contribution };
}

const columnsOf = (request: DriversRequest, key: string): CompiledTable["columns"] => {
  const { metric } = request;
  const unit: Unit = key === "count" ? "count" : metric.unit;
  return [
    { key: request.dimension, label: request.dimensionLabel, unit: "text" }, { key: "before", label: "Before", unit }, { key, label: metric.label, unit }, { key: "change", label: "Change", unit },
    { key: "contribution", label: addsUp(metric, key) ? "Share of the change" : "Points of the change", unit: "ratio" }, { key: "n", label: `${metric.sampleNoun} now`, unit: "count" }, { key: "n_before", label: `${metric.sampleNoun} before`, unit: "count" },
  ];
};

function orderOf({ metric, orderBy, order }: DriversRequest, key: string): string {
  const small = metric.minimumSample > 0 && key !== "count" ? [`n < ${metric.minimumSample} or n_before < ${metric.minimumSample}`] : [];
  const by = orderBy === "contribution" && (addsUp(metric, key) || isShare(metric, key)) ? ["abs(contribution) desc nulls last"] : [...small, orderBy === "contribution" ? "abs(change) desc nulls last" : `change ${order} nulls last`];
  return ["key is null", ...by, "label"].join(", ");
}

/** Each group in both ranges, what it changed by, and its part in the change of the whole. Null when the metric has no such split. */
export function compileDrivers(request: DriversRequest): CompiledTable | null {
  const { metric } = request;
  const dimension = metric.dimensions.find(({ id }) => id === request.dimension);
  if (!dimension) return null;
  const parameters = new Parameters();
  const key = orderKey(metric, request.stats);
  const stat = resolveStats(metric, request.stats)[0] ?? metric.defaultStat;
  const side = (range: Range): string => {
    const measures = placedMeasures({ ...request, range, stats: [stat] }, parameters);
    const sqlOf = (wanted: string): string => measures.find((measure) => measure.key === wanted)?.sql ?? "null::float8";
    return `select ${dimension.sql} as key, ${dimension.labelSql ?? dimension.sql} as label, ${sqlOf(key)} as value, ${sqlOf("count")} as hits, ${sqlOf("n")} as n\n${rowsOf({ ...request, range }, parameters)}\ngroup by 1, 2`;
  };
  const { change, contribution } = sumsOf(metric, key);
  const values = `coalesce(a.key, b.key) as key, coalesce(a.label, b.label) as label, b.value as before, a.value as ${key}, ${change} as change, ${contribution} as contribution, coalesce(a.n, 0)::int as n, coalesce(b.n, 0)::int as n_before`;
  const text = `with a as (\n${indentSql(side(request.range))}\n), b as (\n${indentSql(side(request.before))}\n), compared as (\n  select ${values}\n  from a full join b on coalesce(a.key, '') = coalesce(b.key, '')\n)
select key, label as ${request.dimension}, before, ${key}, change, contribution, n, n_before, count(*) over ()::int as total_rows
from compared\norder by ${orderOf(request, key)}\nlimit ${parameters.bind(request.limit)}`;
  return { text, values: parameters.values, columns: columnsOf(request, key) };
}
