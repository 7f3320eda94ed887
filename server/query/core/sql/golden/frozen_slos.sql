-- SLOs whose error budget policy holds a soft or hard freeze of change now, overridden ones left out.
select
  (count(*))::float8 as frozen_slos,
  (count(*))::int as n
from slo o
left join service s on s.id = o.service_id
left join team g on g.id = o.owner_team_id
left join slo_status u on u.slo_id = o.id
where o.archived_at is null
  and o.promise is null
  and (select min(f.kind) from slo_freeze f where f.slo_id = o.id and f.closed_at is null and f.kind in ('soft', 'hard') and (f.override_until is null or f.override_until <= now())) is not null
-- []

-- by slo
with grouped as (
  select
    o.slug as key,
    concat_ws(' ', s.name, o.name) as label,
    (count(*))::float8 as frozen_slos,
    (count(*))::int as n
  from slo o
  left join service s on s.id = o.service_id
  left join team g on g.id = o.owner_team_id
  left join slo_status u on u.slo_id = o.id
  where o.archived_at is null
    and o.promise is null
    and (select min(f.kind) from slo_freeze f where f.slo_id = o.id and f.closed_at is null and f.kind in ('soft', 'hard') and (f.override_until is null or f.override_until <= now())) is not null
  group by 1, 2
)
select key, label as slo, frozen_slos, n, frozen_slos / nullif(sum(frozen_slos) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, frozen_slos desc nulls last, n desc, label
limit $1
-- [10]
