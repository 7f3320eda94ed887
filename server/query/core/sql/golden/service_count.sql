-- Services in the catalogue now, retired ones left out.
select
  (count(*))::float8 as service_count,
  (count(*))::int as n
from service s
left join team g on g.id = s.owner_team_id
where s.lifecycle <> 'retired'
-- []

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*))::float8 as service_count,
    (count(*))::int as n
  from service s
  left join team g on g.id = s.owner_team_id
  where s.lifecycle <> 'retired'
  group by 1, 2
)
select key, label as team, service_count, n, service_count / nullif(sum(service_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, service_count desc nulls last, n desc, label
limit $1
-- [10]
