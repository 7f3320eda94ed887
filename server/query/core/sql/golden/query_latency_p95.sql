-- From the question's arrival to the complete answer; a question that was left before it is left out.
select
  (percentile_cont(0.95) within group (order by q.total_ms))::float8 as query_latency_p95,
  (count(*))::int as n
from query_run q
where q.created_at >= $1::timestamptz
  and q.created_at < $2::timestamptz
  and q.via <> 'page'
  and q.outcome <> 'interrupted'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by outcome
with grouped as (
  select
    q.outcome as key,
    q.outcome as label,
    (percentile_cont(0.95) within group (order by q.total_ms))::float8 as query_latency_p95,
    (count(*))::int as n
  from query_run q
  where q.created_at >= $1::timestamptz
    and q.created_at < $2::timestamptz
    and q.via <> 'page'
    and q.outcome <> 'interrupted'
  group by 1, 2
)
select key, label as outcome, query_latency_p95, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, query_latency_p95 desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
