import "server-only";
import type { MetricDefinition } from "#core/query";

const percentile = (p: number): string => `percentile_cont(${p}) within group (order by q.total_ms)`;
const share = (condition: string) => ({
  unit: "ratio" as const,
  isAdditive: false,
  minimumSample: 10,
  stats: { count: `count(*) filter (where ${condition})`, mean: `count(*) filter (where ${condition})::float8 / nullif(count(*), 0)` },
  defaultStat: "mean" as const,
});

// What a page asks for itself is no question of a person.
const byPeople = "q.via <> 'page'";
// A question is kept before it is computed; until its answer is written it has no time and no cache status of its own.
const ended = "q.outcome <> 'interrupted'";

const base = {
  domain: "query" as const,
  permission: "query.ask",
  kind: "flow" as const,
  from: "query_run q",
  where: [byPeople] as readonly string[],
  timeSql: "q.created_at",
  sampleSql: "count(*)",
  sampleNoun: "questions",
  minimumSample: 0,
  isZeroMeasured: false,
  dimensions: [{ id: "outcome", sql: "q.outcome" }, { id: "intent", sql: "q.plan ->> 'intent'" }],
  defaultDimension: "outcome",
  filters: { outcome: "q.outcome" },
  quantities: { latency: "q.total_ms", duration: "q.total_ms" },
  entities: {},
  customerSql: null,
  teamSql: null,
  coverageSql: `select min(q.created_at) as from_at, max(q.created_at) as to_at from query_run q where ${byPeople}`,
  listPath: null,
};

export const queryMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "query_latency_p95", label: "Time to answer", unit: "ms", isAdditive: false, goodDirection: "down", synonyms: ["answer time", "query latency", "answer latency", "how fast are answers", "time to answer questions"],
    noun: "time to answer", phrase: "The {stat} time to answer a question was {value}", definition: "From the question's arrival to the complete answer; a question that was left before it is left out.", where: [byPeople, ended],
    stats: { p95: percentile(0.95), p50: percentile(0.5), p90: percentile(0.9), p99: percentile(0.99), mean: "avg(q.total_ms)", max: "max(q.total_ms)" }, defaultStat: "p95",
  },
  {
    ...base, ...share("q.cache_status = 'hit'"), id: "cache_hit_rate", label: "Answer cache hit rate", goodDirection: "up", synonyms: ["cache hit rate", "cache hits", "answers from cache"],
    noun: "answers from the cache", phrase: "{value} of answers came from the cache ({count} of {n})", definition: "Answers taken from the cache, of all that could have been.", where: [byPeople, ended, "q.cache_status <> 'off'"],
  },
  {
    ...base, id: "question_count", label: "Questions asked", unit: "count", isAdditive: true, goodDirection: "neutral", synonyms: ["questions asked", "number of questions", "how many questions", "answers given"],
    noun: "questions asked", phrase: "{value} questions were asked", definition: "Questions put to the portal by people, their tools and their scripts; what a page asks for itself is left out.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, ...share("q.outcome not in ('failed', 'unclear', 'interrupted')"), id: "answer_success", label: "Questions answered", goodDirection: "up", synonyms: ["answer success rate", "answer success", "share of questions answered", "questions answered"],
    noun: "questions answered", phrase: "{value} of questions were answered ({count} of {n})",
    definition: "Questions that ended in an answer or in a plain statement of why there is none (no data, not held, hidden, refused), of all; the rest failed, was not understood, or was left before its answer came.",
  },
  {
    ...base, ...share("call ->> 'status' in ('late', 'error')"), id: "tool_error_rate", label: "Tool error rate", goodDirection: "down", synonyms: ["tool error rate", "tool errors", "failed tool calls"],
    noun: "failed tool calls", phrase: "{value} of tool calls failed ({count} of {n})", definition: "Computations of answers that were late or failed, of all that ran; an answer from the cache repeats those that made it.",
    from: "query_run q\ncross join lateral jsonb_array_elements(q.tools) as call", sampleNoun: "tool calls", defaultDimension: "tool",
    dimensions: [{ id: "tool", sql: "call ->> 'name'" }, { id: "status", sql: "call ->> 'status'" }, { id: "outcome", sql: "q.outcome" }],
  },
  {
    ...base, ...share("f.is_useful"), id: "answer_satisfaction", label: "Answers found useful", goodDirection: "up", synonyms: ["answer satisfaction", "satisfaction with answers", "useful answers", "answers found useful"],
    noun: "answers found useful", phrase: "{value} of rated answers were found useful ({count} of {n})", definition: "Answers that a reader rated useful, of those rated; by the time of the rating.",
    from: "query_feedback f\njoin query_run q on q.id = f.run_id", timeSql: "f.created_at", sampleNoun: "ratings",
    dimensions: [...base.dimensions, { id: "reason", sql: "nullif(f.reason, '')" }],
    coverageSql: "select min(f.created_at) as from_at, max(f.created_at) as to_at from query_feedback f",
  },
];
