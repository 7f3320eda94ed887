import type { CompiledTable, MetricRequest } from "./compile-metric";
import { indentSql, rowsOf } from "./compile-metric";
import { calendarSpine, localTime } from "./calendar";
import { filled } from "./compile-trend";
import { measuresOf } from "./measures";
import { Parameters } from "./parameters";
import { buckets, type Bucket } from "./time-dimensions";

export interface CrossRequest extends MetricRequest {
  bucket: Bucket;
  dimension: string;
  dimensionLabel: string;
  /** The groups with most observations that are followed. */
  groups: number;
}

/** The course over time of the largest groups, one row for each bucket and group. Null for what is not a flow. */
export function compileCross(request: CrossRequest): CompiledTable | null {
  const { metric, bucket } = request;
  const dimension = metric.dimensions.find(({ id }) => id === request.dimension);
  if (metric.kind !== "flow" || metric.timeSql === null || !dimension) return null;
  const parameters = new Parameters();
  const measures = measuresOf(metric, request.stats);
  const spine = calendarSpine(request, bucket, parameters);
  const position = `date_trunc('${bucket}', ${localTime(metric.timeSql, parameters.text(request.zone))})`;
  const measured = `select\n  ${position} as p,\n  ${dimension.sql} as key,\n  ${dimension.labelSql ?? dimension.sql} as label,\n  ${measures.map(({ key, sql }) => `${sql} as ${key}`).join(",\n  ")}\n${rowsOf(request, parameters)}\ngroup by 1, 2, 3`;
  const largest = `select key, label, sum(n) as weight from measured group by 1, 2 order by 3 desc limit ${parameters.bind(request.groups)}`;
  const values = measures.map((measure) => filled(request, measure)).join(", ");
  const text = `with spine as (\n  ${spine}\n), measured as (\n${indentSql(measured)}\n), largest as (\n  ${largest}\n)
select to_char(spine.p, '${buckets[bucket].format}') as ${bucket}, largest.key, largest.label as ${request.dimension}, ${values}
from spine cross join largest left join measured on measured.p = spine.p and measured.key is not distinct from largest.key
order by spine.p, largest.weight desc, largest.label`;
  const columns = [{ key: bucket, label: buckets[bucket].label, unit: "date" as const }, { key: request.dimension, label: request.dimensionLabel, unit: "text" as const }, ...measures.map(({ key, label, unit }) => ({ key, label, unit }))];
  return { text, values: parameters.values, columns };
}
