-- From beginning to declaration, over the incidents that began in the period.
select
  (avg((extract(epoch from i.declared_at - i.started_at) * 1000)::float8))::float8 as mttd,
  (count(*))::int as n
from incident i
left join service s on s.id = i.service_id
left join team g on g.id = i.team_id
where i.started_at >= $1::timestamptz
  and i.started_at < $2::timestamptz
  and i.declared_at >= i.started_at
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (avg((extract(epoch from i.declared_at - i.started_at) * 1000)::float8))::float8 as mttd,
    (count(*))::int as n
  from incident i
  left join service s on s.id = i.service_id
  left join team g on g.id = i.team_id
  where i.started_at >= $1::timestamptz
    and i.started_at < $2::timestamptz
    and i.declared_at >= i.started_at
  group by 1, 2
)
select key, label as service, mttd, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, mttd desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
