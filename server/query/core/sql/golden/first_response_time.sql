-- From opened to the first answer, over the tickets first answered in the period.
select
  (percentile_cont(0.5) within group (order by extract(epoch from t.first_response_at - t.opened_at) * 1000))::float8 as first_response_time,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.first_response_at >= $1::timestamptz
  and t.first_response_at < $2::timestamptz
  and t.first_response_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by priority
with grouped as (
  select
    t.priority as key,
    upper(t.priority) as label,
    (percentile_cont(0.5) within group (order by extract(epoch from t.first_response_at - t.opened_at) * 1000))::float8 as first_response_time,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.first_response_at >= $1::timestamptz
    and t.first_response_at < $2::timestamptz
    and t.first_response_at is not null
  group by 1, 2
)
select key, label as priority, first_response_time, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, first_response_time desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
