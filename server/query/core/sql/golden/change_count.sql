-- Deployments to production, runs of change plans (rehearsals left out) and maintenance windows that began in the period, each counted once: a deployment that a run made belongs to the run, a run within a window to the window.
select
  (count(distinct c.id))::float8 as change_count,
  (count(distinct c.id))::int as n
from (
  select 'window ' || w.id as id, 'maintenance window' as kind, w.started_at as at, x.service_id from maintenance_window w left join maintenance_window_service x on x.window_id = w.id where w.started_at is not null
  union all select 'run ' || r.id, 'change run', r.started_at, p.service_id from change_run r join change_plan p on p.id = r.plan_id where r.started_at is not null and r.purpose = 'change' and not exists (select 1 from maintenance_window w where w.id = r.window_id and w.started_at is not null)
  union all select 'deployment ' || d.id, 'deployment', d.deployed_at, d.service_id from deployment d where d.environment = 'production' and d.run_id is null
) c
left join service s on s.id = c.service_id
left join team g on g.id = s.owner_team_id
where c.at >= $1::timestamptz
  and c.at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(distinct c.id))::float8 as change_count,
    (count(distinct c.id))::int as n
  from (
    select 'window ' || w.id as id, 'maintenance window' as kind, w.started_at as at, x.service_id from maintenance_window w left join maintenance_window_service x on x.window_id = w.id where w.started_at is not null
    union all select 'run ' || r.id, 'change run', r.started_at, p.service_id from change_run r join change_plan p on p.id = r.plan_id where r.started_at is not null and r.purpose = 'change' and not exists (select 1 from maintenance_window w where w.id = r.window_id and w.started_at is not null)
    union all select 'deployment ' || d.id, 'deployment', d.deployed_at, d.service_id from deployment d where d.environment = 'production' and d.run_id is null
  ) c
  left join service s on s.id = c.service_id
  left join team g on g.id = s.owner_team_id
  where c.at >= $1::timestamptz
    and c.at < $2::timestamptz
  group by 1, 2
)
select key, label as service, change_count, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, change_count desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
