import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";

const joins = "\nleft join service s on s.id = t.service_id\nleft join customer c on c.id = t.customer_id";
const fromTickets = `ticket t\nleft join team g on g.id = t.team_id${joins}`;
const fromHandovers = (column: "from_team_id" | "team_id"): string => `ticket_event e\njoin ticket t on t.id = e.ticket_id\nleft join team g on g.id = e.${column}${joins}`;

const dimensions: readonly DimensionDefinition[] = [
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "priority", sql: "t.priority", labelSql: "upper(t.priority)", isOrdinal: true },
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "customer", sql: "c.slug", labelSql: "c.name" },
  { id: "customer_tier", sql: "c.tier" },
  { id: "region", sql: "coalesce(c.region, s.region)" },
  { id: "category", sql: "t.category" },
  { id: "subcategory", sql: "t.subcategory" },
  { id: "channel", sql: "t.channel" },
  { id: "location", sql: "t.location" },
  { id: "impact", sql: "t.impact", isOrdinal: true },
  { id: "urgency", sql: "t.urgency", isOrdinal: true },
  { id: "assignee", sql: "t.assignee" },
  { id: "state", sql: "t.state_kind" },
];

const yes = (condition: string): string => `case when ${condition} then 'yes' else 'no' end`;

const filters: FilterDefinitions = {
  priority: "t.priority",
  impact: "t.impact",
  urgency: "t.urgency",
  state: "t.state_kind",
  status: "case {value} when 'open' then t.state_kind not in ('resolved', 'closed') when 'closed' then t.state_kind in ('resolved', 'closed') else t.state_kind = {value} end",
  sla: "case when t.made_sla then 'met' when not t.made_sla then 'missed' end",
  reopened: yes("t.reopen_count > 0"),
  reassigned: yes("t.reassignment_count > 0"),
  escalated: yes("t.escalated_at is not null"),
  customer_tier: "c.tier",
  region: "coalesce(c.region, s.region)",
  category: "t.category",
  subcategory: "t.subcategory",
  channel: "t.channel",
  location: "t.location",
  assignee: "t.assignee",
};

const base = {
  domain: "tickets" as const,
  permission: "tickets.read",
  from: fromTickets,
  where: [] as readonly string[],
  dimensions,
  filters,
  entities: { team: "g.slug", service: "s.slug", customer: "c.slug", ticket: "t.number" },
  customerSql: "t.customer_id",
  teamSql: "t.team_id",
  coverageSql: "select min(t.opened_at) as from_at, max(t.updated_at) as to_at from ticket t",
  listPath: "/tickets",
  kind: "flow" as const,
  timeSql: "t.opened_at",
  sampleSql: "count(*)",
  sampleNoun: "tickets",
  minimumSample: 0,
  isZeroMeasured: false,
  isAdditive: false,
  goodDirection: "down" as const,
  defaultDimension: "team",
};

const durationStats = (start: string, end: string): MetricDefinition["stats"] => {
  const ms = `extract(epoch from ${end} - ${start}) * 1000`;
  const percentile = (p: number): string => `percentile_cont(${p}) within group (order by ${ms})`;
  return { p50: percentile(0.5), mean: `avg(${ms})`, p90: percentile(0.9), p95: percentile(0.95), max: `max(${ms})` };
};

const rate = (numerator: string, condition: string) => ({
  unit: "ratio" as const,
  stats: { count: `count(*) filter (where ${numerator})`, mean: `count(*) filter (where ${numerator})::float8 / nullif(count(*), 0)` },
  defaultStat: "mean" as const,
  minimumSample: 10,
  where: condition === "" ? [] : [condition],
});

const endedSql = "coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end)";
// Open is what these metrics are about, at an instant that may be past: the state of today adds nothing to it.
const openFilters: FilterDefinitions = { ...filters, status: "{value} = 'open' or t.state_kind = {value}" };
const openAtInstant = ["t.opened_at <= {at}", `(${endedSql} is null or ${endedSql} > {at})`];
const handover = { ...base, kind: "flow" as const, unit: "count" as const, isAdditive: true, where: ["e.kind = 'reassigned'"], timeSql: "e.at", stats: { count: "count(*)" }, defaultStat: "count" as const, sampleSql: "count(distinct t.id)", listQuery: { reassigned: "yes" }, sampleNoun: "tickets" };

