-- Maintenance windows by their planned start; drafts and cancelled ones are left out.
select
  (count(distinct w.id))::float8 as maintenance_count,
  (count(distinct w.id))::int as n
from maintenance_window w
left join maintenance_window_service x on x.window_id = w.id
left join service s on s.id = x.service_id
left join team g on g.id = coalesce(w.owner_team_id, s.owner_team_id)
where w.starts_at >= $1::timestamptz
  and w.starts_at < $2::timestamptz
  and w.status not in ('draft', 'cancelled')
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(distinct w.id))::float8 as maintenance_count,
    (count(distinct w.id))::int as n
  from maintenance_window w
  left join maintenance_window_service x on x.window_id = w.id
  left join service s on s.id = x.service_id
  left join team g on g.id = coalesce(w.owner_team_id, s.owner_team_id)
  where w.starts_at >= $1::timestamptz
    and w.starts_at < $2::timestamptz
    and w.status not in ('draft', 'cancelled')
  group by 1, 2
)
select key, label as service, maintenance_count, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, maintenance_count desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
