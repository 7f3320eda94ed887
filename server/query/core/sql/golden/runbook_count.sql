-- Runbooks in the library now.
select
  (count(*))::float8 as runbook_count,
  (count(*))::int as n
from document d
left join service s on s.id = d.service_id
where d.kind = 'runbook'
-- []

-- by section
with grouped as (
  select
    nullif(d.section, '') as key,
    nullif(d.section, '') as label,
    (count(*))::float8 as runbook_count,
    (count(*))::int as n
  from document d
  left join service s on s.id = d.service_id
  where d.kind = 'runbook'
  group by 1, 2
)
select key, label as section, runbook_count, n, runbook_count / nullif(sum(runbook_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, runbook_count desc nulls last, n desc, label
limit $1
-- [10]
