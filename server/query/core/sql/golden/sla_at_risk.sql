-- Open tickets past the warning of their promised resolution and not late. Of tickets without a clock those that have not missed their SLA and are older than three of four tickets of their priority were when they were resolved within it, over the half year before.
select
  (count(*))::float8 as sla_at_risk,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at <= $1::timestamptz
  and (case when t.reopen_count > 0 then coalesce((select e.state_kind not in ('resolved', 'closed') from ticket_event e where e.ticket_id = t.id and e.at <= $1::timestamptz order by e.seq desc limit 1), (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz)) else (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz) end and coalesce((select coalesce(k.warn_at <= $1::timestamptz and (k.due_at is null or k.due_at >= $1::timestamptz) and (k.breached_at is null or k.breached_at > $1::timestamptz), false) from ticket_clock k where k.ticket_id = t.id and k.kind = 'resolution'), t.made_sla is not false and extract(epoch from $1::timestamptz - t.opened_at) > ((select jsonb_object_agg(u.priority, u.seconds) from (
    select r.priority, percentile_cont(0.75) within group (order by extract(epoch from r.resolved_at - r.opened_at)) as seconds
    from ticket r where r.made_sla and r.priority is not null and r.resolved_at < $1::timestamptz and r.resolved_at >= $1::timestamptz - interval '6 months' group by 1
  ) u) ->> t.priority)::float8))
-- ["2026-09-01T00:00:00.000Z"]

-- by priority
with grouped as (
  select
    t.priority as key,
    upper(t.priority) as label,
    (count(*))::float8 as sla_at_risk,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at <= $1::timestamptz
    and (case when t.reopen_count > 0 then coalesce((select e.state_kind not in ('resolved', 'closed') from ticket_event e where e.ticket_id = t.id and e.at <= $1::timestamptz order by e.seq desc limit 1), (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz)) else (coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) is null or coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) > $1::timestamptz) end and coalesce((select coalesce(k.warn_at <= $1::timestamptz and (k.due_at is null or k.due_at >= $1::timestamptz) and (k.breached_at is null or k.breached_at > $1::timestamptz), false) from ticket_clock k where k.ticket_id = t.id and k.kind = 'resolution'), t.made_sla is not false and extract(epoch from $1::timestamptz - t.opened_at) > ((select jsonb_object_agg(u.priority, u.seconds) from (
      select r.priority, percentile_cont(0.75) within group (order by extract(epoch from r.resolved_at - r.opened_at)) as seconds
      from ticket r where r.made_sla and r.priority is not null and r.resolved_at < $1::timestamptz and r.resolved_at >= $1::timestamptz - interval '6 months' group by 1
    ) u) ->> t.priority)::float8))
  group by 1, 2
)
select key, label as priority, sla_at_risk, n, sla_at_risk / nullif(sum(sla_at_risk) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, sla_at_risk desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
