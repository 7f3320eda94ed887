import "server-only";
import { approvalSubject } from "./approval-subject";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";
import { fillAdvice } from "./fill-advice";
import { fillReleaseAdvice } from "./fill-release-advice";
import { fillSlots } from "./fill-slots";

// A window concerns several services: its rows are one for each, and a window counts once whatever it is split by.
const from = `maintenance_window w
left join maintenance_window_service x on x.window_id = w.id
left join service s on s.id = x.service_id
left join team g on g.id = coalesce(w.owner_team_id, s.owner_team_id)`;
const ms = (expression: string): string => `(extract(epoch from ${expression}) * 1000)::float8`;
const state = "replace(w.status, '_', ' ')";

const dimensions: readonly DimensionDefinition[] = [
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "region", sql: "s.region" },
  { id: "state", sql: state },
  { id: "kind", sql: "w.kind" },
  { id: "impact", sql: "w.impact" },
];
const status = "case when w.status in ('completed', 'failed', 'rolled_back') then 'closed' else 'open' end";
const filters: FilterDefinitions = { state, status, kind: "w.kind", impact: "w.impact", risk: "w.risk", region: "s.region" };
const coverageSql = "select min(starts_at) as from_at, max(ends_at) as to_at from maintenance_window";

const base = {
  domain: "maintenance" as const, permission: "maintenance.read", from, where: ["w.status not in ('draft', 'cancelled')"] as readonly string[], filters, dimensions, entities: { service: "s.slug", team: "g.slug" }, customerSql: null, teamSql: "coalesce(w.owner_team_id, s.owner_team_id)", listPath: null,
  kind: "flow" as const, timeSql: "w.starts_at", sampleSql: "count(distinct w.id)", sampleNoun: "windows", minimumSample: 0, isZeroMeasured: false, isAdditive: false, goodDirection: "neutral" as const, defaultDimension: "service", coverageSql,
};

/** A sum over the windows behind the rows, each taken once. */
const overWindows = (aggregate: string): string => `(select ${aggregate} from maintenance_window o where o.id = any(array_agg(distinct w.id)))`;
/** As it was carried out, or as it is planned. */
const lasted = "extract(epoch from coalesce(o.ended_at, o.ends_at) - coalesce(o.started_at, o.starts_at))::float8 / 60";
const isOver = "w.started_at is not null and w.ended_at is not null";
const overran = "w.ended_at > w.ends_at";
const kept = "w.announced_at <= w.starts_at - make_interval(secs => w.notice_ms / 1000.0)";
const share = (condition: string): MetricDefinition["stats"] => ({ mean: `count(distinct w.id) filter (where ${condition})::float8 / nullif(count(distinct w.id), 0)`, count: `count(distinct w.id) filter (where ${condition})` });

/** Services within two dependencies of each other, either way, as the calendar reckons conflicts. */
const near = `(with step as (select service_id as a, depends_on_id as b from service_dependency union select depends_on_id, service_id from service_dependency)
  select id as a, id as b from service union select a, b from step union select one.a, two.b from step one join step two on two.a = one.b)`;
/** Pairs of windows that overlap on the same or dependent services, one row for each service that one of them works on. */
const pairs = `(select distinct w.number || ' ' || o.number as id, greatest(w.starts_at, o.starts_at) as at, t.service_id from maintenance_window w
  join maintenance_window o on o.id <> w.id and w.number < o.number and w.starts_at < o.ends_at and o.starts_at < w.ends_at and o.status not in ('draft', 'cancelled')
  join maintenance_window_service x on x.window_id = w.id join maintenance_window_service y on y.window_id = o.id join ${near} n on n.a = x.service_id and n.b = y.service_id
  cross join lateral (values (x.service_id), (y.service_id)) as t (service_id) where w.status not in ('draft', 'cancelled')) c
left join service s on s.id = c.service_id\nleft join team g on g.id = s.owner_team_id`;

