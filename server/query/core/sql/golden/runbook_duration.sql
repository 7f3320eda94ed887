-- From the start of a run to its end, without pauses, over the runs that were gone through to the end.
select
  (percentile_cont(0.5) within group (order by (extract(epoch from r.ended_at - r.started_at) * 1000 - r.paused_ms)))::float8 as runbook_duration,
  (count(*))::int as n
from runbook_run r
join document d on d.id = r.document_id
left join service s on s.id = d.service_id
where r.started_at >= $1::timestamptz
  and r.started_at < $2::timestamptz
  and r.status = 'completed'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by runbook
with grouped as (
  select
    d.slug as key,
    d.title as label,
    (percentile_cont(0.5) within group (order by (extract(epoch from r.ended_at - r.started_at) * 1000 - r.paused_ms)))::float8 as runbook_duration,
    (count(*))::int as n
  from runbook_run r
  join document d on d.id = r.document_id
  left join service s on s.id = d.service_id
  where r.started_at >= $1::timestamptz
    and r.started_at < $2::timestamptz
    and r.status = 'completed'
  group by 1, 2
)
select key, label as runbook, runbook_duration, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, runbook_duration desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
