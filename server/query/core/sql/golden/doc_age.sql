-- From the last change of a runbook's text that the portal took in to the instant, over the runbooks in the library.
select
  (percentile_cont(0.5) within group (order by (extract(epoch from $1::timestamptz - d.updated_at) * 1000)))::float8 as doc_age,
  (count(*))::int as n
from document d
left join service s on s.id = d.service_id
where d.kind = 'runbook'
  and d.updated_at <= $1::timestamptz
-- ["2026-09-01T00:00:00.000Z"]

-- by section
with grouped as (
  select
    nullif(d.section, '') as key,
    nullif(d.section, '') as label,
    (percentile_cont(0.5) within group (order by (extract(epoch from $1::timestamptz - d.updated_at) * 1000)))::float8 as doc_age,
    (count(*))::int as n
  from document d
  left join service s on s.id = d.service_id
  where d.kind = 'runbook'
    and d.updated_at <= $1::timestamptz
  group by 1, 2
)
select key, label as section, doc_age, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, doc_age desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
