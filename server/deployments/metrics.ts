import "server-only";
import type { DimensionDefinition, FilterDefinitions, FillRequest, ListRow, MetricDefinition, SubjectDefinition } from "#core/query";
import type { Permission } from "../platform/auth/permissions";
import { changesSql, permissionsOfKind } from "./changes-sql";
import { timelineKinds, type TimelineKind } from "./contract";
import { failureSql, leadSql, productionSql, restoreSql } from "./measures";

const owners = "left join service s on s.id = d.service_id\nleft join team g on g.id = s.owner_team_id";
const from = `deployment d\n${owners}`;
const withIncident = `${from}\nleft join incident i on i.id = d.incident_id`;
const percentile = (p: number, expression: string): string => `percentile_cont(${p}) within group (order by ${expression})`;
const spread = (expression: string): MetricDefinition["stats"] => ({ mean: `avg(${expression})`, p50: percentile(0.5, expression), p90: percentile(0.9, expression), p95: percentile(0.95, expression), p99: percentile(0.99, expression), max: `max(${expression})` });

const dimensions: readonly DimensionDefinition[] = [
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "region", sql: "s.region" },
  { id: "outcome", sql: "replace(d.outcome, '_', ' ')" },
];
const filters: FilterDefinitions = { outcome: "d.outcome", region: "s.region" };
const coverageSql = "select min(deployed_at) as from_at, max(deployed_at) as to_at from deployment";

const base = {
  domain: "deployments" as const, permission: "deployments.read", from, where: [productionSql] as readonly string[], filters, dimensions, entities: { service: "s.slug", team: "g.slug" }, customerSql: null, teamSql: "s.owner_team_id", listPath: "/deployments", listQuery: { environment: "production" },
  kind: "flow" as const, timeSql: "d.deployed_at", sampleSql: "count(*)", sampleNoun: "deployments", minimumSample: 0, isZeroMeasured: false, isAdditive: false, goodDirection: "down" as const, defaultDimension: "service", coverageSql,
};

/** What was done to production, each thing once: a deployment that a change run made belongs to the run, a run to its window. */
const changes = `(
  select 'window ' || w.id as id, 'maintenance window' as kind, w.started_at as at, x.service_id from maintenance_window w left join maintenance_window_service x on x.window_id = w.id where w.started_at is not null
  union all select 'run ' || r.id, 'change run', r.started_at, p.service_id from change_run r join change_plan p on p.id = r.plan_id where r.started_at is not null and r.purpose = 'change' and not exists (select 1 from maintenance_window w where w.id = r.window_id and w.started_at is not null)
  union all select 'deployment ' || d.id, 'deployment', d.deployed_at, d.service_id from deployment d where ${productionSql} and d.run_id is null
) c\nleft join service s on s.id = c.service_id\nleft join team g on g.id = s.owner_team_id`;

