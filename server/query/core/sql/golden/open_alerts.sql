-- Alerts that had begun at the instant and had not ended.
select
  (count(*))::float8 as open_alerts,
  (count(*))::int as n
from alert a
left join service s on s.id = a.service_id
left join team g on g.id = a.team_id
where a.started_at <= $1::timestamptz
  and (a.ended_at is null or a.ended_at > $1::timestamptz)
-- ["2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*))::float8 as open_alerts,
    (count(*))::int as n
  from alert a
  left join service s on s.id = a.service_id
  left join team g on g.id = a.team_id
  where a.started_at <= $1::timestamptz
    and (a.ended_at is null or a.ended_at > $1::timestamptz)
  group by 1, 2
)
select key, label as service, open_alerts, n, open_alerts / nullif(sum(open_alerts) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, open_alerts desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
