-- Alerts that ended within 15 minutes without an acknowledgement and without an incident, of those that began in the period and have ended.
select
  (count(*) filter (where a.ended_at <= a.started_at + interval '15 minutes' and a.acknowledged_at is null and a.incident_id is null))::float8 as count,
  (count(*) filter (where a.ended_at <= a.started_at + interval '15 minutes' and a.acknowledged_at is null and a.incident_id is null)::float8 / nullif(count(*), 0))::float8 as alert_noise_ratio,
  (count(*))::int as n
from alert a
left join service s on s.id = a.service_id
left join team g on g.id = a.team_id
where a.started_at >= $1::timestamptz
  and a.started_at < $2::timestamptz
  and a.ended_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by alert
with grouped as (
  select
    coalesce(nullif(a.labels->>'alertname', ''), a.title) as key,
    coalesce(nullif(a.labels->>'alertname', ''), a.title) as label,
    (count(*) filter (where a.ended_at <= a.started_at + interval '15 minutes' and a.acknowledged_at is null and a.incident_id is null))::float8 as count,
    (count(*) filter (where a.ended_at <= a.started_at + interval '15 minutes' and a.acknowledged_at is null and a.incident_id is null)::float8 / nullif(count(*), 0))::float8 as alert_noise_ratio,
    (count(*))::int as n
  from alert a
  left join service s on s.id = a.service_id
  left join team g on g.id = a.team_id
  where a.started_at >= $1::timestamptz
    and a.started_at < $2::timestamptz
    and a.ended_at is not null
  group by 1, 2
)
select key, label as alert, count, alert_noise_ratio, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, alert_noise_ratio desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
