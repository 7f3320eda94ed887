-- Changes from one known group to another, counted for the group that receives.
select
  (count(*))::float8 as received_by,
  (count(distinct t.id))::int as n
from ticket_event e
join ticket t on t.id = e.ticket_id
left join team g on g.id = e.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where e.at >= $1::timestamptz
  and e.at < $2::timestamptz
  and e.kind = 'reassigned'
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*))::float8 as received_by,
    (count(distinct t.id))::int as n
  from ticket_event e
  join ticket t on t.id = e.ticket_id
  left join team g on g.id = e.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where e.at >= $1::timestamptz
    and e.at < $2::timestamptz
    and e.kind = 'reassigned'
  group by 1, 2
)
select key, label as team, received_by, n, received_by / nullif(sum(received_by) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, received_by desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
