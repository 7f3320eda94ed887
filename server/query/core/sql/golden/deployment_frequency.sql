-- Deployments to production by the time at which they were deployed, whatever became of them.
select
  (count(*))::float8 as deployment_frequency,
  (count(*))::int as n
from deployment d
left join service s on s.id = d.service_id
left join team g on g.id = s.owner_team_id
where d.deployed_at >= $1::timestamptz
  and d.deployed_at < $2::timestamptz
  and d.environment = 'production'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as deployment_frequency,
    (count(*))::int as n
  from deployment d
  left join service s on s.id = d.service_id
  left join team g on g.id = s.owner_team_id
  where d.deployed_at >= $1::timestamptz
    and d.deployed_at < $2::timestamptz
    and d.environment = 'production'
  group by 1, 2
)
select key, label as service, deployment_frequency, n, deployment_frequency / nullif(sum(deployment_frequency) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, deployment_frequency desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
