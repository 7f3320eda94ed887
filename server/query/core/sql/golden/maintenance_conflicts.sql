-- Pairs of maintenance windows that overlap in time on the same service or on services within two dependencies of each other, by the beginning of the overlap; drafts and cancelled windows left out.
select
  (count(distinct c.id))::float8 as maintenance_conflicts,
  (count(distinct c.id))::int as n
from (select distinct w.number || ' ' || o.number as id, greatest(w.starts_at, o.starts_at) as at, t.service_id from maintenance_window w
  join maintenance_window o on o.id <> w.id and w.number < o.number and w.starts_at < o.ends_at and o.starts_at < w.ends_at and o.status not in ('draft', 'cancelled')
  join maintenance_window_service x on x.window_id = w.id join maintenance_window_service y on y.window_id = o.id join (with step as (select service_id as a, depends_on_id as b from service_dependency union select depends_on_id, service_id from service_dependency)
  select id as a, id as b from service union select a, b from step union select one.a, two.b from step one join step two on two.a = one.b) n on n.a = x.service_id and n.b = y.service_id
  cross join lateral (values (x.service_id), (y.service_id)) as t (service_id) where w.status not in ('draft', 'cancelled')) c
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
    (count(distinct c.id))::float8 as maintenance_conflicts,
    (count(distinct c.id))::int as n
  from (select distinct w.number || ' ' || o.number as id, greatest(w.starts_at, o.starts_at) as at, t.service_id from maintenance_window w
    join maintenance_window o on o.id <> w.id and w.number < o.number and w.starts_at < o.ends_at and o.starts_at < w.ends_at and o.status not in ('draft', 'cancelled')
    join maintenance_window_service x on x.window_id = w.id join maintenance_window_service y on y.window_id = o.id join (with step as (select service_id as a, depends_on_id as b from service_dependency union select depends_on_id, service_id from service_dependency)
    select id as a, id as b from service union select a, b from step union select one.a, two.b from step one join step two on two.a = one.b) n on n.a = x.service_id and n.b = y.service_id
    cross join lateral (values (x.service_id), (y.service_id)) as t (service_id) where w.status not in ('draft', 'cancelled')) c
  left join service s on s.id = c.service_id
  left join team g on g.id = s.owner_team_id
  where c.at >= $1::timestamptz
    and c.at < $2::timestamptz
  group by 1, 2
)
select key, label as service, maintenance_conflicts, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, maintenance_conflicts desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
