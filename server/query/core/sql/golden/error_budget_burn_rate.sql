-- Bad over total in the period divided by the budget (1 - target); 1 spends the budget exactly over the SLO's own window. Of several SLOs, the mean.
select
  (avg((1 - p.good / p.total) / (1 - o.target)))::float8 as error_budget_burn_rate,
  (count(*))::int as n
from slo o
left join service s on s.id = o.service_id
left join team g on g.id = o.owner_team_id
left join slo_status u on u.slo_id = o.id
cross join lateral (select sum(d.adjusted_good) as good, sum(d.adjusted_total) as total from sli_day d where d.slo_key = o.key and d.day >= ($1::timestamptz at time zone 'UTC')::date and d.day < ($2::timestamptz at time zone 'UTC')::date) p
where o.archived_at is null
  and o.promise is null
  and p.total > 0
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by slo
with grouped as (
  select
    o.slug as key,
    concat_ws(' ', s.name, o.name) as label,
    (avg((1 - p.good / p.total) / (1 - o.target)))::float8 as error_budget_burn_rate,
    (count(*))::int as n
  from slo o
  left join service s on s.id = o.service_id
  left join team g on g.id = o.owner_team_id
  left join slo_status u on u.slo_id = o.id
  cross join lateral (select sum(d.adjusted_good) as good, sum(d.adjusted_total) as total from sli_day d where d.slo_key = o.key and d.day >= ($1::timestamptz at time zone 'UTC')::date and d.day < ($2::timestamptz at time zone 'UTC')::date) p
  where o.archived_at is null
    and o.promise is null
    and p.total > 0
  group by 1, 2
)
select key, label as slo, error_budget_burn_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, error_budget_burn_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
