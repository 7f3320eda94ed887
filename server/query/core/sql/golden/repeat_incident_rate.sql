-- Incidents that name an earlier one they repeat, of those that began in the period.
select
  (count(*) filter (where i.repeat_of_id is not null))::float8 as count,
  (count(*) filter (where i.repeat_of_id is not null)::float8 / nullif(count(*), 0))::float8 as repeat_incident_rate,
  (count(*))::int as n
from incident i
left join service s on s.id = i.service_id
left join team g on g.id = i.team_id
where i.started_at >= $1::timestamptz
  and i.started_at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*) filter (where i.repeat_of_id is not null))::float8 as count,
    (count(*) filter (where i.repeat_of_id is not null)::float8 / nullif(count(*), 0))::float8 as repeat_incident_rate,
    (count(*))::int as n
  from incident i
  left join service s on s.id = i.service_id
  left join team g on g.id = i.team_id
  where i.started_at >= $1::timestamptz
    and i.started_at < $2::timestamptz
  group by 1, 2
)
select key, label as service, count, repeat_incident_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, repeat_incident_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
