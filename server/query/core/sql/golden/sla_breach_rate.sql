-- Tickets whose last event says that the SLA was missed, of those that say either; by the time at which they were opened.
select
  (count(*) filter (where not t.made_sla))::float8 as count,
  (count(*) filter (where not t.made_sla)::float8 / nullif(count(*), 0))::float8 as sla_breach_rate,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and t.made_sla is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*) filter (where not t.made_sla))::float8 as count,
    (count(*) filter (where not t.made_sla)::float8 / nullif(count(*), 0))::float8 as sla_breach_rate,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
    and t.made_sla is not null
  group by 1, 2
)
select key, label as team, count, sla_breach_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, sla_breach_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
