import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";

const joins = "\nleft join service s on s.id = m.service_id\nleft join team g on g.id = s.owner_team_id";

// The part of the period in which the monitor was checked, and what of it was down. A status holds until the next check; before the
// first check and after the last there is no data. The outages of a monitor do not overlap, so that of all that began before the period only
// the last one can reach into it: the index finds it, however long the record.
export const fromObserved = `monitor m${joins}
cross join lateral (select greatest({from}, m.first_check_at) as from_at, least({to}, m.last_check_at) as to_at) w
cross join lateral (select max(b.started_at) as at from outage b where b.monitor_key = m.key and b.started_at < {from}) before
cross join lateral (
  select
    coalesce(sum(extract(epoch from greatest(interval '0', least(coalesce(o.ended_at, m.last_check_at), w.to_at) - greatest(o.started_at, w.from_at)))), 0)::float8 as down_s,
    count(*) filter (where o.started_at >= {from}) as outages
  from outage o
  where o.monitor_key = m.key and o.started_at < {to} and o.started_at >= coalesce(before.at, '-infinity') and coalesce(o.ended_at, m.last_check_at) >= w.from_at
) d`;

// What the portal watches of itself is not what it promises to others.
const isSite = "m.source <> 'self'";
export const observed = ["m.first_check_at < {to}", "m.last_check_at >= {from}", isSite];
export const observedSeconds = "extract(epoch from w.to_at - w.from_at)::float8";

const dimensions: readonly DimensionDefinition[] = [
  { id: "monitor", sql: "m.slug", labelSql: "m.name" },
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "region", sql: "s.region" },
];

const filters: FilterDefinitions = { region: "s.region" };

const base = {
  domain: "monitors" as const,
  permission: "monitors.read",
  from: fromObserved,
  where: observed,
  dimensions,
  filters,
  entities: { monitor: "m.slug", service: "s.slug", team: "g.slug" },
  customerSql: null,
  teamSql: "s.owner_team_id",
  coverageSql: "select min(m.first_check_at) as from_at, max(m.last_check_at) as to_at from monitor m where m.source <> 'self'",
  listPath: "/monitors",
  kind: "span" as const,
  timeSql: null,
  sampleSql: "count(*)",
  sampleNoun: "sites",
  minimumSample: 0,
  isZeroMeasured: true,
  isAdditive: false,
  goodDirection: "down" as const,
  defaultDimension: "monitor",
};

const outageEnd = "coalesce(o.ended_at, m.last_check_at)";
const outageMs = `(extract(epoch from ${outageEnd} - o.started_at) * 1000)`;
const fromOutages = `outage o\njoin monitor m on m.key = o.monitor_key${joins}`;

const latencyPercentile = (p: number): string => `percentile_cont(${p}) within group (order by k.latency_ms)`;
const latency = {
  ...base, kind: "flow" as const, unit: "ms" as const, timeSql: "k.at", where: ["k.latency_ms is not null", "k.status <> 'down'", isSite],
  listPath: null, from: `check_result k\njoin monitor m on m.key = k.monitor_key${joins}`, sampleNoun: "checks", minimumSample: 0, isZeroMeasured: false,
  definition: "Response time of the checks that were answered.", coverageSql: "select min(k.at) as from_at, max(k.at) as to_at from check_result k",
  stats: { p95: latencyPercentile(0.95), p50: latencyPercentile(0.5), p90: latencyPercentile(0.9), p99: latencyPercentile(0.99), mean: "avg(k.latency_ms)", max: "max(k.latency_ms)" },
};

export const monitorMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "availability", label: "Availability", unit: "ratio", goodDirection: "up", listPath: "/monitors/outages", listQuery: { time: "touches" },
    synonyms: ["availability", "uptime"],
    noun: "availability", phrase: "Availability was {value}", definition: "Time not down of the time observed. A status holds until the next check; before the first check and after the last there is no data.",
    stats: { mean: `1 - sum(d.down_s) / nullif(sum(${observedSeconds}), 0)` }, defaultStat: "mean",
  },
  {
    ...base, id: "outage_minutes", label: "Outage minutes", unit: "minutes", isAdditive: true, listPath: "/monitors/outages", listQuery: { time: "touches" },
    synonyms: ["outage minutes", "downtime", "minutes down"],
    noun: "outage minutes", phrase: "The sites were down for {value} together", definition: "Minutes down inside the period and inside the time observed, summed over sites.",
    stats: { sum: "sum(d.down_s) / 60", max: "max(d.down_s) / 60" }, defaultStat: "sum",
  },
  {
    ...base, id: "outage_count", label: "Outages", unit: "count", isAdditive: true,
    synonyms: ["outage count", "number of outages"],
    noun: "outages", phrase: "{value} outages began", definition: "Outages that began in the period.", stats: { count: "coalesce(sum(d.outages), 0)" }, defaultStat: "count",
    events: { from: fromOutages, where: [isSite], timeSql: "o.started_at", stats: { count: "count(*)" }, sampleSql: "count(distinct m.key)", quantities: { duration: outageMs } },
    listPath: "/monitors/outages",
  },
  {
    ...latency, id: "latency_p95", label: "Latency", synonyms: ["p95 latency", "latency", "response time"],
    noun: "latency", phrase: "The {stat} latency was {value}", defaultStat: "p95",
  },
  {
    ...base, id: "monitor_count", label: "Monitors", unit: "count", kind: "stock", isAdditive: true, goodDirection: "neutral", where: [isSite, "m.archived_at is null"], from: `monitor m${joins}`, defaultDimension: null,
    synonyms: ["number of monitors", "monitor count"],
    noun: "monitors", phrase: "{value} sites are monitored", definition: "Monitors in the portal now.", stats: { count: "count(*)" }, defaultStat: "count",
    dimensions: [...dimensions.slice(1), { id: "status", sql: "m.status" }], filters: { ...filters, status: "m.status" },
  },
];

