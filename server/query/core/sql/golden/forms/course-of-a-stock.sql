with spine as (
  select p from generate_series(date_trunc('week', $3::timestamptz at time zone $1::text), $2::timestamptz at time zone $1::text - interval '1 millisecond', interval '1 week') as p
), lives as (
  select t.opened_at as begins, case when coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) >= t.opened_at then coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) when coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) < t.opened_at then t.opened_at end as ends
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at <= $2::timestamptz
), moves as (
  select greatest((select min(p) from spine), date_trunc('week', (begins - interval '1 microsecond') at time zone $1::text)) as p, count(*) as n from lives group by 1
  union all
  select greatest((select min(p) from spine), date_trunc('week', (ends - interval '1 microsecond') at time zone $1::text)), -count(*) from lives where ends <= $2::timestamptz group by 1
), levels as (
  select spine.p, sum(coalesce(sum(moves.n), 0)) over (order by spine.p) as level from spine left join moves using (p) group by 1
)
select to_char(levels.p, 'YYYY-MM-DD') as week, levels.level::float8 as ticket_backlog, levels.level::int as n
from levels
order by levels.p
-- ["UTC","2026-09-01T00:00:00.000Z","2026-08-01T00:00:00.000Z"]
