-- Questions that ended in an answer or in a plain statement of why there is none (no data, not held, hidden, refused), of all; the rest failed, was not understood, or was left before its answer came.
select
  (count(*) filter (where q.outcome not in ('failed', 'unclear', 'interrupted')))::float8 as count,
  (count(*) filter (where q.outcome not in ('failed', 'unclear', 'interrupted'))::float8 / nullif(count(*), 0))::float8 as answer_success,
  (count(*))::int as n
from query_run q
where q.created_at >= $1::timestamptz
  and q.created_at < $2::timestamptz
  and q.via <> 'page'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by outcome
with grouped as (
  select
    q.outcome as key,
    q.outcome as label,
    (count(*) filter (where q.outcome not in ('failed', 'unclear', 'interrupted')))::float8 as count,
    (count(*) filter (where q.outcome not in ('failed', 'unclear', 'interrupted'))::float8 / nullif(count(*), 0))::float8 as answer_success,
    (count(*))::int as n
  from query_run q
  where q.created_at >= $1::timestamptz
    and q.created_at < $2::timestamptz
    and q.via <> 'page'
  group by 1, 2
)
select key, label as outcome, count, answer_success, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, answer_success desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