export const deploymentMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "deployment_frequency", label: "Deployments", unit: "count", isAdditive: true, goodDirection: "up", synonyms: ["deployments", "deployment frequency", "number of deployments", "releases"],
    noun: "deployments", phrase: "{value} deployments reached production", definition: "Deployments to production by the time at which they were deployed, whatever became of them.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "change_lead_time", label: "Change lead time", unit: "ms", where: [productionSql, "d.committed_at is not null"], synonyms: ["change lead time", "lead time for changes", "lead time", "commit to production"],
    noun: "lead time", phrase: "The {stat} time from commit to production was {value}", definition: "From the commit of a change to its deployment in production, over the deployments whose commit time is known (DORA, lead time for changes).",
    missing: { condition: `${productionSql} and d.committed_at is null`, timeSql: "d.deployed_at", phrase: "deployed in the period without the time of the commit" }, stats: spread(leadSql), defaultStat: "p50",
  },
  {
    ...base, id: "change_failure_rate", label: "Change failure rate", unit: "ratio", minimumSample: 10, synonyms: ["change failure rate", "failed deployments", "failed changes", "deployment failure rate"],
    noun: "failed changes", phrase: "{value} of deployments failed or were rolled back ({count} of {n})", definition: "Deployments to production that failed or were rolled back, of all deployments to production (DORA, change failure rate).",
    stats: { mean: `count(*) filter (where ${failureSql})::float8 / nullif(count(*), 0)`, count: `count(*) filter (where ${failureSql})` }, defaultStat: "mean",
  },
  {
    ...base, id: "rollback_count", label: "Rollbacks", unit: "count", isAdditive: true, where: [productionSql, "d.outcome = 'rolled_back'"], listQuery: { environment: "production", outcome: "rolled_back" }, synonyms: ["rollbacks", "rollback count", "rolled back deployments", "reverts"],
    noun: "rollbacks", phrase: "{value} deployments were rolled back", definition: "Deployments to production that were rolled back, by the time at which they were deployed.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "change_restore_time", label: "Time to restore after a failed change", unit: "ms", from: withIncident, where: [productionSql, failureSql, "coalesce(d.restored_at, i.resolved_at) is not null"], synonyms: ["time to restore after a failed change", "failed deployment recovery time", "recovery from failed deployments"],
    noun: "time to restore", phrase: "The {stat} time to restore after a failed deployment was {value}", definition: "From a deployment that failed or was rolled back to service restored, as its source or else its incident tells (DORA, failed deployment recovery time).",
    missing: { condition: `${productionSql} and ${failureSql} and coalesce(d.restored_at, i.resolved_at) is null`, timeSql: "d.deployed_at", phrase: "failed in the period without a time of restoration" }, stats: spread(restoreSql), defaultStat: "p50",
  },
  {
    ...base, id: "change_count", label: "Changes", unit: "count", goodDirection: "neutral", from: changes, where: [], listPath: null, filters: { kind: "c.kind", region: "s.region" }, timeSql: "c.at", sampleSql: "count(distinct c.id)", sampleNoun: "changes",
    dimensions: [...dimensions.filter(({ id }) => id !== "outcome"), { id: "kind", sql: "c.kind" }], synonyms: ["changes", "change count", "number of changes", "change volume"], noun: "changes", phrase: "{value} changes were carried out",
    definition: "Deployments to production, runs of change plans (rehearsals left out) and maintenance windows that began in the period, each counted once: a deployment that a run made belongs to the run, a run within a window to the window.",
    stats: { count: "count(distinct c.id)" }, defaultStat: "count",
    coverageSql: "select min(at) as from_at, max(at) as to_at from (select deployed_at as at from deployment union all select started_at from maintenance_window union all select started_at from change_run) c",
  },
];

const kindWords: Readonly<Record<TimelineKind, string>> = { deployment: "deployment", maintenance: "maintenance", run_step: "step of a change", configuration: "configuration", incident: "incident", alert: "alert", freeze: "freeze" };
const kindOfWord = new Map(timelineKinds.map((kind) => [kindWords[kind], kind]));
const wordSql = `case e.kind ${timelineKinds.map((kind) => `when '${kind}' then '${kindWords[kind]}'`).join(" ")} end`;

/** Only what the reader may see of the other domains, kind by kind. */
function permitted(rows: readonly ListRow[], { reader }: FillRequest): Promise<ListRow[]> {
  const shown = rows.filter(({ kind }) => {
    if (kind === null) return true;
    const known = typeof kind === "string" ? kindOfWord.get(kind) : undefined;
    const permission: Permission | undefined = known && permissionsOfKind[known];
    return permission !== undefined && reader.permissions.has(permission);
  });
  return Promise.resolve(shown.length === rows.length ? [...rows] : shown.map((row) => ({ ...row, total_rows: shown.length })));
}

// Causes come before their effects: what goes wrong itself is no change, so that incidents and alerts are told by the page of what changed and not counted here.
const changeKinds = timelineKinds.filter((kind) => kind !== "incident" && kind !== "alert");
/** Services whose trouble a change of another can bring about: itself, what needs it, and what needs that. */
const reaches = `(select id as cause, id as affected from service union select depends_on_id, service_id from service_dependency union select one.depends_on_id, two.service_id from service_dependency one join service_dependency two on two.depends_on_id = one.service_id)`;
/** What began, with the service that it befell. */
const troubles = `(select 'incident' as kind, service_id, started_at, 'INC-' || number || ' ' || title as name from incident union all select 'outage', service_id, started_at, 'INC-' || number || ' ' || title from incident
  union all select 'outage', m.service_id, o.started_at, 'the outage of ' || m.name from outage o join monitor m on m.key = o.monitor_key union all select 'alert', service_id, started_at, 'the alert ' || title from alert)`;
