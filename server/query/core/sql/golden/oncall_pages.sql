-- Alerts of severity page that began in the period and of which somebody on call was told.
select
  (count(*))::float8 as oncall_pages,
  (count(*))::int as n
from alert a
left join service s on s.id = a.service_id
left join team g on g.id = a.team_id
where a.started_at >= $1::timestamptz
  and a.started_at < $2::timestamptz
  and a.severity = 'page'
  and a.escalation > 0
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (count(*))::float8 as oncall_pages,
    (count(*))::int as n
  from alert a
  left join service s on s.id = a.service_id
  left join team g on g.id = a.team_id
  where a.started_at >= $1::timestamptz
    and a.started_at < $2::timestamptz
    and a.severity = 'page'
    and a.escalation > 0
  group by 1, 2
)
select key, label as team, oncall_pages, n, oncall_pages / nullif(sum(oncall_pages) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, oncall_pages desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
