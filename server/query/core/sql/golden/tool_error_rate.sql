-- Computations of answers that were late or failed, of all that ran; an answer from the cache repeats those that made it.
select
  (count(*) filter (where call ->> 'status' in ('late', 'error')))::float8 as count,
  (count(*) filter (where call ->> 'status' in ('late', 'error'))::float8 / nullif(count(*), 0))::float8 as tool_error_rate,
  (count(*))::int as n
from query_run q
cross join lateral jsonb_array_elements(q.tools) as call
where q.created_at >= $1::timestamptz
  and q.created_at < $2::timestamptz
  and q.via <> 'page'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by tool
with grouped as (
  select
    call ->> 'name' as key,
    call ->> 'name' as label,
    (count(*) filter (where call ->> 'status' in ('late', 'error')))::float8 as count,
    (count(*) filter (where call ->> 'status' in ('late', 'error'))::float8 / nullif(count(*), 0))::float8 as tool_error_rate,
    (count(*))::int as n
  from query_run q
  cross join lateral jsonb_array_elements(q.tools) as call
  where q.created_at >= $1::timestamptz
    and q.created_at < $2::timestamptz
    and q.via <> 'page'
  group by 1, 2
)
select key, label as tool, count, tool_error_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, tool_error_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
