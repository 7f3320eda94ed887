import type { CompiledTable, MetricRequest } from "./compile-metric";
import { indentSql, placeInstants, rowsOf } from "./compile-metric";
import { calendarSpine, localTime } from "./calendar";
import { compileLives, hasLives } from "./compile-lives";
import { narrowingConditions, whereClause } from "./conditions";
import { measuresOf, type Measure } from "./measures";
import { Parameters } from "./parameters";
import { buckets, cycles, isCycle, type Bucket } from "./time-dimensions";

export interface TrendRequest extends MetricRequest {
  bucket: Bucket | keyof typeof cycles;
}

/** A count that nothing contributed to is zero; an average or a rate of nothing is unknown. */
export const filled = (request: MetricRequest, { key, unit }: Measure): string =>
  key === "n" || unit === "count" || (request.metric.isAdditive && request.metric.stats.sum !== undefined) ? `coalesce(measured.${key}, 0) as ${key}` : `measured.${key}`;

/** Rows counted by bucket, joined to a complete calendar so that an empty bucket is a row. */
function compileFlow(request: TrendRequest, measures: Measure[]): { text: string; parameters: Parameters } {
  const parameters = new Parameters();
  const { bucket, metric } = request;
  const spine = isCycle(bucket) ? `select p from generate_series(${cycles[bucket].first}, ${cycles[bucket].last}) as p` : calendarSpine(request, bucket, parameters);
  const local = localTime(metric.timeSql ?? "null", parameters.text(request.zone));
  const position = isCycle(bucket) ? `extract(${cycles[bucket].part} from ${local})::int` : `date_trunc('${bucket}', ${local})`;
  const label = isCycle(bucket) ? cycles[bucket].labelSql : `to_char(p, '${buckets[bucket].format}')`;
  const measured = `select\n  ${position} as p,\n  ${measures.map(({ key, sql }) => `${sql} as ${key}`).join(",\n  ")}\n${rowsOf(request, parameters)}\ngroup by 1`;
  const values = measures.map((measure) => filled(request, measure)).join(", ");
  return { parameters, text: `with spine as (\n  ${spine}\n), measured as (\n${indentSql(measured)}\n)\nselect ${label} as ${bucket}, ${values}\nfrom spine left join measured using (p)\norder by p` };
}

/** A stock or span is taken anew for each bucket, from its first to its last instant inside the range. */
function compileSpan(request: TrendRequest, bucket: Bucket, measures: Measure[]): { text: string; parameters: Parameters } {
  const parameters = new Parameters();
  const { metric, range } = request;
  const zone = parameters.text(request.zone);
  const edges = `greatest(${localTime("p", zone)}, ${parameters.instant(range.from)}) as from_at, least(${localTime(`(p + interval '${buckets[bucket].step}')`, zone)}, ${parameters.instant(range.to)}) as to_at`;
  const spine = `select p, ${edges}\n  from (${calendarSpine(request, bucket, parameters)}) as calendar`;
  const instants = { from: "spine.from_at", to: "spine.to_at" };
  const conditions = [...metric.where, ...narrowingConditions(metric, request, parameters)].map((each) => placeInstants(each, instants));
  const select = measures.map(({ key, sql }) => `${placeInstants(sql, instants)} as ${key}`).join(",\n  ");
  const measured = `select\n  ${select}\nfrom ${placeInstants(metric.from, instants)}${whereClause(conditions)}`;
  return { parameters, text: `with spine as (\n  ${spine}\n)\nselect to_char(p, '${buckets[bucket].format}') as ${bucket}, ${measures.map(({ key }) => `measured.${key}`).join(", ")}\nfrom spine cross join lateral (\n${indentSql(measured)}\n) as measured\norder by p` };
}

/**
 * One row for each bucket of the range, in the reader's zone. Null when the metric has no such split: what is weighted by time has no
 * hour-of-day rows to count.
 */
export function compileTrend(request: TrendRequest): CompiledTable | null {
  const { bucket, metric } = request;
  if (isCycle(bucket) && metric.kind !== "flow") return null;
  if (metric.kind === "flow" && metric.timeSql === null) return null;
  const measures = measuresOf(metric, request.stats);
  const { text, parameters } = metric.kind === "flow" || isCycle(bucket) ? compileFlow(request, measures) : hasLives(request) ? compileLives(request, bucket, measures) : compileSpan(request, bucket, measures);
  const label = isCycle(bucket) ? cycles[bucket].label : buckets[bucket].label;
  return { text, values: parameters.values, columns: [{ key: bucket, label, unit: isCycle(bucket) ? "text" : "date" }, ...measures.map(({ key, label: name, unit }) => ({ key, label: name, unit }))] };
}
