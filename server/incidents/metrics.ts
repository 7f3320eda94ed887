import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";

const joins = "\nleft join service s on s.id = i.service_id\nleft join team g on g.id = i.team_id";
const from = `incident i${joins}`;
const ms = (expression: string): string => `(extract(epoch from ${expression}) * 1000)::float8`;
const percentile = (p: number, expression: string): string => `percentile_cont(${p}) within group (order by ${expression})`;

const dimensions: readonly DimensionDefinition[] = [
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "severity", sql: "i.severity", labelSql: "upper(i.severity)", isOrdinal: true },
  { id: "root_cause", sql: "i.root_cause" },
  { id: "region", sql: "s.region" },
  { id: "state", sql: "i.status" },
];
const status = "case when i.resolved_at is null then 'open' else 'closed' end";
const filters: FilterDefinitions = { severity: "i.severity", root_cause: "coalesce(i.root_cause, 'unknown')", region: "s.region", status, state: "i.status" };

const base = {
  domain: "incidents" as const, permission: "incidents.read", from, where: [] as readonly string[], filters, quantities: { duration: ms("i.resolved_at - i.started_at") }, dimensions, entities: { service: "s.slug", team: "g.slug" }, customerSql: null, teamSql: "coalesce(i.team_id, s.owner_team_id)",
  listPath: "/incidents", kind: "flow" as const, timeSql: "i.started_at", sampleSql: "count(*)", sampleNoun: "incidents", minimumSample: 0, isZeroMeasured: false, isAdditive: false, goodDirection: "down" as const, defaultDimension: "service",
  coverageSql: "select min(i.started_at) as from_at, max(coalesce(i.resolved_at, i.started_at)) as to_at from incident i",
};

const duration = (expression: string) => ({ mean: `avg(${ms(expression)})`, p50: percentile(0.5, ms(expression)), p90: percentile(0.9, ms(expression)), p95: percentile(0.95, ms(expression)), p99: percentile(0.99, ms(expression)), max: `max(${ms(expression)})` });

export const incidentMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "incident_count", label: "Incidents", unit: "count", isAdditive: true, synonyms: ["incidents", "incident count", "number of incidents"],
    noun: "incidents", phrase: "{value} incidents began", definition: "Incidents by the time at which they began.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "open_incidents", label: "Open incidents", unit: "count", kind: "stock", timeSql: null, isAdditive: true, isZeroMeasured: true, where: ["i.started_at <= {at}", "(i.resolved_at is null or i.resolved_at > {at})"], listQuery: { status: "open" }, synonyms: ["open incidents", "ongoing incidents", "unresolved incidents"],
    noun: "open incidents", phrase: "{value} incidents are open", definition: "Incidents that had begun at the instant and were not resolved.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "incident_minutes", label: "Incident minutes", unit: "minutes", isAdditive: true, where: ["i.resolved_at is not null"], synonyms: ["incident minutes", "minutes in incidents"],
    noun: "incident minutes", phrase: "Incidents lasted {value} together", definition: "From beginning to resolution, summed over the resolved incidents that began in the period.",
    stats: { sum: `sum(${ms("i.resolved_at - i.started_at")}) / 60000`, max: `max(${ms("i.resolved_at - i.started_at")}) / 60000` }, defaultStat: "sum",
  },
  {
    ...base, id: "mttr", label: "Time to restore", unit: "ms", where: ["i.resolved_at is not null"], synonyms: ["mttr", "mean time to restore", "mean time to recovery", "time to restore", "time to recover"],
    noun: "time to restore", phrase: "The {stat} time to restore was {value}", definition: "From beginning to resolution, over the resolved incidents that began in the period.", stats: duration("i.resolved_at - i.started_at"), defaultStat: "mean",
  },
  {
    ...base, id: "mtta", label: "Time to acknowledge", unit: "ms", where: ["i.acknowledged_at is not null"], synonyms: ["mtta", "mean time to acknowledge", "time to acknowledge", "acknowledgement time"],
    noun: "time to acknowledge", phrase: "The {stat} time to acknowledge was {value}", definition: "From beginning to the first step taken, over the acknowledged incidents that began in the period.", stats: duration("i.acknowledged_at - i.started_at"), defaultStat: "mean",
  },
  {
    ...base, id: "mttd", label: "Time to detect", unit: "ms", where: ["i.declared_at >= i.started_at"], synonyms: ["mttd", "mean time to detect", "mean time to detection", "time to detect", "time to detection", "time to notice"],
    noun: "time to detect", phrase: "The {stat} time to detect was {value}", definition: "From beginning to declaration, over the incidents that began in the period.", stats: duration("i.declared_at - i.started_at"), defaultStat: "mean",
  },
  {
    ...base, id: "repeat_incident_rate", label: "Repeat incident rate", unit: "ratio", minimumSample: 10, synonyms: ["repeat incident rate", "repeat incidents", "recurring incidents", "repeated incidents", "incidents repeated"],
    noun: "repeat incidents", phrase: "{value} of incidents repeated an earlier one ({count} of {n})", definition: "Incidents that name an earlier one they repeat, of those that began in the period.",
    stats: { mean: "count(*) filter (where i.repeat_of_id is not null)::float8 / nullif(count(*), 0)", count: "count(*) filter (where i.repeat_of_id is not null)" }, defaultStat: "mean",
  },
  {
    ...base, id: "action_overdue", label: "Overdue actions", unit: "count", kind: "stock", timeSql: null, isAdditive: true, defaultDimension: "team", listPath: "/incidents/actions", listQuery: { state: "overdue" },
    from: `action_item a\njoin incident i on i.id = a.incident_id${joins}`, where: ["a.kind = 'action'", "a.created_at <= {at}", "(a.done_at is null or a.done_at > {at})", "a.due_on < ({at} at time zone 'UTC')::date"], sampleNoun: "actions",
    synonyms: ["overdue actions", "overdue action items", "late action items"], noun: "overdue actions", phrase: "{value} follow-up actions are overdue", definition: "Follow-up actions of incidents that were due before the day and are not done.", stats: { count: "count(*)" }, defaultStat: "count",
  },
];