/** When the certificate that the last check saw ends. */
const certificateEnd = "(m.last_result->>'certificateEndsAt')::timestamptz";

export const monitorSubjects: readonly SubjectDefinition[] = [
  {
    id: "outage", domain: "monitors", label: "Outages", nouns: ["outage", "outages"], synonyms: ["outages", "outage", "downtimes", "interruptions"], permission: "monitors.read",
    from: fromOutages, where: [isSite], entities: base.entities, customerSql: null, teamSql: "s.owner_team_id", listPath: "/monitors/outages", listWords: { "status:closed": "status:ended" },
    quantities: { duration: outageMs },
    filters: { ...filters, status: "case when o.ended_at is null then 'open' else 'closed' end" },
    timeSql: "o.started_at", coverageSql: base.coverageSql, titleColumn: "monitor", hrefSql: "'/monitors/' || m.slug",
    columns: [
      { key: "monitor", label: "Site", unit: "text", sql: "m.name" },
      { key: "duration", label: "Duration", unit: "minutes", sql: `(extract(epoch from ${outageEnd} - o.started_at) / 60)::float8` },
      { key: "started_at", label: "Began", unit: "datetime", sql: "o.started_at" },
      { key: "ended_at", label: "Ended", unit: "datetime", sql: "o.ended_at" },
      { key: "cause", label: "Cause", unit: "text", sql: "nullif(o.cause, '')" },
    ],
    orders: {
      default: { column: "started_at", direction: "desc" },
      outage_minutes: { column: "duration", direction: "desc" },
      availability: { column: "duration", direction: "desc" },
    },
  },
  {
    id: "monitor", domain: "monitors", label: "Monitors", nouns: ["monitor", "monitors"], synonyms: ["monitors", "monitor", "sites", "checks"], permission: "monitors.read",
    from: `monitor m${joins}`, where: [isSite, "m.archived_at is null"], filters: { ...filters, status: "m.status" }, entities: base.entities, customerSql: null, teamSql: "s.owner_team_id", listPath: "/monitors",
    timeSql: null, coverageSql: base.coverageSql, titleColumn: "monitor", hrefSql: "'/monitors/' || m.slug",
    columns: [
      { key: "monitor", label: "Site", unit: "text", sql: "m.name" },
      { key: "status", label: "Status", unit: "text", sql: "m.status" },
      { key: "status_since", label: "Since", unit: "datetime", sql: "m.status_since" },
      { key: "last_check_at", label: "Last check", unit: "datetime", sql: "m.last_check_at" },
      { key: "url", label: "Address", unit: "text", sql: "m.url" },
    ],
    orders: { default: { column: "monitor", direction: "asc" } },
  },
  {
    id: "certificate", domain: "monitors", label: "Certificates", nouns: ["certificate of a site", "certificates of sites"], synonyms: ["certificates", "tls certificates"], permission: "monitors.read",
    from: `monitor m${joins}`, where: [isSite, "m.archived_at is null", `${certificateEnd} is not null`], filters, entities: base.entities, customerSql: null, teamSql: "s.owner_team_id", listPath: "/monitors",
    timeSql: certificateEnd, coverageSql: `select min(m.created_at) as from_at, max(${certificateEnd}) as to_at from monitor m where ${certificateEnd} is not null`, titleColumn: "monitor", hrefSql: "'/monitors/' || m.slug",
    columns: [
      { key: "monitor", label: "Site", unit: "text", sql: "m.name" },
      { key: "ends_at", label: "Certificate ends", unit: "datetime", sql: certificateEnd },
      { key: "days", label: "Days left", unit: "days", sql: `extract(epoch from ${certificateEnd} - {at}) / 86400` },
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
    ],
    orders: { default: { column: "ends_at", direction: "asc" } }, told: "ends_at",
  },
];
