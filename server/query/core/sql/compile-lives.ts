import { indentSql, type MetricRequest } from "./compile-metric";
import { calendarSpine, localTime } from "./calendar";
import { narrowingConditions, whereClause } from "./conditions";
import type { Measure } from "./measures";
import { Parameters } from "./parameters";
import { buckets, type Bucket } from "./time-dimensions";

/** A count of rows that each begin and end can be run on from bucket to bucket, unless a condition looks at the instant itself. */
export function hasLives(request: MetricRequest, measures: readonly Measure[]): boolean {
  const { metric } = request;
  const isCount = measures.every(({ key, unit }) => unit === "count" && (key === metric.id || key === "n"));
  return metric.lives !== undefined && isCount && narrowingConditions(metric, request, new Parameters()).every((each) => !each.includes("{"));
}

/**
 * The level at the end of each bucket, reckoned by adding up beginnings and endings: one pass over the rows, however many buckets there are. A
 * beginning or ending at the very end of a bucket belongs to it, as it does when the level is counted at that instant.
 */
export function compileLives(request: MetricRequest, bucket: Bucket, measures: readonly Measure[]): { text: string; parameters: Parameters } {
  const parameters = new Parameters();
  const { metric, range } = request;
  const { begins, ends } = metric.lives ?? { begins: "null", ends: "null" };
  const zone = parameters.text(request.zone);
  const end = parameters.instant(range.to);
  const spine = calendarSpine(request, bucket, parameters);
  const conditions = [`${begins} <= ${end}`, ...narrowingConditions(metric, request, parameters)];
  const lives = `select ${begins} as begins, case when ${ends} >= ${begins} then ${ends} when ${ends} < ${begins} then ${begins} end as ends\nfrom ${metric.from}${whereClause(conditions)}`;
  const bucketOf = (at: string): string => `greatest((select min(p) from spine), date_trunc('${bucket}', ${localTime(`(${at} - interval '1 microsecond')`, zone)}))`;
  const moves = `select ${bucketOf("begins")} as p, count(*) as n from lives group by 1\nunion all\nselect ${bucketOf("ends")}, -count(*) from lives where ends <= ${end} group by 1`;
  const columns = measures.map(({ key }) => `levels.level::${key === "n" ? "int" : "float8"} as ${key}`).join(", ");
  const text = `with spine as (\n  ${spine}\n), lives as (\n${indentSql(lives)}\n), moves as (\n${indentSql(moves)}\n), levels as (
  select spine.p, sum(coalesce(sum(moves.n), 0)) over (order by spine.p) as level from spine left join moves using (p) group by 1\n)
select to_char(levels.p, '${buckets[bucket].format}') as ${bucket}, ${columns}\nfrom levels\norder by levels.p`;
  return { text, parameters };
}
