import "server-only";
import type { MetricDefinition } from "#core/query";

const endedSql = "r.status in ('completed', 'failed')";
const tookMs = "(extract(epoch from r.ended_at - r.started_at) * 1000 - r.paused_ms)";
const runs = {
  domain: "knowledge" as const, permission: "knowledge.read", filters: {}, from: "runbook_run r\njoin document d on d.id = r.document_id\nleft join service s on s.id = d.service_id", entities: { service: "s.slug" }, customerSql: null, teamSql: null,
  listPath: "/runbooks/runs", coverageSql: "select min(started_at) as from_at, max(started_at) as to_at from runbook_run", kind: "flow" as const, timeSql: "r.started_at", sampleSql: "count(*)", sampleNoun: "runs", isZeroMeasured: false,
  dimensions: [{ id: "runbook", sql: "d.slug", labelSql: "d.title" }, { id: "service", sql: "s.slug", labelSql: "s.name" }], defaultDimension: "runbook",
};

export const runbookMetrics: readonly MetricDefinition[] = [
  {
    ...runs, id: "runbook_runs", label: "Runbook runs", unit: "count", isAdditive: true, goodDirection: "neutral", where: [], minimumSample: 0, synonyms: ["runbook runs", "runs of runbooks", "runbook executions"],
    noun: "runbook runs", phrase: "{value} runs of runbooks were started", definition: "Runs of runbooks by the time at which they were started, whatever became of them.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...runs, id: "runbook_success", label: "Runbook success rate", unit: "ratio", isAdditive: false, goodDirection: "up", where: [endedSql], minimumSample: 5, synonyms: ["runbook success rate", "success rate of runbooks", "runbook success"],
    noun: "runs that helped", phrase: "{value} of runbook runs helped ({count} of {n})", definition: "Runs of runbooks that were gone through to the end, of those that are over and were not left off as no longer needed.",
    stats: { mean: "count(*) filter (where r.status = 'completed')::float8 / nullif(count(*), 0)", count: "count(*) filter (where r.status = 'completed')" }, defaultStat: "mean",
  },
  {
    ...runs, id: "runbook_duration", label: "Runbook duration", unit: "ms", isAdditive: false, goodDirection: "down", where: ["r.status = 'completed'"], minimumSample: 0, synonyms: ["runbook duration", "duration of runbooks", "runbook run time"],
    noun: "time of runbook runs", phrase: "The {stat} time of a runbook run that helped was {value}", definition: "From the start of a run to its end, without pauses, over the runs that were gone through to the end.",
    stats: { p50: `percentile_cont(0.5) within group (order by ${tookMs})`, mean: `avg(${tookMs})`, p90: `percentile_cont(0.9) within group (order by ${tookMs})`, max: `max(${tookMs})` }, defaultStat: "p50",
  },
  {
    ...runs, id: "alert_runbook_coverage", label: "Alert runbook coverage", unit: "ratio", isAdditive: false, goodDirection: "up", permission: "alerts.read", domain: "alerts", where: [], listPath: "/runbooks/coverage", coverageSql: "select min(started_at) as from_at, max(started_at) as to_at from alert",
    from: "(select coalesce(nullif(a.labels->>'alertname', ''), a.title) as name, a.service_id, bool_or(a.runbook_slug is not null or exists (select 1 from document d where d.kind = 'runbook' and coalesce(nullif(a.labels->>'alertname', ''), a.title) = any(d.alert_names))) as is_covered, max(a.started_at) as last_at from alert a group by 1, 2) n\nleft join service s on s.id = n.service_id", timeSql: "n.last_at", minimumSample: 0, sampleNoun: "names of alerts",
    synonyms: ["alert runbook coverage", "alerts with a runbook", "runbook coverage of alerts", "runbook coverage by alert"], noun: "alerts with a runbook", phrase: "{value} of the alerts that fired have a runbook ({count} of {n})", definition: "Names of alerts per service that last fired in the period and that a runbook carries or the alert itself names, of all names of alerts that did.",
    dimensions: [{ id: "service", sql: "s.slug", labelSql: "s.name" }], defaultDimension: "service", stats: { mean: "count(*) filter (where n.is_covered)::float8 / nullif(count(*), 0)", count: "count(*) filter (where n.is_covered)" }, defaultStat: "mean",
  },
];
