import { indentSql, placeInstants, type MetricRequest } from "./compile-metric";
import { calendarSpine, localTime } from "./calendar";
import { narrowingConditions, whereClause } from "./conditions";
import type { Measure } from "./measures";
import type { MetricDefinition } from "../metric";
import { Parameters } from "./parameters";
import { buckets, type Bucket } from "./time-dimensions";

type Compiled = { text: string; parameters: Parameters };

/** Rows of the metric each begin and end, and nothing but that depends on the instant. */
export const hasLives = (request: MetricRequest): boolean => request.metric.lives !== undefined && narrowingConditions(request.metric, request, new Parameters()).every((each) => !each.includes("{"));

function livesOf({ lives, from }: MetricDefinition) {
  const { begins = "null", ends = "null", join, where = [] } = lives ?? {};
  return { begins, ends, where, from: join === undefined ? from : `${from}\n${join}` };
}

/** The course of what lives: a count is run on from bucket to bucket, any other figure is taken over the rows alive at the end of each. */
export function compileLives(request: MetricRequest, bucket: Bucket, measures: readonly Measure[]): Compiled {
  const isCount = measures.every(({ key, unit }) => unit === "count" && (key === request.metric.id || key === "n"));
  return isCount ? compileLevels(request, bucket, measures) : compileAlive(request, bucket, measures);
}

/**
 * Each row is looked at once and put only to the ends of buckets at which it lives, found by two searches among them: most rows begin and end
 * within one bucket and are put to none. A row lives at an instant from its beginning on, and no longer at its end.
 */
function compileAlive(request: MetricRequest, bucket: Bucket, measures: readonly Measure[]): Compiled {
  const parameters = new Parameters();
  const { metric, range } = request;
  const { begins, ends, from, where } = livesOf(metric);
  const zone = parameters.text(request.zone);
  const at = { from: "edges.ats[place]", to: "edges.ats[place]" };
  const spine = `select p, row_number() over (order by p)::int as place, least(${localTime(`(p + interval '${buckets[bucket].step}')`, zone)}, ${parameters.instant(range.to)}) as at\n  from (${calendarSpine(request, bucket, parameters)}) as calendar`;
  const before = (instant: string): string => `width_bucket(${instant} - interval '1 microsecond', edges.ats)`;
  const last = `case when ${ends} is null then cardinality(edges.ats) else ${before(ends)} end`;
  const values = measures.map(({ key, sql }) => `${placeInstants(sql, at)} as ${key}`).join(",\n  ");
  const conditions = [`${begins} <= ${parameters.instant(range.to)}`, ...where, ...narrowingConditions(metric, request, parameters)];
  const measured = `select\n  place,\n  ${values}\nfrom edges cross join ${from}\ncross join lateral generate_series(${before(begins)} + 1, ${last}) as place${whereClause(conditions)}\ngroup by 1`;
  const columns = measures.map(({ key, unit }) => (key === "n" || unit === "count" ? `coalesce(measured.${key}, 0) as ${key}` : `measured.${key}`)).join(", ");
  const text = `with spine as (\n  ${spine}\n), edges as (\n  select array_agg(at order by place) as ats from spine\n), measured as (\n${indentSql(measured)}\n)
select to_char(p, '${buckets[bucket].format}') as ${bucket}, ${columns}\nfrom spine left join measured using (place)\norder by p`;
  return { text, parameters };
}

/**
 * The level at the end of each bucket, reckoned by adding up beginnings and endings: one pass over the rows, however many buckets there are. A
 * beginning or ending at the very end of a bucket belongs to it, as it does when the level is counted at that instant.
 */
function compileLevels(request: MetricRequest, bucket: Bucket, measures: readonly Measure[]): Compiled {
  const parameters = new Parameters();
  const { metric, range } = request;
  const { begins, ends, from, where } = livesOf(metric);
  const zone = parameters.text(request.zone);
  const end = parameters.instant(range.to);
  const spine = calendarSpine(request, bucket, parameters);
  const conditions = [`${begins} <= ${end}`, ...where, ...narrowingConditions(metric, request, parameters)];
  const lives = `select ${begins} as begins, case when ${ends} >= ${begins} then ${ends} when ${ends} < ${begins} then ${begins} end as ends\nfrom ${from}${whereClause(conditions)}`;
  const bucketOf = (at: string): string => `greatest((select min(p) from spine), date_trunc('${bucket}', ${localTime(`(${at} - interval '1 microsecond')`, zone)}))`;
  const moves = `select ${bucketOf("begins")} as p, count(*) as n from lives group by 1\nunion all\nselect ${bucketOf("ends")}, -count(*) from lives where ends <= ${end} group by 1`;
  const columns = measures.map(({ key }) => `levels.level::${key === "n" ? "int" : "float8"} as ${key}`).join(", ");
  const text = `with spine as (\n  ${spine}\n), lives as (\n${indentSql(lives)}\n), moves as (\n${indentSql(moves)}\n), levels as (
  select spine.p, sum(coalesce(sum(moves.n), 0)) over (order by spine.p) as level from spine left join moves using (p) group by 1\n)
select to_char(levels.p, '${buckets[bucket].format}') as ${bucket}, ${columns}\nfrom levels\norder by levels.p`;
  return { text, parameters };
}