export const ticketMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "ticket_volume", label: "Tickets opened", unit: "count", isAdditive: true, goodDirection: "neutral", defaultDimension: "priority",
    synonyms: ["tickets opened", "ticket volume", "new tickets", "tickets created", "tickets logged", "incoming tickets"],
    noun: "tickets opened", phrase: "{value} tickets were opened", definition: "Tickets by the time at which they were opened.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "tickets_closed", label: "Tickets closed", unit: "count", isAdditive: true, goodDirection: "up", timeSql: "t.closed_at", listQuery: { time: "closed" }, where: ["t.closed_at is not null"],
    synonyms: ["tickets closed", "closed tickets"],
    noun: "tickets closed", phrase: "{value} tickets were closed", definition: "Tickets by the time at which they were closed.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "ticket_backlog", label: "Open tickets", unit: "count", kind: "stock", isAdditive: true, timeSql: null, where: openAtInstant, filters: openFilters, listQuery: { status: "open" }, defaultDimension: "priority",
    synonyms: ["open tickets", "ticket backlog", "backlog", "unresolved tickets", "outstanding tickets"],
    noun: "open tickets", phrase: "{value} tickets were open", definition: "Tickets opened by the instant and neither resolved nor closed at it.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "ticket_age", label: "Age of open tickets", unit: "ms", kind: "stock", timeSql: null, where: openAtInstant, filters: openFilters, listQuery: { status: "open" },
    synonyms: ["ticket age", "age of open tickets", "age of the backlog"],
    noun: "age of open tickets", phrase: "The {stat} age of the open tickets was {value}", definition: "From opened to the instant, over the tickets open at it.", stats: durationStats("t.opened_at", "{at}"), defaultStat: "p50",
  },
  {
    ...base, id: "resolution_time", label: "Time to resolve", unit: "ms", timeSql: "t.resolved_at", listQuery: { time: "resolved" }, where: ["t.resolved_at is not null"], defaultDimension: "priority",
    synonyms: ["time to resolve", "resolution time", "time to resolution"],
    noun: "time to resolve", phrase: "The {stat} time to resolve was {value}", definition: "From opened to resolved, over the tickets resolved in the period; tickets without a resolution time are left out.",
    missing: { condition: "t.resolved_at is null", timeSql: "t.opened_at", phrase: "opened in the period without a resolution time" },
    stats: durationStats("t.opened_at", "t.resolved_at"), defaultStat: "p50",
  },
  {
    ...base, id: "first_response_time", label: "Time to first response", unit: "ms", timeSql: "t.first_response_at", where: ["t.first_response_at is not null"], defaultDimension: "priority",
    synonyms: ["first response time", "time to first response", "first reply time"],
    noun: "time to first response", phrase: "The {stat} time to first response was {value}", definition: "From opened to the first answer, over the tickets first answered in the period.",
    stats: durationStats("t.opened_at", "t.first_response_at"), defaultStat: "p50",
    coverageSql: "select min(t.first_response_at) as from_at, max(t.first_response_at) as to_at from ticket t",
  },
  {
    ...base, ...rate("not t.made_sla", "t.made_sla is not null"), id: "sla_breach_rate", label: "SLA breach rate",
    synonyms: ["sla breach rate", "sla misses", "sla breaches", "missed sla", "breach rate"],
    noun: "SLA breaches", phrase: "{value} of tickets missed their SLA ({count} of {n})", definition: "Tickets whose last event says that the SLA was missed, of those that say either; by the time at which they were opened.",
    missing: { condition: "t.made_sla is null", timeSql: "t.opened_at", phrase: "without a word on whether the SLA was met" },
  },
  {
    ...base, ...rate("t.reopen_count > 0", ""), id: "reopen_rate", label: "Reopen rate",
    synonyms: ["reopen rate", "reopened tickets"],
    noun: "reopened tickets", phrase: "{value} of tickets were reopened ({count} of {n})", definition: "Tickets reopened at least once, of those opened in the period.",
  },
  {
    ...base, ...rate("t.escalated_at is not null", ""), id: "escalation_rate", label: "Escalation rate",
    synonyms: ["escalation rate", "escalated tickets"],
    noun: "escalated tickets", phrase: "{value} of tickets were escalated ({count} of {n})", definition: "Tickets escalated, of those opened in the period.",
    coverageSql: "select min(t.opened_at) as from_at, max(t.updated_at) as to_at from ticket t where exists (select 1 from ticket where escalated_at is not null)",
  },
  {
    ...handover, id: "handed_away", label: "Reassignments handed away", from: fromHandovers("from_team_id"),
    synonyms: ["tickets handed away", "reassignments handed away", "reassignments", "handovers"],
    noun: "handovers to other groups", phrase: "{value} handovers were made, on {n} tickets", definition: "Changes from one known group to another, counted for the group that hands away.",
  },
  {
    ...handover, id: "received_by", label: "Reassignments received", from: fromHandovers("team_id"),
    synonyms: ["reassignments received", "tickets received from other groups", "handovers received"],
    noun: "handovers from other groups", phrase: "{value} handovers were received, on {n} tickets", definition: "Changes from one known group to another, counted for the group that receives.",
  },
  {
    ...base, id: "reassignment_by_final_group", label: "Reassignments by final group", unit: "count", isAdditive: true,
    synonyms: ["reassignments by final group", "reassignment count by final group"],
    noun: "reassignments of the tickets that a group ended up with", phrase: "The tickets carry {value} reassignments, over {n} tickets", definition: "The source's own reassignment count, summed for the group that holds the ticket in the end.",
    stats: { sum: "coalesce(sum(t.reassignment_count), 0)", mean: "avg(t.reassignment_count)" }, defaultStat: "sum",
  },
  {
    ...base, ...rate("t.reassignment_count > 0", ""), id: "reassignment_rate", label: "Reassignment rate",
    synonyms: ["reassignment rate", "share of tickets reassigned"],
    noun: "reassigned tickets", phrase: "{value} of tickets were reassigned ({count} of {n})", definition: "Tickets reassigned at least once, of those opened in the period.",
  },
];

