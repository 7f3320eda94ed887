-- From a deployment that failed or was rolled back to service restored, as its source or else its incident tells (DORA, failed deployment recovery time).
select
  (percentile_cont(0.5) within group (order by (extract(epoch from coalesce(d.restored_at, i.resolved_at) - d.deployed_at) * 1000)::float8))::float8 as change_restore_time,
  (count(*))::int as n
from deployment d
left join service s on s.id = d.service_id
left join team g on g.id = s.owner_team_id
left join incident i on i.id = d.incident_id
where d.deployed_at >= $1::timestamptz
  and d.deployed_at < $2::timestamptz
  and d.environment = 'production'
  and d.outcome in ('failed', 'rolled_back')
  and coalesce(d.restored_at, i.resolved_at) is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (percentile_cont(0.5) within group (order by (extract(epoch from coalesce(d.restored_at, i.resolved_at) - d.deployed_at) * 1000)::float8))::float8 as change_restore_time,
    (count(*))::int as n
  from deployment d
  left join service s on s.id = d.service_id
  left join team g on g.id = s.owner_team_id
  left join incident i on i.id = d.incident_id
  where d.deployed_at >= $1::timestamptz
    and d.deployed_at < $2::timestamptz
    and d.environment = 'production'
    and d.outcome in ('failed', 'rolled_back')
    and coalesce(d.restored_at, i.resolved_at) is not null
  group by 1, 2
)
select key, label as service, change_restore_time, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, change_restore_time desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
