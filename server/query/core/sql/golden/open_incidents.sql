-- Incidents that had begun at the instant and were not resolved.
select
  (count(*))::float8 as open_incidents,
  (count(*))::int as n
from incident i
left join service s on s.id = i.service_id
left join team g on g.id = i.team_id
where i.started_at <= $1::timestamptz
  and (i.resolved_at is null or i.resolved_at > $1::timestamptz)
-- ["2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as open_incidents,
    (count(*))::int as n
  from incident i
  left join service s on s.id = i.service_id
  left join team g on g.id = i.team_id
  where i.started_at <= $1::timestamptz
    and (i.resolved_at is null or i.resolved_at > $1::timestamptz)
  group by 1, 2
)
select key, label as service, open_incidents, n, open_incidents / nullif(sum(open_incidents) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, open_incidents desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
