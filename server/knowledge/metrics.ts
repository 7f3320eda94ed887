import "server-only";
import type { MetricDefinition, SubjectDefinition } from "#core/query";

const from = "document d\nleft join service s on s.id = d.service_id";
const ageMs = "(extract(epoch from {at} - d.updated_at) * 1000)";
// Words count double in a title or among its alerts; all text is compared in lower case.
const searchSql = "(select coalesce(sum(case when strpos(lower(d.title || ' ' || array_to_string(d.alert_names, ' ')), word) > 0 then 2 when strpos(lower(d.section || ' ' || d.body), word) > 0 then 1 else 0 end), 0) from regexp_split_to_table({words}, ' ') as word)";
const shared = {
  domain: "knowledge" as const,
  permission: "knowledge.read",
  filters: { doc_type: "d.kind" },
  customerSql: null,
  teamSql: null,
  listPath: "/runbooks",
  coverageSql: "select min(created_at) as from_at, max(updated_at) as to_at from document where kind = 'runbook'",
};
const stock = { ...shared, kind: "stock" as const, goodDirection: "up" as const, timeSql: null, isZeroMeasured: false };

export const knowledgeMetrics: readonly MetricDefinition[] = [
  {
    ...stock, id: "runbook_count", label: "Runbooks", unit: "count", isAdditive: true, synonyms: ["number of runbooks", "runbook count"],
    noun: "runbooks", phrase: "{value} runbooks are in the library", definition: "Runbooks in the library now.", from, where: ["d.kind = 'runbook'"], entities: { service: "s.slug" },
    stats: { count: "count(*)" }, defaultStat: "count", sampleSql: "count(*)", sampleNoun: "runbooks", minimumSample: 0,
    dimensions: [{ id: "section", sql: "nullif(d.section, '')" }, { id: "service", sql: "s.slug", labelSql: "s.name" }], defaultDimension: "section",
  },
  {
    ...stock, id: "doc_age", label: "Age of documents", unit: "ms", isAdditive: false, goodDirection: "down", synonyms: ["age of documents", "document age", "age of runbooks", "runbook age", "documentation age"],
    noun: "age of runbooks", phrase: "The {stat} age of the runbooks was {value}", definition: "From the last change of a runbook's text that the portal took in to the instant, over the runbooks in the library.", from, where: ["d.kind = 'runbook'", "d.updated_at <= {at}"], entities: { service: "s.slug" },
    stats: { p50: `percentile_cont(0.5) within group (order by ${ageMs})`, mean: `avg(${ageMs})`, p90: `percentile_cont(0.9) within group (order by ${ageMs})`, max: `max(${ageMs})` }, defaultStat: "p50",
    sampleSql: "count(*)", sampleNoun: "runbooks", minimumSample: 0, quantities: { age: ageMs },
    dimensions: [{ id: "section", sql: "nullif(d.section, '')" }, { id: "service", sql: "s.slug", labelSql: "s.name" }], defaultDimension: "section",
  },
  {
    ...stock, filters: {}, id: "runbook_coverage", label: "Runbook coverage", unit: "ratio", isAdditive: false, synonyms: ["runbook coverage"],
    noun: "services with a runbook", phrase: "{value} of services have a runbook ({count} of {n})", definition: "Services in the catalogue that at least one runbook names, of all that are not retired.",
    from: "service s\nleft join team g on g.id = s.owner_team_id\ncross join lateral (select exists (select 1 from document d where d.service_id = s.id and d.kind = 'runbook') as is_covered) r",
    where: ["s.lifecycle <> 'retired'"], entities: { service: "s.slug", team: "g.slug" }, coverageSql: "select min(created_at) as from_at, max(created_at) as to_at from service",
    stats: { count: "count(*) filter (where r.is_covered)", mean: "count(*) filter (where r.is_covered)::float8 / nullif(count(*), 0)" }, defaultStat: "mean", sampleSql: "count(*)", sampleNoun: "services", minimumSample: 0,
    dimensions: [{ id: "team", sql: "g.slug", labelSql: "g.name" }, { id: "tier", sql: "s.tier::text", labelSql: "'Tier ' || s.tier", isOrdinal: true }], defaultDimension: "team",
  },
];

export const knowledgeSubjects: readonly SubjectDefinition[] = [
  {
    ...shared, id: "runbook", label: "Runbooks", nouns: ["runbook", "runbooks"], synonyms: ["runbooks", "runbook", "playbooks"], from, where: ["d.kind = 'runbook'"], entities: { service: "s.slug" },
    timeSql: null, searchSql, quantities: { age: ageMs }, titleColumn: "runbook", hrefSql: "'/runbooks/' || d.slug", orders: { default: { column: "runbook", direction: "asc" }, doc_age: { column: "updated_at", direction: "asc" } },
    columns: [
      { key: "runbook", label: "Runbook", unit: "text", sql: "d.title" },
      { key: "section", label: "Section", unit: "text", sql: "nullif(d.section, '')" },
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
      { key: "updated_at", label: "Updated", unit: "datetime", sql: "d.updated_at" },
    ],
  },
];
