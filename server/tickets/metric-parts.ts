import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition } from "#core/query";

const joins = "\nleft join service s on s.id = t.service_id\nleft join customer c on c.id = t.customer_id";
export const fromTickets = `ticket t\nleft join team g on g.id = t.team_id${joins}`;
export const fromHandovers = (column: "from_team_id" | "team_id"): string => `ticket_event e\njoin ticket t on t.id = e.ticket_id\nleft join team g on g.id = e.${column}${joins}`;

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

/** When a ticket stopped being worked on; a source that gives no time of its own for it is taken by its last event. */
export const endedSql = "coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end)";
const neverEndedBefore = `(${endedSql} is null or ${endedSql} > {at})`;
const isWorkedOn = "e.state_kind not in ('resolved', 'closed')";
// One that was opened again has ended more than once: its log knows what it was at the instant.
const isOpenAt = `case when t.reopen_count > 0 then coalesce((select ${isWorkedOn} from ticket_event e where e.ticket_id = t.id and e.at <= {at} order by e.seq desc limit 1), ${neverEndedBefore}) else ${neverEndedBefore} end`;

/** From when until when a ticket was open; one that was opened again has several such times, as its log tells. */
export const openLives = {
  join: `left join lateral (
  select case when e.was is null then t.opened_at else e.at end as begins, lead(e.at) over (order by e.seq) as ends, e.is_open
  from (select e.seq, e.at, ${isWorkedOn} as is_open, lag(${isWorkedOn}) over (order by e.seq) as was from ticket_event e where e.ticket_id = t.id) e
  where e.was is distinct from e.is_open) life on t.reopen_count > 0`,
  where: ["life.is_open is not false"],
  begins: "coalesce(life.begins, t.opened_at)",
  ends: `case when life.begins is null then ${endedSql} else life.ends end`,
};

const milliseconds = (interval: string): string => `(extract(epoch from ${interval}) * 1000)`;

/** Amounts that a threshold may name: an age is that of an open ticket, a duration that of any, the open ones until the instant. */
const quantities = {
  age: `(case when ${isOpenAt} then ${milliseconds("{at} - t.opened_at")} end)`,
  duration: milliseconds(`coalesce(${endedSql}, {at}) - t.opened_at`),
  reassignments: "t.reassignment_count",
  reopens: "t.reopen_count",
};

// Three of four tickets that kept their SLA were resolved within this time, by priority, over the half year before; one look-up for the whole statement.
export const usualSeconds = `((select jsonb_object_agg(u.priority, u.seconds) from (
    select r.priority, percentile_cont(0.75) within group (order by extract(epoch from r.resolved_at - r.opened_at)) as seconds
    from ticket r where r.made_sla and r.priority is not null and r.resolved_at < {at} and r.resolved_at >= {at} - interval '6 months' group by 1
  ) u) ->> t.priority)::float8`;
const isUnusuallyOld = `t.made_sla is not false and extract(epoch from {at} - t.opened_at) > ${usualSeconds}`;
// Where a ticket has a clock it knows its promise; an imported one has only what others of its kind took.
const clockIsAtRisk = "(select coalesce(k.warn_at <= {at} and (k.due_at is null or k.due_at >= {at}) and (k.breached_at is null or k.breached_at > {at}), false) from ticket_clock k where k.ticket_id = t.id and k.kind = 'resolution')";
export const isAtRisk = `(${isOpenAt} and coalesce(${clockIsAtRisk}, ${isUnusuallyOld}))`;

export const filters: FilterDefinitions = {
  priority: "t.priority",
  impact: "t.impact",
  urgency: "t.urgency",
  state: "t.state_kind",
  status: "case {value} when 'open' then t.state_kind not in ('resolved', 'closed') when 'closed' then t.state_kind in ('resolved', 'closed') else t.state_kind = {value} end",
  sla: `case {value} when 'at_risk' then ${isAtRisk} when 'met' then t.made_sla when 'missed' then not t.made_sla when 'unknown' then t.made_sla is null end`,
  reopened: yes("t.reopen_count > 0"),
  reassigned: yes("t.reassignment_count > 0"),
  escalated: yes("t.escalated_at is not null"),
  customer_tier: "c.tier",
  region: "coalesce(c.region, s.region)",
  customer_region: "c.region",
  category: "t.category",
  subcategory: "t.subcategory",
  channel: "t.channel",
  location: "t.location",
  assignee: "t.assignee",
};

// Pages list by what the source says; a reckoned risk has no page.
export const listWords = { "sla:at_risk": "", "*:none": "*:unknown" } as const;

export const base = {
  domain: "tickets" as const,
  permission: "tickets.read",
  from: fromTickets,
  where: [] as readonly string[],
  dimensions,
  filters,
  quantities: quantities as Readonly<Record<string, string>>,
  entities: { team: "g.slug", service: "s.slug", customer: "c.slug", ticket: "t.number" },
  customerSql: "t.customer_id",
  requesterSql: "coalesce(t.requester_id, lower(t.requester_email))",
  teamSql: "t.team_id",
  coverageSql: "select min(t.opened_at) as from_at, max(t.updated_at) as to_at from ticket t",
  listPath: "/tickets",
  listTakesSeveral: true,
  listWords: listWords as Readonly<Record<string, string>>,
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

const isListed = "starts_with(coalesce(t.source_hash, ''), 'list:')";
/** A ticket that another desk listed: what happened between its opening and its end is not known, and nothing is not never. */
export const hasHistory = `not ${isListed}`;
export const withoutHistory = { condition: isListed, timeSql: "t.opened_at", phrase: "opened in the period that came from a list without history, and count here for nothing" };

export const durationStats = (start: string, end: string): MetricDefinition["stats"] => {
  const ms = `extract(epoch from ${end} - ${start}) * 1000`;
  const percentile = (p: number): string => `percentile_cont(${p}) within group (order by ${ms})`;
  return { p50: percentile(0.5), mean: `avg(${ms})`, p90: percentile(0.9), p95: percentile(0.95), p99: percentile(0.99), max: `max(${ms})` };
};

export const rate = (numerator: string, condition: string) => ({
  unit: "ratio" as const,
  stats: { count: `count(*) filter (where ${numerator})`, mean: `count(*) filter (where ${numerator})::float8 / nullif(count(*), 0)` },
  defaultStat: "mean" as const,
  minimumSample: 10,
  where: condition === "" ? [] : [condition],
});

// Open is what these metrics are about, at an instant that may be past: the state of today adds nothing to it.
export const openFilters: FilterDefinitions = { ...filters, status: "{value} = 'open' or t.state_kind = {value}" };
export const openAtInstant = ["t.opened_at <= {at}", isOpenAt];