export const maintenanceMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "maintenance_count", label: "Maintenance windows", unit: "count", synonyms: ["maintenance windows", "maintenance", "number of maintenance windows", "planned work"],
    noun: "maintenance windows", phrase: "{value} maintenance windows", definition: "Maintenance windows by their planned start; drafts and cancelled ones are left out.", stats: { count: "count(distinct w.id)" }, defaultStat: "count",
  },
  {
    ...base, id: "maintenance_minutes", label: "Maintenance minutes", unit: "minutes", synonyms: ["maintenance minutes", "maintenance hours", "window hours", "time in maintenance"],
    noun: "maintenance minutes", phrase: "Maintenance windows took {value} together", definition: "How long maintenance windows lasted, as carried out or else as planned, by their planned start; each window once, drafts and cancelled ones left out.",
    stats: { sum: overWindows(`sum(${lasted})`), mean: overWindows(`avg(${lasted})`), max: overWindows(`max(${lasted})`) }, defaultStat: "sum",
  },
  {
    ...base, id: "maintenance_overrun_rate", label: "Maintenance overrun rate", unit: "ratio", goodDirection: "down", minimumSample: 10, where: [isOver], synonyms: ["maintenance overruns", "overrun rate", "windows that overran"],
    noun: "overruns", phrase: "{value} of maintenance windows ran over ({count} of {n})", definition: "Maintenance windows that ended after their planned end, of those that were carried out and have ended.", stats: share(overran), defaultStat: "mean",
  },
  {
    ...base, id: "maintenance_conflicts", label: "Maintenance conflicts", unit: "count", goodDirection: "down", from: pairs, where: [], filters: { region: "s.region" }, timeSql: "c.at", sampleSql: "count(distinct c.id)", sampleNoun: "pairs of windows", teamSql: "s.owner_team_id",
    dimensions: dimensions.slice(0, 3), synonyms: ["maintenance conflicts", "conflicting maintenance windows", "overlapping maintenance windows"], noun: "maintenance conflicts", phrase: "{value} pairs of maintenance windows overlap on the same or dependent services",
    definition: "Pairs of maintenance windows that overlap in time on the same service or on services within two dependencies of each other, by the beginning of the overlap; drafts and cancelled windows left out.",
    stats: { count: "count(distinct c.id)" }, defaultStat: "count",
  },
  {
    ...base, id: "maintenance_notice_kept", label: "Maintenance notice kept", unit: "ratio", goodDirection: "up", minimumSample: 10, where: ["w.notice_ms > 0", "(w.announced_at is not null or w.started_at is not null)", "w.status <> 'cancelled'"], synonyms: ["notice kept", "maintenance notice", "announced in time"],
    noun: "windows announced in time", phrase: "{value} of maintenance windows were announced as early as promised ({count} of {n})", definition: "Maintenance windows that were announced at least as long before their start as was promised, of those with a promise that were announced or began.", stats: share(kept), defaultStat: "mean",
  },
];

const listFrom = `maintenance_window w
left join team g on g.id = w.owner_team_id
left join lateral (select string_agg(v.name, ', ' order by v.name) as names, array_agg(v.slug) as slugs, min(v.owner_team_id) as team_id from maintenance_window_service y join service v on v.id = y.service_id where y.window_id = w.id) x on true`;
const listEntities = { service: "{value} = any(x.slugs)", team: "g.slug" };
const listTeam = "coalesce(w.owner_team_id, x.team_id)";
// The words of a window: its number, its title and its services; a store of data is a database whatever its name.
const windowWords = "regexp_split_to_array(lower('MW-' || w.number || ' ' || w.title || ' ' || coalesce(x.names, '') || ' ' || coalesce(array_to_string(x.slugs, ' '), '')) || case when lower(w.title || ' ' || coalesce(x.names, '')) ~ '(^|[ -])(db|sql|postgres)' then ' database' else '' end, '[^a-z0-9-]+')";

