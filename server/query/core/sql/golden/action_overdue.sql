-- Follow-up actions of incidents that were due before the day and are not done.
select
  (count(*))::float8 as action_overdue,
  (count(*))::int as n
from action_item a
join incident i on i.id = a.incident_id
left join service s on s.id = i.service_id
left join team g on g.id = i.team_id
where a.kind = 'action'
  and a.created_at <= $1::timestamptz
  and (a.done_at is null or a.done_at > $1::timestamptz)
  and a.due_on < ($1::timestamptz at time zone 'UTC')::date
-- ["2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*))::float8 as action_overdue,
    (count(*))::int as n
  from action_item a
  join incident i on i.id = a.incident_id
  left join service s on s.id = i.service_id
  left join team g on g.id = i.team_id
  where a.kind = 'action'
    and a.created_at <= $1::timestamptz
    and (a.done_at is null or a.done_at > $1::timestamptz)
    and a.due_on < ($1::timestamptz at time zone 'UTC')::date
  group by 1, 2
)
select key, label as team, action_overdue, n, action_overdue / nullif(sum(action_overdue) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, action_overdue desc nulls last, n desc, label
limit $2
-- ["2026-09-01T00:00:00.000Z",10]
