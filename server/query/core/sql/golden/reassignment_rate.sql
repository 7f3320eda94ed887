-- Tickets reassigned at least once, of those opened in the period; those without history are left out.
select
  (count(*) filter (where t.reassignment_count > 0))::float8 as count,
  (count(*) filter (where t.reassignment_count > 0)::float8 / nullif(count(*), 0))::float8 as reassignment_rate,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and not starts_with(coalesce(t.source_hash, ''), 'list:')
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*) filter (where t.reassignment_count > 0))::float8 as count,
    (count(*) filter (where t.reassignment_count > 0)::float8 / nullif(count(*), 0))::float8 as reassignment_rate,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
    and not starts_with(coalesce(t.source_hash, ''), 'list:')
  group by 1, 2
)
select key, label as team, count, reassignment_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, reassignment_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