// Releases to production on the weekday that a question names, and on the other six; of the one service that is named, else of all. A day's noon lies on its date in every zone.
const releasesOn = (sign: "=" | "<>", of: string): string => `(select ${of} from deployment d where d.environment = 'production' and d.deployed_at < {at} and (r.slug is null or d.service_id = r.id)
  and extract(isodow from d.deployed_at) ${sign} extract(isodow from {from} + interval '12 hours'))`;
const failed = "avg((d.outcome <> 'succeeded')::int::float8)";

export const maintenanceSubjects: readonly SubjectDefinition[] = [
  {
    id: "maintenance_window", domain: "maintenance", label: "Maintenance windows", nouns: ["maintenance window", "maintenance windows"], synonyms: ["maintenance windows", "maintenance window", "planned maintenance"], permission: "maintenance.read",
    from: listFrom, where: [], filters: { state, status, kind: "w.kind", impact: "w.impact", risk: "w.risk", number: "w.number::text", ahead: "case when w.ends_at > {at} and w.status not in ('draft', 'cancelled') then 'yes' else 'no' end" }, entities: listEntities, customerSql: null, teamSql: listTeam, listPath: "/maintenance", timeSql: "w.starts_at", coverageSql, titleColumn: "work", hrefSql: "'/maintenance/' || w.number",
    columns: [
      { key: "work", label: "Window", unit: "text", sql: "'MW-' || w.number || ' ' || w.title" }, { key: "state", label: "State", unit: "text", sql: state }, { key: "services", label: "Services", unit: "text", sql: "x.names" }, { key: "starts_at", label: "Starts", unit: "datetime", sql: "w.starts_at" },
      { key: "duration", label: "Lasts", unit: "ms", sql: ms("coalesce(w.ended_at, w.ends_at) - coalesce(w.started_at, w.starts_at)") }, { key: "overrun", label: "Ran over", unit: "ms", sql: `case when w.ended_at > w.ends_at then ${ms("w.ended_at - w.ends_at")} end` }, { key: "impact", label: "Impact", unit: "text", sql: "w.impact" },
    ],
    orders: { default: { column: "starts_at", direction: "desc" }, maintenance_count: { column: "starts_at", direction: "desc" }, maintenance_minutes: { column: "duration", direction: "desc" }, maintenance_overrun_rate: { column: "overrun", direction: "desc" } },
  },
  {
    id: "window_advice", domain: "maintenance", label: "Should it move?", nouns: ["planned window", "planned windows"], synonyms: ["better time for maintenance"], permission: "maintenance.read", from: listFrom, where: ["w.status in ('draft', 'requested', 'approved', 'announced')", "w.ends_at > {at}"], filters: {},
    entities: listEntities, customerSql: null, teamSql: listTeam, listPath: "/maintenance", timeSql: "w.starts_at", coverageSql, titleColumn: "work", hrefSql: "'/maintenance/' || w.number", searchSql: `(select count(*) from unnest(string_to_array({words}, ' ')) as word where word = any(${windowWords}))`,
    columns: [
      { key: "work", label: "Window", unit: "text", sql: "'MW-' || w.number || ' ' || w.title" }, { key: "starts_at", label: "Starts", unit: "datetime", sql: "w.starts_at" }, { key: "advice", label: "Advice", unit: "text", sql: "null::text" }, { key: "conflicts", label: "In the way", unit: "text", sql: "null::text" },
      { key: "cost", label: "Expected cost in budget minutes", unit: "minutes", sql: "null::float8" }, { key: "customers", label: "Customers affected", unit: "count", sql: "null::int" }, { key: "tickets", label: "Tickets such windows opened", unit: "count", sql: "null::float8" },
      { key: "better", label: "Best other time", unit: "datetime", sql: "null::timestamptz" }, { key: "better_cost", label: "Its cost in budget minutes", unit: "minutes", sql: "null::float8" }, { key: "why", label: "Why then", unit: "text", sql: "null::text" },
    ],
    orders: { default: { column: "starts_at", direction: "asc" } }, told: "advice", fill: fillAdvice, decides: true,
  },
  {
    id: "release_advice", domain: "maintenance", label: "May it be released?", nouns: ["release", "releases"], synonyms: ["safe to release"], permission: "maintenance.read", from: "(select id, slug, name, owner_team_id from service union all select null, null, 'any service', null) r", where: [],
    filters: { reach: "case when r.slug is null then 'any' else 'one' end" }, entities: { service: "r.slug" }, customerSql: null, teamSql: "r.owner_team_id", listPath: "/maintenance", timeSql: null, coverageSql, titleColumn: "target", hrefSql: "'/maintenance?view=week&on=' || to_char({from} + interval '12 hours', 'YYYY-MM-DD')",
    columns: [
      { key: "target", label: "Release of", unit: "text", sql: "r.name" }, { key: "starts_at", label: "From", unit: "datetime", sql: "{from}" }, { key: "ends_at", label: "Until", unit: "datetime", sql: "{to}" }, { key: "advice", label: "Advice", unit: "text", sql: "null::text" },
      { key: "forbids", label: "Forbidden by", unit: "text", sql: "null::text" }, { key: "watch", label: "To be watched", unit: "text", sql: "null::text" }, { key: "releases", label: "Releases on that weekday so far", unit: "count", sql: releasesOn("=", "count(*)::int") },
      { key: "failed", label: "Failed of these", unit: "ratio", sql: releasesOn("=", failed) }, { key: "failed_else", label: "Failed on other days", unit: "ratio", sql: releasesOn("<>", failed) },
    ],
    orders: { default: { column: "target", direction: "asc" } }, told: "advice", fill: fillReleaseAdvice, decides: true,
  },
  {
    id: "free_slot", domain: "maintenance", label: "Best times for work", nouns: ["time for work", "times for work"], synonyms: ["best time for maintenance", "maintenance slot"], permission: "maintenance.read", from: "service s\ncross join (values (15), (30), (60), (90), (120), (180), (240), (360), (480), (720)) as d (minutes)\nleft join team g on g.id = s.owner_team_id", where: [],
    filters: { minutes: "d.minutes::text" }, entities: { service: "s.slug", team: "g.slug" }, customerSql: null, teamSql: "s.owner_team_id", listPath: "/maintenance", timeSql: null, coverageSql, titleColumn: "service", hrefSql: "'/maintenance?new=1&services=' || s.slug",
    searchSql: `(select count(*) from unnest(string_to_array({words}, ' ')) as word where word = any(regexp_split_to_array(lower(s.name || ' ' || s.slug) || case when lower(s.name || ' ' || s.slug) ~ '(^|[ -])(db|sql|postgres)' then ' database' else '' end, '[^a-z0-9-]+')))`,
    columns: [
      { key: "service", label: "Work on", unit: "text", sql: "s.name" }, { key: "minutes", label: "Lasting minutes", unit: "count", sql: "d.minutes" }, { key: "starts_at", label: "Not before", unit: "datetime", sql: "{from}" }, { key: "ends_at", label: "Until", unit: "datetime", sql: "{to}" },
      { key: "advice", label: "Advice", unit: "text", sql: "null::text" }, { key: "best", label: "Best time", unit: "datetime", sql: "null::timestamptz" }, { key: "cost", label: "Its cost in budget minutes", unit: "minutes", sql: "null::float8" },
      { key: "second", label: "Second best", unit: "datetime", sql: "null::timestamptz" }, { key: "third", label: "Third best", unit: "datetime", sql: "null::timestamptz" },
    ],
    orders: { default: { column: "service", direction: "asc" } }, told: "advice", fill: fillSlots, decides: true,
  },
  approvalSubject,
];