export const ticketSubjects: readonly SubjectDefinition[] = [
  {
    id: "ticket", domain: "tickets", label: "Tickets", nouns: ["ticket", "tickets"], synonyms: ["tickets"], permission: "tickets.read",
    from: fromTickets, where: [], filters, entities: base.entities, customerSql: "t.customer_id", teamSql: "t.team_id", listPath: "/tickets", timeSql: "t.opened_at", coverageSql: base.coverageSql,
    titleColumn: "number", hrefSql: "'/tickets/' || t.number",
    columns: [
      { key: "number", label: "Ticket", unit: "text", sql: "t.number" },
      { key: "priority", label: "Priority", unit: "text", sql: "upper(t.priority)" },
      { key: "state", label: "State", unit: "text", sql: "t.state" },
      { key: "team", label: "Group", unit: "text", sql: "g.name" },
      { key: "opened_at", label: "Opened", unit: "datetime", sql: "t.opened_at" },
      { key: "resolution", label: "Time to resolve", unit: "ms", sql: "(extract(epoch from t.resolved_at - t.opened_at) * 1000)::float8" },
      { key: "reassignments", label: "Reassignments", unit: "count", sql: "t.reassignment_count" },
      { key: "sla", label: "SLA", unit: "text", sql: "case when t.made_sla then 'met' when not t.made_sla then 'missed' end" },
    ],
    orders: {
      default: { column: "opened_at", direction: "desc" },
      ticket_age: { column: "opened_at", direction: "asc" },
      resolution_time: { column: "resolution", direction: "desc" },
      handed_away: { column: "reassignments", direction: "desc" },
      reassignment_by_final_group: { column: "reassignments", direction: "desc" },
      reassignment_rate: { column: "reassignments", direction: "desc" },
    },
  },
];
