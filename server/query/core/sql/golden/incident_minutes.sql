-- From beginning to resolution, summed over the resolved incidents that began in the period.
select
  (sum((extract(epoch from i.resolved_at - i.started_at) * 1000)::float8) / 60000)::float8 as incident_minutes,
  (count(*))::int as n
from incident i
left join service s on s.id = i.service_id
left join team g on g.id = i.team_id
where i.started_at >= $1::timestamptz
  and i.started_at < $2::timestamptz
  and i.resolved_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (sum((extract(epoch from i.resolved_at - i.started_at) * 1000)::float8) / 60000)::float8 as incident_minutes,
    (count(*))::int as n
  from incident i
  left join service s on s.id = i.service_id
  left join team g on g.id = i.team_id
  where i.started_at >= $1::timestamptz
    and i.started_at < $2::timestamptz
    and i.resolved_at is not null
  group by 1, 2
)
select key, label as service, incident_minutes, n, incident_minutes / nullif(sum(incident_minutes) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, incident_minutes desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
