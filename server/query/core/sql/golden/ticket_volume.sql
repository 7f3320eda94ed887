-- Tickets by the time at which they were opened.
select
  (count(*))::float8 as ticket_volume,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by priority
with grouped as (
  select
    t.priority as key,
    upper(t.priority) as label,
    (count(*))::float8 as ticket_volume,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
  group by 1, 2
)
select key, label as priority, ticket_volume, n, ticket_volume / nullif(sum(ticket_volume) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, ticket_volume desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
