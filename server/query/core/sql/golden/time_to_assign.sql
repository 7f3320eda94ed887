-- From opened to the first event that names an assignee, over the tickets opened in the period.
select
  (percentile_cont(0.5) within group (order by extract(epoch from a.assigned_at - t.opened_at) * 1000))::float8 as time_to_assign,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
left join lateral (select e.at as assigned_at from ticket_event e where e.ticket_id = t.id and e.assignee is not null order by e.seq limit 1) a on true
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and a.assigned_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by priority
with grouped as (
  select
    t.priority as key,
    upper(t.priority) as label,
    (percentile_cont(0.5) within group (order by extract(epoch from a.assigned_at - t.opened_at) * 1000))::float8 as time_to_assign,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  left join lateral (select e.at as assigned_at from ticket_event e where e.ticket_id = t.id and e.assignee is not null order by e.seq limit 1) a on true
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
    and a.assigned_at is not null
  group by 1, 2
)
select key, label as priority, time_to_assign, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, time_to_assign desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
