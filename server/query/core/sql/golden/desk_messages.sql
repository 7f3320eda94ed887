-- Answers and notes of the desk on each ticket resolved in the period, of those on which it wrote any; an imported ticket without its conversation is left out.
select
  (avg(w.messages)::float8)::float8 as desk_messages,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
join lateral (select count(*) as messages from ticket_message m where m.ticket_id = t.id and m.author_kind = 'agent' and m.taken_back_at is null and (m.kind = 'note' or m.sent_at is not null)) w on w.messages > 0
where t.resolved_at >= $1::timestamptz
  and t.resolved_at < $2::timestamptz
  and t.resolved_at is not null
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by category
with grouped as (
  select
    t.category as key,
    t.category as label,
    (avg(w.messages)::float8)::float8 as desk_messages,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  join lateral (select count(*) as messages from ticket_message m where m.ticket_id = t.id and m.author_kind = 'agent' and m.taken_back_at is null and (m.kind = 'note' or m.sent_at is not null)) w on w.messages > 0
  where t.resolved_at >= $1::timestamptz
    and t.resolved_at < $2::timestamptz
    and t.resolved_at is not null
  group by 1, 2
)
select key, label as category, desk_messages, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, desk_messages desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
