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
    ...stock, id: "runbook_count", isStanding: true, label: "Runbooks", unit: "count", isAdditive: true, synonyms: ["number of runbooks", "runbook count"],
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
    ...stock, filters: {}, id: "runbook_coverage", isStanding: true, label: "Runbook coverage", unit: "ratio", isAdditive: false, synonyms: ["runbook coverage"],
    noun: "services with a runbook", phrase: "{value} of services have a runbook ({count} of {n})", definition: "Services in the catalogue that at least one runbook names, of all that are not retired.",
    from: "service s\nleft join team g on g.id = s.owner_team_id\ncross join lateral (select exists (select 1 from document d where d.service_id = s.id and d.kind = 'runbook') as is_covered) r",
    where: ["s.lifecycle <> 'retired'"], entities: { service: "s.slug", team: "g.slug" }, coverageSql: "select min(created_at) as from_at, max(created_at) as to_at from service",
    stats: { count: "count(*) filter (where r.is_covered)", mean: "count(*) filter (where r.is_covered)::float8 / nullif(count(*), 0)" }, defaultStat: "mean", sampleSql: "count(*)", sampleNoun: "services", minimumSample: 0,
    dimensions: [{ id: "team", sql: "g.slug", labelSql: "g.name" }, { id: "tier", sql: "s.tier::text", labelSql: "'Tier ' || s.tier", isOrdinal: true }], defaultDimension: "team",
  },
];

const withoutFrontMatter = "regexp_replace(d.body, '^\\s*---[^\\n]*\\n.*?\\n---[^\\n]*(\\n|$)', '')";
const readable = "trim(regexp_replace(regexp_replace(raw, '\\[([^]]*)\\]\\([^)]*\\)', '\\1', 'g'), '[`*]|\\s+#+\\s*$', '', 'g'))";
const forReader = "(cardinality(a.roles) = 0 or a.roles && string_to_array({roles}, ' ') or 'admin' = any(string_to_array({roles}, ' ')))";
/** Texts cut at their headings, each with the place that its page gives the heading; the title stands above the page and has none. */
const sectionsFrom = `document d
left join document_space p on p.id = d.space_id
cross join lateral (select coalesce(nullif(d.audience, '{}'), p.audience, '{}') as roles) a
cross join lateral (
  select heading, words, level, case when level < 2 then '' else '#' || base || case when nth > 1 then '-' || nth else '' end end as place
  from (select heading, words, level, base, row_number() over (partition by base order by n) as nth
    from (select n, words, level, heading, trim(both '-' from regexp_replace(lower(normalize(heading, nfkc)), '[^[:alnum:]]+', '-', 'g')) as base
      from (select n, length(coalesce(substring(part from '^#+'), '')) as level, ${readable} as heading, trim(regexp_replace(regexp_replace(part, '^#[^\\n]*', ''), '\\s+', ' ', 'g')) as words
        from (select n, part, coalesce(substring(part from '^#{1,6}\\s+([^\\n]*)'), '') as raw from regexp_split_to_table(${withoutFrontMatter}, '\\n(?=#{1,6} )') with ordinality as t(part, n)) parts) named) based) numbered
) c`;
// Endings are left off long words: "restoring" finds "restore". A word counts most in a heading, then in a title.
const sectionRank = "(select coalesce(sum(case when strpos(lower(c.heading), stem) > 0 then 14 when strpos(lower(d.title || ' ' || array_to_string(d.alert_names, ' ')), stem) > 0 then 12 when strpos(lower(c.words), stem) > 0 then 10 else 0 end), 0) from (select left(word, greatest(4, length(word) - 2)) as stem from regexp_split_to_table({words}, ' ') as word) stems)";

export const knowledgeSubjects: readonly SubjectDefinition[] = [
  {
    domain: "knowledge", permission: "docs.read", filters: {}, customerSql: null, teamSql: null, listPath: "/docs", coverageSql: "select min(created_at) as from_at, max(updated_at) as to_at from document where state = 'published'",
    id: "section", label: "What is written", nouns: ["section", "sections"], synonyms: [], from: sectionsFrom, entities: {}, timeSql: null, searchSql: sectionRank, titleColumn: "section", told: "says",
    where: ["d.state = 'published'", "d.kind in ('doc', 'policy', 'runbook')", "c.words <> ''", forReader],
    hrefSql: "case when d.kind = 'runbook' then '/runbooks/' else '/docs/' end || d.slug || c.place", orders: { default: { column: "section", direction: "asc" } },
    columns: [
      { key: "section", label: "Section", unit: "text", sql: "d.title || case when c.heading = '' or c.heading = d.title then '' else ', ' || c.heading end" },
      { key: "says", label: "What it says", unit: "text", sql: "left(regexp_replace(regexp_replace(c.words, '!?\\[([^]]*)\\]\\([^)]*\\)', '\\1', 'g'), '[`*|]', '', 'g'), 240)" },
      { key: "document", label: "Kind", unit: "text", sql: "case d.kind when 'doc' then 'document' else d.kind end" },
      { key: "version", label: "Version", unit: "text", sql: "'v' || case when d.kind = 'runbook' then d.version else d.published_version end" },
    ],
  },
  {
    ...shared, permission: "docs.read", id: "document", label: "Documents", nouns: ["document", "documents"], synonyms: [], from: "document d\nleft join document_space p on p.id = d.space_id\ncross join lateral (select coalesce(nullif(d.audience, '{}'), p.audience, '{}') as roles) a", entities: {}, timeSql: null, listPath: "/docs",
    where: ["d.state = 'published'", forReader], coverageSql: "select min(created_at) as from_at, max(updated_at) as to_at from document where state = 'published'",
    filters: { ...shared.filters, review: "case when d.review_by is null then 'none' when d.review_by < ({at} at time zone 'UTC')::date then 'overdue' else 'ahead' end" }, titleColumn: "document", hrefSql: "case when d.kind = 'runbook' then '/runbooks/' else '/docs/' end || d.slug", orders: { default: { column: "review_by", direction: "asc" } },
    columns: [
      { key: "document", label: "Document", unit: "text", sql: "d.title" },
      { key: "review_by", label: "Review due", unit: "date", sql: "d.review_by::text" },
      { key: "reviewed_at", label: "Last reviewed", unit: "datetime", sql: "d.reviewed_at" },
      { key: "owner", label: "Owner", unit: "text", sql: "nullif(d.owner_name, '')" },
      { key: "kind", label: "Kind", unit: "text", sql: "case d.kind when 'doc' then 'document' else d.kind end" },
    ],
  },
  {
    ...shared, id: "runbook", label: "Runbooks", nouns: ["runbook", "runbooks"], synonyms: ["runbooks", "runbook", "playbooks"], from, where: ["d.kind = 'runbook'"], entities: { service: "s.slug" },
    filters: { ...shared.filters, used: "case when exists (select 1 from runbook_run r where r.document_id = d.id) then 'yes' else 'never' end" }, timeSql: null, searchSql, quantities: { age: ageMs }, titleColumn: "runbook", hrefSql: "'/runbooks/' || d.slug", orders: { default: { column: "runbook", direction: "asc" }, doc_age: { column: "updated_at", direction: "asc" } },
    columns: [
      { key: "runbook", label: "Runbook", unit: "text", sql: "d.title" },
      { key: "section", label: "Section", unit: "text", sql: "nullif(d.section, '')" },
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
      { key: "last_run", label: "Last carried out", unit: "datetime", sql: "(select max(r.started_at) from runbook_run r where r.document_id = d.id)" },
      { key: "updated_at", label: "Updated", unit: "datetime", sql: "d.updated_at" },
    ],
  },
];
