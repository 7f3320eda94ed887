-- Tickets by the time at which they were closed.
select
  (count(*))::float8 as tickets_closed,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.closed_at >= $1::timestamptz
  and t.closed_at < $2::timestamptz
  and t.closed_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*))::float8 as tickets_closed,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.closed_at >= $1::timestamptz
    and t.closed_at < $2::timestamptz
    and t.closed_at is not null
  group by 1, 2
)
select key, label as team, tickets_closed, n, tickets_closed / nullif(sum(tickets_closed) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, tickets_closed desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