/** "2 h 36 min", "36 min". */
const spoken = (span: string): string => `case when ${span} >= interval '1 hour' then floor(extract(epoch from ${span}) / 3600)::int || ' h ' else '' end || floor(extract(epoch from ${span}) / 60)::int % 60 || ' min'`;
/** The section of a review whose heading begins like that, on one line; null when it has none. */
const section = (heading: string): string => `nullif(regexp_replace(trim(both E' \\n-*' from (regexp_match(p.body, '(?:^|\\n)#+ *${heading}[^\\n]*\\n+((?:(?!\\n#).)*)', 'i'))[1]), '\\s*\\n[-*\\s]*', '; ', 'g'), '')`;

export const incidentSubjects: readonly SubjectDefinition[] = [
  {
    id: "incident", domain: "incidents", label: "Incidents", nouns: ["incident", "incidents"], synonyms: ["incidents", "incident"], permission: "incidents.read", from, where: [], filters, quantities: base.quantities, entities: base.entities,
    customerSql: null, teamSql: base.teamSql, listPath: "/incidents", timeSql: "i.started_at", coverageSql: base.coverageSql, titleColumn: "incident", hrefSql: "'/incidents/' || i.number",
    columns: [
      { key: "incident", label: "Incident", unit: "text", sql: "'INC-' || i.number || ' ' || i.title" },
      { key: "severity", label: "Severity", unit: "text", sql: "upper(i.severity)" },
      { key: "status", label: "State", unit: "text", sql: "i.status" },
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
      { key: "started_at", label: "Began", unit: "datetime", sql: "i.started_at" },
      { key: "duration", label: "To restore", unit: "ms", sql: ms("i.resolved_at - i.started_at") },
      { key: "root_cause", label: "Cause", unit: "text", sql: "i.root_cause" },
    ],
    orders: { default: { column: "started_at", direction: "desc" }, incident_minutes: { column: "duration", direction: "desc" }, mttr: { column: "duration", direction: "desc" } },
  },
  {
    id: "action", domain: "incidents", label: "Follow-up actions", nouns: ["follow-up action", "follow-up actions"], synonyms: ["follow-up actions", "action items"], permission: "incidents.read", from: `action_item a\njoin incident i on i.id = a.incident_id${joins}`, where: ["a.kind = 'action'"],
    filters: { state: "case when a.done_at is not null then 'done' when a.due_on < ({at} at time zone 'UTC')::date then 'overdue' else 'open' end", severity: "i.severity" }, entities: base.entities, customerSql: null, teamSql: base.teamSql, listPath: "/incidents/actions", timeSql: null,
    coverageSql: "select min(created_at) as from_at, max(created_at) as to_at from action_item where kind = 'action'", titleColumn: "action", hrefSql: "'/incidents/' || i.number",
    columns: [
      { key: "action", label: "Action", unit: "text", sql: "a.title" },
      { key: "owner", label: "Owner", unit: "text", sql: "nullif(a.owner_name, '')" },
      { key: "due_on", label: "Due", unit: "date", sql: "a.due_on::text" },
      { key: "incident", label: "Incident", unit: "text", sql: "'INC-' || i.number || ' ' || i.title" },
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
    ],
    orders: { default: { column: "due_on", direction: "asc" }, action_overdue: { column: "due_on", direction: "asc" } },
  },
  {
    id: "postmortem", domain: "incidents", label: "What reviews of incidents say", nouns: ["review of an incident", "reviews of incidents"], synonyms: ["postmortems", "lessons learned"], permission: "incidents.read", from: `postmortem p\njoin incident i on i.id = p.incident_id${joins}`, where: ["p.body <> ''"],
    filters, entities: base.entities, customerSql: null, teamSql: base.teamSql, listPath: "/incidents", timeSql: "i.started_at", coverageSql: "select min(i.started_at) as from_at, max(i.started_at) as to_at from postmortem p join incident i on i.id = p.incident_id", titleColumn: "incident", hrefSql: "'/incidents/' || i.number",
    columns: [
      { key: "incident", label: "Incident", unit: "text", sql: "'INC-' || i.number || ' ' || i.title" },
      { key: "changes", label: "What changes", unit: "text", sql: section("(?:what we (?:change|learn)|lessons|follow[- ]?up|actions)") },
      { key: "why", label: "Why it happened", unit: "text", sql: section("(?:why|root cause|cause)") },
      { key: "severity", label: "Severity", unit: "text", sql: "upper(i.severity)" },
      { key: "started_at", label: "Began", unit: "datetime", sql: "i.started_at" },
      { key: "state", label: "Review", unit: "text", sql: "replace(p.state, '_', ' ')" },
    ],
    orders: { default: { column: "started_at", direction: "desc" } }, told: "changes",
  },
  {
    id: "incident_story", domain: "incidents", label: "The incident", nouns: ["incident", "incidents"], synonyms: ["incident by number"], permission: "incidents.read", from, where: [], filters: { number: "i.number::text" }, entities: base.entities, customerSql: null, teamSql: base.teamSql, listPath: "/incidents", timeSql: null,
    coverageSql: base.coverageSql, titleColumn: "incident", hrefSql: "'/incidents/' || i.number",
    columns: [
      { key: "incident", label: "Incident", unit: "text", sql: "'INC-' || i.number || ' ' || i.title" },
      { key: "story", label: "In short", unit: "text", sql: `concat('INC-', i.number, ' ', i.title, ' (', upper(i.severity), coalesce(', ' || s.name, ''), ') ', case when i.resolved_at is null then 'goes on' else 'was restored after ' || ${spoken("i.resolved_at - i.started_at")} end, coalesce('. Cause: ' || i.root_cause, ''), coalesce('. ' || nullif(rtrim(i.summary, '. '), ''), ''), '.')` },
      { key: "started_at", label: "Began", unit: "datetime", sql: "i.started_at" },
      { key: "resolved_at", label: "Restored", unit: "datetime", sql: "i.resolved_at" },
      { key: "commander", label: "Commander", unit: "text", sql: "nullif(i.commander, '')" },
      { key: "tickets", label: "Linked tickets", unit: "count", sql: "(select count(*)::int from incident_ticket x where x.incident_id = i.id)" },
      { key: "customers", label: "Customers who wrote", unit: "count", sql: "(select count(distinct t.customer_id)::int from incident_ticket x join ticket t on t.id = x.ticket_id where x.incident_id = i.id)" },
      { key: "changes", label: "What changes", unit: "text", sql: `(select ${section("(?:what we (?:change|learn)|lessons|follow[- ]?up|actions)")} from postmortem p where p.incident_id = i.id)` },
    ],
    orders: { default: { column: "started_at", direction: "desc" } }, told: "story", decides: true,
  },
];
