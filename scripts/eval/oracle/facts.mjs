import { EVENT_FACTS } from "./event-facts.mjs";

/**
 * What the records say, told a second time: tickets from their event log, outages and availability from single checks. The portal reads the
 * columns and tables that are derived from these, so that a fault in the derivation shows as well. Temporary tables of one session.
 */
const TICKETS = `
create temporary table told_event as
select e.*, lag(e.state_kind) over w as kind_before, lag(e.team_id) over w as team_before, lead(e.at) over w as until_at
from ticket_event e window w as (partition by e.ticket_id order by e.seq);

create temporary table told_ticket as
select t.id, t.number, t.category, t.channel, t.opened_at, t.first_response_at, t.escalated_at,
  z.state_kind, z.priority, z.made_sla, g.slug as team, s.slug as service, c.slug as customer, c.tier as customer_tier, c.region as customer_region,
  case when z.state_kind in ('resolved', 'closed') then f.resolved_at end as resolved_at,
  case when z.state_kind = 'closed' then f.closed_at end as closed_at,
  f.reopenings, f.handovers
from ticket t
join lateral (select * from ticket_event e where e.ticket_id = t.id order by e.seq desc limit 1) z on true
join (
  select ticket_id,
    max(at) filter (where state_kind = 'resolved' and kind_before is distinct from 'resolved') as resolved_at,
    max(at) filter (where state_kind = 'closed' and kind_before is distinct from 'closed') as closed_at,
    count(*) filter (where kind_before in ('resolved', 'closed') and state_kind not in ('resolved', 'closed')) as reopenings,
    count(*) filter (where team_before <> team_id) as handovers
  from told_event group by ticket_id
) f on f.ticket_id = t.id
left join team g on g.id = z.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id;
`;

const MONITORS = `
create temporary table told_site as
select m.key, m.slug as monitor, m.name, s.slug as service, s.region, g.slug as team
from monitor m left join service s on s.id = m.service_id left join team g on g.id = s.owner_team_id;

create temporary table told_spell as
select monitor_key, at, lead(at) over w as until_at, status, lag(status) over w as status_before, latency_ms
from check_result window w as (partition by monitor_key order by at);

create temporary table told_outage as
select monitor_key, min(at) as started_at, coalesce(max(until_at), max(at)) as ended_at
from (select *, count(*) filter (where status = 'down' and status_before is distinct from 'down') over (partition by monitor_key order by at) as episode from told_spell) k
where status = 'down' group by monitor_key, episode;
`;

export const FACTS = `set time zone 'UTC';${TICKETS}${MONITORS}analyze told_ticket; analyze told_event; analyze told_spell;${EVENT_FACTS}`;

/** Seconds of a spell that lie in the period. */
const secondsIn = ({ from, to }) => `extract(epoch from least(k.until_at, '${to}') - greatest(k.at, '${from}'))`;
const touches = ({ from, to }) => `k.until_at > '${from}' and k.at < '${to}'`;

/** Time not down of the time observed, weighed by its length over all sites of the group. */
export const availability = (period) => `1 - coalesce(sum(${secondsIn(period)}) filter (where k.status = 'down'), 0) / sum(${secondsIn(period)})`;
export const downMinutes = (period) => `coalesce(sum(${secondsIn(period)}) filter (where k.status = 'down'), 0) / 60`;
export const spells = (period) => `told_spell k join told_site m on m.key = k.monitor_key where ${touches(period)}`;
export const outages = "told_outage o join told_site m on m.key = o.monitor_key";
export const outageMinutes = "extract(epoch from o.ended_at - o.started_at) / 60";

export const milliseconds = (from, to) => `extract(epoch from ${to} - ${from}) * 1000`;
export const percentile = (share, value) => `percentile_cont(${share}) within group (order by ${value})`;
export const share = (condition) => `count(*) filter (where ${condition})::float8 / nullif(count(*), 0)`;
