-- Deployments to production that were rolled back, by the time at which they were deployed.
select
  (count(*))::float8 as rollback_count,
  (count(*))::int as n
from deployment d
left join service s on s.id = d.service_id
left join team g on g.id = s.owner_team_id
where d.deployed_at >= $1::timestamptz
  and d.deployed_at < $2::timestamptz
  and d.environment = 'production'
  and d.outcome = 'rolled_back'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as rollback_count,
    (count(*))::int as n
  from deployment d
  left join service s on s.id = d.service_id
  left join team g on g.id = s.owner_team_id
  where d.deployed_at >= $1::timestamptz
    and d.deployed_at < $2::timestamptz
    and d.environment = 'production'
    and d.outcome = 'rolled_back'
  group by 1, 2
)
select key, label as service, rollback_count, n, rollback_count / nullif(sum(rollback_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, rollback_count desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
