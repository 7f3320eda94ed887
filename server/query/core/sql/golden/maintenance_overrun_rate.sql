-- Maintenance windows that ended after their planned end, of those that were carried out and have ended.
select
  (count(distinct w.id) filter (where w.ended_at > w.ends_at))::float8 as count,
  (count(distinct w.id) filter (where w.ended_at > w.ends_at)::float8 / nullif(count(distinct w.id), 0))::float8 as maintenance_overrun_rate,
  (count(distinct w.id))::int as n
from maintenance_window w
left join maintenance_window_service x on x.window_id = w.id
left join service s on s.id = x.service_id
left join team g on g.id = coalesce(w.owner_team_id, s.owner_team_id)
where w.starts_at >= $1::timestamptz
  and w.starts_at < $2::timestamptz
  and w.started_at is not null and w.ended_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(distinct w.id) filter (where w.ended_at > w.ends_at))::float8 as count,
    (count(distinct w.id) filter (where w.ended_at > w.ends_at)::float8 / nullif(count(distinct w.id), 0))::float8 as maintenance_overrun_rate,
    (count(distinct w.id))::int as n
  from maintenance_window w
  left join maintenance_window_service x on x.window_id = w.id
  left join service s on s.id = x.service_id
  left join team g on g.id = coalesce(w.owner_team_id, s.owner_team_id)
  where w.starts_at >= $1::timestamptz
    and w.starts_at < $2::timestamptz
    and w.started_at is not null and w.ended_at is not null
  group by 1, 2
)
select key, label as service, count, maintenance_overrun_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, maintenance_overrun_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
