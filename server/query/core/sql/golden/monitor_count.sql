-- Monitors in the portal now.
select
  (count(*))::float8 as monitor_count,
  (count(*))::int as n
from monitor m
left join service s on s.id = m.service_id
left join team g on g.id = s.owner_team_id
where m.source <> 'self'
  and m.archived_at is null
-- []

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as monitor_count,
    (count(*))::int as n
  from monitor m
  left join service s on s.id = m.service_id
  left join team g on g.id = s.owner_team_id
  where m.source <> 'self'
    and m.archived_at is null
  group by 1, 2
)
select key, label as service, monitor_count, n, monitor_count / nullif(sum(monitor_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, monitor_count desc nulls last, n desc, label
limit $1
-- [10]