const latest = (ofService: string): string => `b.kind = {value} and b.started_at = (select max(o.started_at) from ${troubles} o where o.kind = b.kind${ofService})`;
const clock = (at: string): string => `to_char(${at} at time zone 'UTC', 'FMDD Mon YYYY HH24:MI') || ' UTC'`;
/** Trouble with what changed in the hour before it; one row without a change where nothing did. */
const beforeFrom = `${troubles} b
join service a on a.id = b.service_id
left join lateral (select e.kind, e.at, e.text, e.actor, e.href, string_agg(distinct s.name, ', ') as services from (${changesSql(changeKinds)}) e join ${reaches} n on n.cause = e.service_id join service s on s.id = e.service_id
  where n.affected = b.service_id and e.at < b.started_at and e.at >= b.started_at - interval '1 hour' group by 1, 2, 3, 4, 5) e on true`;
const beforeWords = `case when e.at is null then 'Nothing that the portal knows of changed in the hour before ' || b.name || ' (began ' || ${clock("b.started_at")} || ').' else 'The last change before ' || b.name || ' (began ' || ${clock("b.started_at")} || '): ' || e.text || ', ' || greatest(1, round(extract(epoch from b.started_at - e.at) / 60))::int || ' min before.' end`;

export const deploymentSubjects: readonly SubjectDefinition[] = [
  {
    id: "deployment", domain: "deployments", label: "Deployments", nouns: ["deployment", "deployments"], synonyms: ["deployments", "deployment", "releases"], permission: "deployments.read", from: withIncident, where: [], filters: { ...filters, environment: "d.environment" }, entities: base.entities,
    customerSql: null, teamSql: base.teamSql, listPath: "/deployments", timeSql: "d.deployed_at", coverageSql, titleColumn: "deployment", hrefSql: "'/deployments/' || d.id",
    columns: [
      { key: "deployment", label: "Deployment", unit: "text", sql: "coalesce(s.name, 'unknown service') || ' ' || d.release" }, { key: "environment", label: "Environment", unit: "text", sql: "d.environment" }, { key: "outcome", label: "Outcome", unit: "text", sql: "replace(d.outcome, '_', ' ')" },
      { key: "deployed_at", label: "Deployed", unit: "datetime", sql: "d.deployed_at" }, { key: "lead_time", label: "Lead time", unit: "ms", sql: leadSql }, { key: "restored_after", label: "Restored after", unit: "ms", sql: `case when ${failureSql} then ${restoreSql} end` }, { key: "incident", label: "Incident", unit: "text", sql: "'INC-' || i.number" },
    ],
    orders: { default: { column: "deployed_at", direction: "desc" }, deployment_frequency: { column: "deployed_at", direction: "desc" }, change_lead_time: { column: "lead_time", direction: "desc" }, change_restore_time: { column: "restored_after", direction: "desc" } },
  },
  {
    id: "change_before", domain: "deployments", label: "What changed before", nouns: ["outage, incident or alert", "outages, incidents or alerts"], synonyms: ["what changed before"], permission: "deployments.read", from: beforeFrom, where: [],
    filters: { before: latest(" and o.service_id = b.service_id"), before_last: latest(""), before_any: "b.kind = {value}", incident: "b.kind = 'incident' and b.name like 'INC-' || {value} || ' %'" }, entities: { service: "a.slug" }, customerSql: null, teamSql: "a.owner_team_id", listPath: null, timeSql: "b.started_at", coverageSql, titleColumn: "change", hrefSql: "e.href",
    columns: [
      { key: "change", label: "Change", unit: "text", sql: "e.text" }, { key: "kind", label: "Kind", unit: "text", sql: wordSql }, { key: "at", label: "When", unit: "datetime", sql: "e.at" }, { key: "services", label: "Service", unit: "text", sql: "e.services" }, { key: "actor", label: "By", unit: "text", sql: "nullif(e.actor, '')" },
      { key: "trouble", label: "Before", unit: "text", sql: "b.name" }, { key: "began", label: "Which began", unit: "datetime", sql: "b.started_at" }, { key: "answer", label: "In words", unit: "text", sql: beforeWords },
    ],
    orders: { default: { column: "at", direction: "desc" } }, told: "answer", fill: permitted, decides: true,
  },
];
