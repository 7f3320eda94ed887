-- Service level objectives in use now.
select
  (count(*))::float8 as slo_count,
  (count(*))::int as n
from slo o
left join service s on s.id = o.service_id
left join team g on g.id = o.owner_team_id
left join slo_status u on u.slo_id = o.id
where o.archived_at is null
  and o.promise is null
-- []

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as slo_count,
    (count(*))::int as n
  from slo o
  left join service s on s.id = o.service_id
  left join team g on g.id = o.owner_team_id
  left join slo_status u on u.slo_id = o.id
  where o.archived_at is null
    and o.promise is null
  group by 1, 2
)
select key, label as service, slo_count, n, slo_count / nullif(sum(slo_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, slo_count desc nulls last, n desc, label
limit $1
-- [10]
