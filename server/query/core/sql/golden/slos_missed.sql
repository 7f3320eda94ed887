-- SLOs whose good over total in the period (whole UTC days, exclusions taken out) stayed below their own target.
select
  (count(*))::float8 as slos_missed,
  (count(*))::int as n
from slo o
left join service s on s.id = o.service_id
left join team g on g.id = o.owner_team_id
left join slo_status u on u.slo_id = o.id
cross join lateral (select sum(d.adjusted_good) as good, sum(d.adjusted_total) as total from sli_day d where d.slo_key = o.key and d.day >= ($1::timestamptz at time zone 'UTC')::date and d.day < ($2::timestamptz at time zone 'UTC')::date) p
where o.archived_at is null
  and o.promise is null
  and p.total > 0
  and not (p.good / p.total >= o.target)
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by slo
with grouped as (
  select
    o.slug as key,
    concat_ws(' ', s.name, o.name) as label,
    (count(*))::float8 as slos_missed,
    (count(*))::int as n
  from slo o
  left join service s on s.id = o.service_id
  left join team g on g.id = o.owner_team_id
  left join slo_status u on u.slo_id = o.id
  cross join lateral (select sum(d.adjusted_good) as good, sum(d.adjusted_total) as total from sli_day d where d.slo_key = o.key and d.day >= ($1::timestamptz at time zone 'UTC')::date and d.day < ($2::timestamptz at time zone 'UTC')::date) p
  where o.archived_at is null
    and o.promise is null
    and p.total > 0
    and not (p.good / p.total >= o.target)
  group by 1, 2
)
select key, label as slo, slos_missed, n, slos_missed / nullif(sum(slos_missed) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, slos_missed desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
