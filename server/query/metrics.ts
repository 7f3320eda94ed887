import "server-only";
import type { MetricDefinition } from "#core/query";

const percentile = (p: number): string => `percentile_cont(${p}) within group (order by q.total_ms)`;
const base = {
  domain: "query" as const,
  permission: "query.ask",
  kind: "flow" as const,
  from: "query_run q",
  where: [] as readonly string[],
  timeSql: "q.created_at",
  sampleSql: "count(*)",
  sampleNoun: "questions",
  minimumSample: 0,
  isZeroMeasured: false,
  dimensions: [{ id: "outcome", sql: "q.outcome" }, { id: "intent", sql: "q.plan ->> 'intent'" }],
  defaultDimension: "outcome",
  filters: {},
  entities: {},
  customerSql: null,
  teamSql: null,
  coverageSql: "select min(q.created_at) as from_at, max(q.created_at) as to_at from query_run q",
  listPath: null,
};

export const queryMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "query_latency_p95", label: "Time to answer", unit: "ms", isAdditive: false, goodDirection: "down", synonyms: ["answer time", "query latency", "answer latency", "how fast are answers", "time to answer questions"],
    noun: "time to answer", phrase: "The {stat} time to answer a question was {value}", definition: "From the question's arrival to the complete answer.",
    stats: { p95: percentile(0.95), p50: percentile(0.5), p90: percentile(0.9), mean: "avg(q.total_ms)", max: "max(q.total_ms)" }, defaultStat: "p95",
  },
  {
    ...base, id: "cache_hit_rate", label: "Answer cache hit rate", unit: "ratio", isAdditive: false, goodDirection: "up", synonyms: ["cache hit rate", "cache hits", "answers from cache"], minimumSample: 10,
    noun: "answers from the cache", phrase: "{value} of answers came from the cache ({count} of {n})", definition: "Answers taken from the cache, of all that could have been.", where: ["q.cache_status <> 'off'"],
    stats: { count: "count(*) filter (where q.cache_status = 'hit')", mean: "count(*) filter (where q.cache_status = 'hit')::float8 / nullif(count(*), 0)" }, defaultStat: "mean",
  },
  {
    ...base, id: "question_count", label: "Questions asked", unit: "count", isAdditive: true, goodDirection: "neutral", synonyms: ["questions asked", "number of questions", "how many questions", "answers given"],
    noun: "questions asked", phrase: "{value} questions were asked", definition: "Questions put to the portal.", stats: { count: "count(*)" }, defaultStat: "count",
  },
];
