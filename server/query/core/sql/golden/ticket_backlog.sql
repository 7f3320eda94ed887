-- Tickets opened by the instant and neither resolved nor closed at it.
select
  (count(*))::float8 as ticket_backlog,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at <= $1::timestamptz
  and case when t.reopen_count > 0 then coalesce((select e.state_kind not in ('resolved', 'closed') from ticket_event e where e.ticket_id = t.id and e.at <= $1::timestamptz order by e.seq desc limit 1), (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz)) else (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz) end
-- ["2026-09-01T00:00:00.000Z"]

-- by priority
with grouped as (
  select
    t.priority as key,
    upper(t.priority) as label,
    (count(*))::float8 as ticket_backlog,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at <= $1::timestamptz
    and case when t.reopen_count > 0 then coalesce((select e.state_kind not in ('resolved', 'closed') from ticket_event e where e.ticket_id = t.id and e.at <= $1::timestamptz order by e.seq desc limit 1), (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz)) else (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz) end
  group by 1, 2
)
select key, label as priority, ticket_backlog, n, ticket_backlog / nullif(sum(ticket_backlog) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, ticket_backlog desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
