with a as (
  select g.slug as key, g.name as label, (percentile_cont(0.5) within group (order by extract(epoch from t.resolved_at - t.opened_at) * 1000))::float8 as value, null::float8 as hits, (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.resolved_at >= $1::timestamptz
    and t.resolved_at < $2::timestamptz
    and t.resolved_at is not null
  group by 1, 2
), b as (
  select g.slug as key, g.name as label, (percentile_cont(0.5) within group (order by extract(epoch from t.resolved_at - t.opened_at) * 1000))::float8 as value, null::float8 as hits, (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.resolved_at >= $3::timestamptz
    and t.resolved_at < $1::timestamptz
    and t.resolved_at is not null
  group by 1, 2
), compared as (
  select coalesce(a.key, b.key) as key, coalesce(a.label, b.label) as label, b.value as before, a.value as resolution_time, a.value - b.value as change, null::float8 as contribution, coalesce(a.n, 0)::int as n, coalesce(b.n, 0)::int as n_before
  from a full join b on coalesce(a.key, '') = coalesce(b.key, '')
)
select key, label as team, before, resolution_time, change, contribution, n, n_before, count(*) over ()::int as total_rows
from compared
order by key is null, abs(change) desc nulls last, label
limit $4
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z","2026-07-01T00:00:00.000Z",8]
