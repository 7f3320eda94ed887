-- Time not down of the time observed. A status holds until the next check; before the first check and after the last there is no data.
select
  (1 - sum(d.down_s) / nullif(sum(extract(epoch from w.to_at - w.from_at)::float8), 0))::float8 as availability,
  (count(*))::int as n
from monitor m
left join service s on s.id = m.service_id
left join team g on g.id = s.owner_team_id
cross join lateral (select greatest($1::timestamptz, m.first_check_at) as from_at, least($2::timestamptz, m.last_check_at) as to_at) w
cross join lateral (select max(b.started_at) as at from outage b where b.monitor_key = m.key and b.started_at < $1::timestamptz) before
cross join lateral (
  select
    coalesce(sum(extract(epoch from greatest(interval '0', least(coalesce(o.ended_at, m.last_check_at), w.to_at) - greatest(o.started_at, w.from_at)))), 0)::float8 as down_s,
    count(*) filter (where o.started_at >= $1::timestamptz) as outages
  from outage o
  where o.monitor_key = m.key and o.started_at < $2::timestamptz and o.started_at >= coalesce(before.at, '-infinity') and coalesce(o.ended_at, m.last_check_at) >= w.from_at
) d
where m.first_check_at < $2::timestamptz
  and m.last_check_at >= $1::timestamptz
  and m.source <> 'self'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by monitor
with grouped as (
  select
    m.slug as key,
    m.name as label,
    (1 - sum(d.down_s) / nullif(sum(extract(epoch from w.to_at - w.from_at)::float8), 0))::float8 as availability,
    (count(*))::int as n
  from monitor m
  left join service s on s.id = m.service_id
  left join team g on g.id = s.owner_team_id
  cross join lateral (select greatest($1::timestamptz, m.first_check_at) as from_at, least($2::timestamptz, m.last_check_at) as to_at) w
  cross join lateral (select max(b.started_at) as at from outage b where b.monitor_key = m.key and b.started_at < $1::timestamptz) before
  cross join lateral (
    select
      coalesce(sum(extract(epoch from greatest(interval '0', least(coalesce(o.ended_at, m.last_check_at), w.to_at) - greatest(o.started_at, w.from_at)))), 0)::float8 as down_s,
      count(*) filter (where o.started_at >= $1::timestamptz) as outages
    from outage o
    where o.monitor_key = m.key and o.started_at < $2::timestamptz and o.started_at >= coalesce(before.at, '-infinity') and coalesce(o.ended_at, m.last_check_at) >= w.from_at
  ) d
  where m.first_check_at < $2::timestamptz
    and m.last_check_at >= $1::timestamptz
    and m.source <> 'self'
  group by 1, 2
)
select key, label as monitor, availability, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, availability desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
