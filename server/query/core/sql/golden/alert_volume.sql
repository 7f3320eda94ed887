-- Alerts by the time at which they began; what is said again of an open alert does not count again.
select
  (count(*))::float8 as alert_volume,
  (count(*))::int as n
from alert a
left join service s on s.id = a.service_id
left join team g on g.id = a.team_id
where a.started_at >= $1::timestamptz
  and a.started_at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as alert_volume,
    (count(*))::int as n
  from alert a
  left join service s on s.id = a.service_id
  left join team g on g.id = a.team_id
  where a.started_at >= $1::timestamptz
    and a.started_at < $2::timestamptz
  group by 1, 2
)
select key, label as service, alert_volume, n, alert_volume / nullif(sum(alert_volume) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, alert_volume desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
