-- Ratings of four or five out of five, of all that requesters gave in the period. One click gives five (good) or one (bad). Whoever said nothing is not counted.
select
  (count(*) filter (where r.score >= 4))::float8 as count,
  (count(*) filter (where r.score >= 4)::float8 / nullif(count(*), 0))::float8 as csat,
  (count(*))::int as n
from ticket_rating r
join ticket t on t.id = r.ticket_id
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where r.at >= $1::timestamptz
  and r.at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by customer
with grouped as (
  select
    c.slug as key,
    c.name as label,
    (count(*) filter (where r.score >= 4))::float8 as count,
    (count(*) filter (where r.score >= 4)::float8 / nullif(count(*), 0))::float8 as csat,
    (count(*))::int as n
  from ticket_rating r
  join ticket t on t.id = r.ticket_id
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where r.at >= $1::timestamptz
    and r.at < $2::timestamptz
  group by 1, 2
)
select key, label as customer, count, csat, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, n < 10, csat desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
