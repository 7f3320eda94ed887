-- Burn over each SLO's own window as of its last evaluation, exclusions taken out. Of several SLOs, the mean.
select
  (avg(1 - u.remaining))::float8 as budget_spent,
  (count(*))::int as n
from slo o
left join service s on s.id = o.service_id
left join team g on g.id = o.owner_team_id
left join slo_status u on u.slo_id = o.id
where o.archived_at is null
  and o.promise is null
  and u.remaining is not null
-- []

-- by slo
with grouped as (
  select
    o.slug as key,
    concat_ws(' ', s.name, o.name) as label,
    (avg(1 - u.remaining))::float8 as budget_spent,
    (count(*))::int as n
  from slo o
  left join service s on s.id = o.service_id
  left join team g on g.id = o.owner_team_id
  left join slo_status u on u.slo_id = o.id
  where o.archived_at is null
    and o.promise is null
    and u.remaining is not null
  group by 1, 2
)
select key, label as slo, budget_spent, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, budget_spent desc nulls last, n desc, label
limit $1
-- [10]
