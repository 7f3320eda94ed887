-- Questions put to the portal by people, their tools and their scripts; what a page asks for itself is left out.
select
  (count(*))::float8 as question_count,
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
    (count(*))::float8 as question_count,
    (count(*))::int as n
  from query_run q
  where q.created_at >= $1::timestamptz
    and q.created_at < $2::timestamptz
    and q.via <> 'page'
  group by 1, 2
)
select key, label as outcome, question_count, n, question_count / nullif(sum(question_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, question_count desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
