-- Deployments to production that failed or were rolled back, of all deployments to production (DORA, change failure rate).
select
  (count(*) filter (where d.outcome in ('failed', 'rolled_back')))::float8 as count,
  (count(*) filter (where d.outcome in ('failed', 'rolled_back'))::float8 / nullif(count(*), 0))::float8 as change_failure_rate,
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
    (count(*) filter (where d.outcome in ('failed', 'rolled_back')))::float8 as count,
    (count(*) filter (where d.outcome in ('failed', 'rolled_back'))::float8 / nullif(count(*), 0))::float8 as change_failure_rate,
    (count(*))::int as n
  from deployment d
  left join service s on s.id = d.service_id
  left join team g on g.id = s.owner_team_id
  where d.deployed_at >= $1::timestamptz
    and d.deployed_at < $2::timestamptz
    and d.environment = 'production'
  group by 1, 2
)
select key, label as service, count, change_failure_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, change_failure_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
