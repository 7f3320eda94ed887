-- The last answer that was owed to the requester of a ticket after the first response: later than promised, of those that were given or fell due in the period.
select
  (count(*) filter (where k.breached_at is not null))::float8 as count,
  (count(*) filter (where k.breached_at is not null)::float8 / nullif(count(*), 0))::float8 as next_response_breach_rate,
  (count(*))::int as n
from ticket_clock k
join ticket t on t.id = k.ticket_id and k.kind = 'next_response'
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where coalesce(k.breached_at, k.stopped_at) >= $1::timestamptz
  and coalesce(k.breached_at, k.stopped_at) < $2::timestamptz
  and (k.breached_at is not null or k.stopped_at is not null)
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by priority
with grouped as (
  select
    t.priority as key,
    upper(t.priority) as label,
    (count(*) filter (where k.breached_at is not null))::float8 as count,
    (count(*) filter (where k.breached_at is not null)::float8 / nullif(count(*), 0))::float8 as next_response_breach_rate,
    (count(*))::int as n
  from ticket_clock k
  join ticket t on t.id = k.ticket_id and k.kind = 'next_response'
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where coalesce(k.breached_at, k.stopped_at) >= $1::timestamptz
    and coalesce(k.breached_at, k.stopped_at) < $2::timestamptz
    and (k.breached_at is not null or k.stopped_at is not null)
  group by 1, 2
)
select key, label as priority, count, next_response_breach_rate, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, next_response_breach_rate desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
