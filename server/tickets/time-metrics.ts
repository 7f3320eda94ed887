import "server-only";
import type { MetricDefinition } from "#core/query";
import { base, durationStats, filters, fromTickets, withoutHistory } from "./metric-parts";

// The first in the ticket's own order: a minimum over all times would be sought along the index of times.
const fromAssigned = `${fromTickets}\nleft join lateral (select e.at as assigned_at from ticket_event e where e.ticket_id = t.id and e.assignee is not null order by e.seq limit 1) a on true`;

export const fromStays = `${fromTickets}
cross join lateral (
  select e.state, e.state_kind, sum(greatest(0, extract(epoch from e.until_at - e.at)) * 1000)::float8 as ms
  from (select ev.state, ev.state_kind, ev.at, lead(ev.at) over (order by ev.seq) as until_at from ticket_event ev where ev.ticket_id = t.id and not ev.detail ? 'hasNoHistory') e
  where e.until_at is not null
  group by 1, 2
) v`;

const percentileOf = (sql: string, p: number): string => `percentile_cont(${p}) within group (order by ${sql})`;

/** How long things take. */
export const timeMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "resolution_time", label: "Time to resolve", unit: "ms", timeSql: "t.resolved_at", listQuery: { time: "resolved" }, where: ["t.resolved_at is not null"], defaultDimension: "priority",
    synonyms: ["time to resolve", "resolution time", "time to resolution"],
    noun: "time to resolve", phrase: "The {stat} time to resolve was {value}", definition: "From opened to resolved, over the tickets resolved in the period; tickets without a resolution time are left out.",
    missing: { condition: "t.resolved_at is null", timeSql: "t.opened_at", phrase: "opened in the period without a resolution time" },
    stats: durationStats("t.opened_at", "t.resolved_at"), defaultStat: "p50",
  },
  {
    ...base, id: "first_response_time", listPath: null, label: "Time to first response", unit: "ms", timeSql: "t.first_response_at", where: ["t.first_response_at is not null"], defaultDimension: "priority",
    synonyms: ["first response time", "time to first response", "first reply time"],
    noun: "time to first response", phrase: "The {stat} time to first response was {value}", definition: "From opened to the first answer, over the tickets first answered in the period.",
    stats: durationStats("t.opened_at", "t.first_response_at"), defaultStat: "p50",
    coverageSql: "select min(t.first_response_at) as from_at, max(t.first_response_at) as to_at from ticket t",
  },
  {
    ...base, id: "time_to_assign", label: "Time to assign", unit: "ms", from: fromAssigned, extentFrom: fromTickets, where: ["a.assigned_at is not null"], defaultDimension: "priority",
    synonyms: ["time to assign", "time to assignment", "assignment time"],
    noun: "time to assign", phrase: "The {stat} time to assign was {value}", definition: "From opened to the first event that names an assignee, over the tickets opened in the period.",
    missing: { condition: "a.assigned_at is null", timeSql: "t.opened_at", phrase: "opened in the period that no event gives an assignee" },
    stats: durationStats("t.opened_at", "a.assigned_at"), defaultStat: "p50",
    coverageSql: "select min(t.opened_at) as from_at, max(t.updated_at) as to_at from ticket t where exists (select 1 from ticket_event where assignee is not null)",
  },
  {
    ...base, id: "time_in_state", label: "Time in state", unit: "ms", from: fromStays, extentFrom: fromTickets, where: [], defaultDimension: "state", sampleSql: "count(distinct t.id)", listPath: "/tickets",
    synonyms: ["time in state", "time in each state", "time spent in each state", "waiting time", "time waiting"],
    noun: "time in a state", phrase: "The {stat} time that a ticket spent in one state was {value}",
    // They have no stays: each stands once for every kind of state that a question may narrow to.
    missing: { ...withoutHistory, from: `${fromTickets}\ncross join unnest(array['open', 'waiting', 'resolved', 'closed']) as v(state_kind)`, countSql: "count(distinct t.id)" },
    definition: "For each ticket opened in the period and each state that it was in, the time until it left that state, stays added up; the state in which a ticket is now has not ended and is left out.",
    dimensions: [...base.dimensions.filter(({ id }) => id !== "state"), { id: "state", sql: "v.state" }],
    filters: { ...filters, state: "v.state_kind", status: "case {value} when 'open' then v.state_kind not in ('resolved', 'closed') when 'closed' then v.state_kind in ('resolved', 'closed') else v.state_kind = {value} end" },
    stats: { p50: percentileOf("v.ms", 0.5), mean: "avg(v.ms)", p90: percentileOf("v.ms", 0.9), p95: percentileOf("v.ms", 0.95), p99: percentileOf("v.ms", 0.99), max: "max(v.ms)", sum: "sum(v.ms)" }, defaultStat: "p50",
    coverageSql: "select min(t.opened_at) as from_at, max(t.updated_at) as to_at from ticket t where exists (select 1 from ticket_event)",
  },
];
