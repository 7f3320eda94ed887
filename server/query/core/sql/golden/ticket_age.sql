-- From opened to the instant, over the tickets open at it.
select
  (percentile_cont(0.5) within group (order by extract(epoch from $1::timestamptz - t.opened_at) * 1000))::float8 as ticket_age,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at <= $1::timestamptz
  and case when t.reopen_count > 0 then coalesce((select e.state_kind not in ('resolved', 'closed') from ticket_event e where e.ticket_id = t.id and e.at <= $1::timestamptz order by e.seq desc limit 1), (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz)) else (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz) end
-- ["2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (percentile_cont(0.5) within group (order by extract(epoch from $1::timestamptz - t.opened_at) * 1000))::float8 as ticket_age,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at <= $1::timestamptz
    and case when t.reopen_count > 0 then coalesce((select e.state_kind not in ('resolved', 'closed') from ticket_event e where e.ticket_id = t.id and e.at <= $1::timestamptz order by e.seq desc limit 1), (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz)) else (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz) end
  group by 1, 2
)
select key, label as team, ticket_age, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, ticket_age desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
