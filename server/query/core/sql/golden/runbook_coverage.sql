-- Services in the catalogue that at least one runbook names, of all that are not retired.
select
  (count(*) filter (where r.is_covered))::float8 as count,
  (count(*) filter (where r.is_covered)::float8 / nullif(count(*), 0))::float8 as runbook_coverage,
  (count(*))::int as n
from service s
left join team g on g.id = s.owner_team_id
cross join lateral (select exists (select 1 from document d where d.service_id = s.id and d.kind = 'runbook') as is_covered) r
where s.lifecycle <> 'retired'
-- []

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*) filter (where r.is_covered))::float8 as count,
    (count(*) filter (where r.is_covered)::float8 / nullif(count(*), 0))::float8 as runbook_coverage,
    (count(*))::int as n
  from service s
  left join team g on g.id = s.owner_team_id
  cross join lateral (select exists (select 1 from document d where d.service_id = s.id and d.kind = 'runbook') as is_covered) r
  where s.lifecycle <> 'retired'
  group by 1, 2
)
select key, label as team, count, runbook_coverage, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, runbook_coverage desc nulls last, n desc, label
limit $1
-- [10]
