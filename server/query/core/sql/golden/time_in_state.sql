-- For each ticket opened in the period and each state that it was in, the time until it left that state, stays added up; the state in which a ticket is now has not ended and is left out.
select
  (percentile_cont(0.5) within group (order by v.ms))::float8 as time_in_state,
  (count(distinct t.id))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
cross join lateral (
  select e.state, e.state_kind, sum(greatest(0, extract(epoch from e.until_at - e.at)) * 1000)::float8 as ms
  from (select ev.state, ev.state_kind, ev.at, lead(ev.at) over (order by ev.seq) as until_at from ticket_event ev where ev.ticket_id = t.id and not ev.detail ? 'hasNoHistory') e
  where e.until_at is not null
  group by 1, 2
) v
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by state
with grouped as (
  select
    v.state as key,
    v.state as label,
    (percentile_cont(0.5) within group (order by v.ms))::float8 as time_in_state,
    (count(distinct t.id))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  cross join lateral (
    select e.state, e.state_kind, sum(greatest(0, extract(epoch from e.until_at - e.at)) * 1000)::float8 as ms
    from (select ev.state, ev.state_kind, ev.at, lead(ev.at) over (order by ev.seq) as until_at from ticket_event ev where ev.ticket_id = t.id and not ev.detail ? 'hasNoHistory') e
    where e.until_at is not null
    group by 1, 2
  ) v
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
  group by 1, 2
)
select key, label as state, time_in_state, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, time_in_state desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
