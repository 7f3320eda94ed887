-- Answers that a reader rated useful, of those rated; by the time of the rating.
select
  (count(*) filter (where f.is_useful))::float8 as count,
  (count(*) filter (where f.is_useful)::float8 / nullif(count(*), 0))::float8 as answer_satisfaction,
  (count(*))::int as n
from query_feedback f
join query_run q on q.id = f.run_id
where f.created_at >= $1::timestamptz
  and f.created_at < $2::timestamptz
  and q.via <> 'page'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by outcome
with grouped as (
  select
    q.outcome as key,
    q.outcome as label,
    (count(*) filter (where f.is_useful))::float8 as count,
    (count(*) filter (where f.is_useful)::float8 / nullif(count(*), 0))::float8 as answer_satisfaction,
    (count(*))::int as n
  from query_feedback f
  join query_run q on q.id = f.run_id
  where f.created_at >= $1::timestamptz
    and f.created_at < $2::timestamptz
    and q.via <> 'page'
  group by 1, 2
)
select key, label as outcome, count, answer_satisfaction, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, answer_satisfaction desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
