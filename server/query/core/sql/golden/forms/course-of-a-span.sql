with spine as (
  select p, greatest(p at time zone $1::text, $2::timestamptz) as from_at, least((p + interval '1 week') at time zone $1::text, $3::timestamptz) as to_at
  from (select p from generate_series(date_trunc('week', $2::timestamptz at time zone $1::text), $3::timestamptz at time zone $1::text - interval '1 millisecond', interval '1 week') as p) as calendar
)
select to_char(p, 'YYYY-MM-DD') as week, measured.availability, measured.n
from spine cross join lateral (
  select
    (1 - sum(d.down_s) / nullif(sum(extract(epoch from w.to_at - w.from_at)::float8), 0))::float8 as availability,
    (count(*))::int as n
  from monitor m
  left join service s on s.id = m.service_id
  left join team g on g.id = s.owner_team_id
  cross join lateral (select greatest(spine.from_at, m.first_check_at) as from_at, least(spine.to_at, m.last_check_at) as to_at) w
  cross join lateral (select max(b.started_at) as at from outage b where b.monitor_key = m.key and b.started_at < spine.from_at) before
  cross join lateral (
    select
      coalesce(sum(extract(epoch from greatest(interval '0', least(coalesce(o.ended_at, m.last_check_at), w.to_at) - greatest(o.started_at, w.from_at)))), 0)::float8 as down_s,
      count(*) filter (where o.started_at >= spine.from_at) as outages
    from outage o
    where o.monitor_key = m.key and o.started_at < spine.to_at and o.started_at >= coalesce(before.at, '-infinity') and coalesce(o.ended_at, m.last_check_at) >= w.from_at
  ) d
  where m.first_check_at < spine.to_at
    and m.last_check_at >= spine.from_at
    and m.source <> 'self'
) as measured
order by p
-- ["UTC","2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]
