-- Runs of runbooks by the time at which they were started, whatever became of them.
select
  (count(*))::float8 as runbook_runs,
  (count(*))::int as n
from runbook_run r
join document d on d.id = r.document_id
left join service s on s.id = d.service_id
where r.started_at >= $1::timestamptz
  and r.started_at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by runbook
with grouped as (
  select
    d.slug as key,
    d.title as label,
    (count(*))::float8 as runbook_runs,
    (count(*))::int as n
  from runbook_run r
  join document d on d.id = r.document_id
  left join service s on s.id = d.service_id
  where r.started_at >= $1::timestamptz
    and r.started_at < $2::timestamptz
  group by 1, 2
)
select key, label as runbook, runbook_runs, n, runbook_runs / nullif(sum(runbook_runs) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, runbook_runs desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
