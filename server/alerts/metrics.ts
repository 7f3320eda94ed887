import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";
import { fillRotas } from "./rotas";

const joins = "\nleft join service s on s.id = a.service_id\nleft join team g on g.id = a.team_id";
const from = `alert a${joins}`;
const ms = (expression: string): string => `(extract(epoch from ${expression}) * 1000)::float8`;

const dimensions: readonly DimensionDefinition[] = [
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "severity", sql: "a.severity" },
  { id: "region", sql: "s.region" },
  { id: "alert", sql: "coalesce(nullif(a.labels->>'alertname', ''), a.title)" },
];
const status = "case when a.ended_at is null then 'open' else 'closed' end";
const filters: FilterDefinitions = { severity: "a.severity", region: "s.region", status };

const base = {
  domain: "alerts" as const, permission: "alerts.read", from, where: [] as readonly string[], filters, dimensions, entities: { service: "s.slug", team: "g.slug" }, customerSql: null, teamSql: "coalesce(a.team_id, s.owner_team_id)",
  listPath: "/alerts", kind: "flow" as const, timeSql: "a.started_at", sampleSql: "count(*)", sampleNoun: "alerts", minimumSample: 0, isZeroMeasured: false, isAdditive: false, goodDirection: "down" as const, defaultDimension: "service",
  coverageSql: "select min(a.started_at) as from_at, max(coalesce(a.ended_at, a.last_seen_at)) as to_at from alert a",
};

/** Ended within a quarter of an hour, and nobody had to do anything. */
const isNoise = "a.ended_at <= a.started_at + interval '15 minutes' and a.acknowledged_at is null and a.incident_id is null";

export const alertMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "alert_volume", label: "Alerts", unit: "count", isAdditive: true, synonyms: ["alerts", "alert volume", "number of alerts", "alert count"],
    noun: "alerts", phrase: "{value} alerts began", definition: "Alerts by the time at which they began; what is said again of an open alert does not count again.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "open_alerts", label: "Firing alerts", unit: "count", kind: "stock", timeSql: null, isAdditive: true, isZeroMeasured: true, where: ["a.started_at <= {at}", "(a.ended_at is null or a.ended_at > {at})"], synonyms: ["firing alerts", "open alerts", "active alerts"],
    noun: "firing alerts", phrase: "{value} alerts are firing", definition: "Alerts that had begun at the instant and had not ended.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "alert_noise_ratio", label: "Alert noise", unit: "ratio", minimumSample: 10, where: ["a.ended_at is not null"], defaultDimension: "alert", synonyms: ["alert noise", "noisy alerts", "noise ratio", "alert noise ratio", "false alarms"],
    noun: "noise", phrase: "{value} of alerts were noise ({count} of {n})", definition: "Alerts that ended within 15 minutes without an acknowledgement and without an incident, of those that began in the period and have ended.",
    stats: { mean: `count(*) filter (where ${isNoise})::float8 / nullif(count(*), 0)`, count: `count(*) filter (where ${isNoise})` }, defaultStat: "mean",
  },
  {
    ...base, id: "oncall_pages", label: "On-call pages", unit: "count", isAdditive: true, where: ["a.severity = 'page'", "a.escalation > 0"], defaultDimension: "team", synonyms: ["on-call pages", "oncall pages", "pages", "on-call load", "pages to on-call"],
    noun: "pages", phrase: "{value} alerts woke somebody on call", definition: "Alerts of severity page that began in the period and of which somebody on call was told.", stats: { count: "count(*)" }, defaultStat: "count",
  },
];

export const alertSubjects: readonly SubjectDefinition[] = [
  {
    id: "alert", domain: "alerts", label: "Alerts", nouns: ["alert", "alerts"], synonyms: ["alerts", "alert"], permission: "alerts.read", from, where: [], filters, entities: base.entities,
    customerSql: null, teamSql: base.teamSql, listPath: "/alerts", timeSql: "a.started_at", coverageSql: base.coverageSql, titleColumn: "alert", hrefSql: "'/alerts/' || a.number",
    columns: [
      { key: "alert", label: "Alert", unit: "text", sql: "a.title" },
      { key: "severity", label: "Severity", unit: "text", sql: "a.severity" },
      { key: "status", label: "State", unit: "text", sql: "a.status" },
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
      { key: "started_at", label: "Began", unit: "datetime", sql: "a.started_at" },
      { key: "duration", label: "Lasted", unit: "ms", sql: ms("a.ended_at - a.started_at") },
      { key: "acknowledged_by", label: "Acknowledged by", unit: "text", sql: "a.acknowledged_by" },
    ],
    orders: { default: { column: "started_at", direction: "desc" }, alert_volume: { column: "started_at", direction: "desc" } },
  },
  {
    id: "rota", domain: "alerts", label: "On-call rotas", nouns: ["on-call rota", "on-call rotas"], synonyms: ["on-call rotas", "on call", "rotas"], permission: "alerts.read", from: "rota r\njoin team g on g.id = r.team_id", where: [],
    filters: {}, entities: { team: "g.slug" }, customerSql: null, teamSql: "r.team_id", listPath: "/alerts/on-call", timeSql: null, coverageSql: "select min(created_at) as from_at, max(created_at) as to_at from rota", titleColumn: "team", hrefSql: "'/alerts/on-call'",
    columns: [
      { key: "team", label: "Team", unit: "text", sql: "g.name" },
      { key: "person", label: "On call", unit: "text", sql: "null::text" },
      { key: "until", label: "Until", unit: "datetime", sql: "null::timestamptz" },
      { key: "next", label: "Next", unit: "text", sql: "null::text" },
    ],
    orders: { default: { column: "team", direction: "asc" } }, told: "person", ofInstant: true, fill: fillRotas,
  },
];
