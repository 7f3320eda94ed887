-- Response time of the checks that were answered.
select
  (percentile_cont(0.95) within group (order by k.latency_ms))::float8 as latency_p95,
  (count(*))::int as n
from check_result k
join monitor m on m.key = k.monitor_key
left join service s on s.id = m.service_id
left join team g on g.id = s.owner_team_id
where k.at >= $1::timestamptz
  and k.at < $2::timestamptz
  and k.latency_ms is not null
  and k.status <> 'down'
  and m.source <> 'self'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by monitor
with grouped as (
  select
    m.slug as key,
    m.name as label,
    (percentile_cont(0.95) within group (order by k.latency_ms))::float8 as latency_p95,
    (count(*))::int as n
  from check_result k
  join monitor m on m.key = k.monitor_key
  left join service s on s.id = m.service_id
  left join team g on g.id = s.owner_team_id
  where k.at >= $1::timestamptz
    and k.at < $2::timestamptz
    and k.latency_ms is not null
    and k.status <> 'down'
    and m.source <> 'self'
  group by 1, 2
)
select key, label as monitor, latency_p95, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, latency_p95 desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
