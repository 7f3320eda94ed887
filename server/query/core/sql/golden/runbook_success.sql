-- Runs of runbooks that were gone through to the end, of those that are over and were not left off as no longer needed.
select
  (count(*) filter (where r.status = 'completed'))::float8 as count,
  (count(*) filter (where r.status = 'completed')::float8 / nullif(count(*), 0))::float8 as runbook_success,
  (count(*))::int as n
from runbook_run r
join document d on d.id = r.document_id
left join service s on s.id = d.service_id
where r.started_at >= $1::timestamptz
  and r.started_at < $2::timestamptz
  and r.status in ('completed', 'failed')
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by runbook
with grouped as (
  select
    d.slug as key,
    d.title as label,
    (count(*) filter (where r.status = 'completed'))::float8 as count,
    (count(*) filter (where r.status = 'completed')::float8 / nullif(count(*), 0))::float8 as runbook_success,
    (count(*))::int as n
  from runbook_run r
  join document d on d.id = r.document_id
  left join service s on s.id = d.service_id
  where r.started_at >= $1::timestamptz
    and r.started_at < $2::timestamptz
    and r.status in ('completed', 'failed')
  group by 1, 2
)
select key, label as runbook, count, runbook_success, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 5, runbook_success desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
