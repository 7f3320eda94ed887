-- One minus burn over each SLO's own window as of its last evaluation, exclusions left in; negative when overspent. Of several SLOs, the mean.
select
  (avg(u.raw_remaining))::float8 as error_budget_remaining_raw,
  (count(*))::int as n
from slo o
left join service s on s.id = o.service_id
left join team g on g.id = o.owner_team_id
left join slo_status u on u.slo_id = o.id
where o.archived_at is null
  and o.promise is null
  and u.raw_remaining is not null
-- []

-- by slo
with grouped as (
  select
    o.slug as key,
    concat_ws(' ', s.name, o.name) as label,
    (avg(u.raw_remaining))::float8 as error_budget_remaining_raw,
    (count(*))::int as n
  from slo o
  left join service s on s.id = o.service_id
  left join team g on g.id = o.owner_team_id
  left join slo_status u on u.slo_id = o.id
  where o.archived_at is null
    and o.promise is null
    and u.raw_remaining is not null
  group by 1, 2
)
select key, label as slo, error_budget_remaining_raw, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, error_budget_remaining_raw desc nulls last, n desc, label
limit $1
-- [10]
