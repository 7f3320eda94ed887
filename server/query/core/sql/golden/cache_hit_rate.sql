-- Answers taken from the cache, of all that could have been.
select
  (count(*) filter (where q.cache_status = 'hit'))::float8 as count,
  (count(*) filter (where q.cache_status = 'hit')::float8 / nullif(count(*), 0))::float8 as cache_hit_rate,
  (count(*))::int as n
from query_run q
where q.created_at >= $1::timestamptz
  and q.created_at < $2::timestamptz
  and q.via <> 'page'
  and q.outcome <> 'interrupted'
  and q.cache_status <> 'off'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by outcome
with grouped as (
  select
    q.outcome as key,
    q.outcome as label,
    (count(*) filter (where q.cache_status = 'hit'))::float8 as count,
    (count(*) filter (where q.cache_status = 'hit')::float8 / nullif(count(*), 0))::float8 as cache_hit_rate,
    (count(*))::int as n
  from query_run q
  where q.created_at >= $1::timestamptz
    and q.created_at < $2::timestamptz
    and q.via <> 'page'
    and q.outcome <> 'interrupted'
    and q.cache_status <> 'off'
  group by 1, 2
)
select key, label as outcome, count, cache_hit_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, cache_hit_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
