with spine as (
  select p from generate_series(date_trunc('week', $3::timestamptz at time zone $1::text), $2::timestamptz at time zone $1::text - interval '1 millisecond', interval '1 week') as p
), lives as (
  select coalesce(life.begins, t.opened_at) as begins, case when case when life.begins is null then coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) else life.ends end >= coalesce(life.begins, t.opened_at) then case when life.begins is null then coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) else life.ends end when case when life.begins is null then coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) else life.ends end < coalesce(life.begins, t.opened_at) then coalesce(life.begins, t.opened_at) end as ends
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  left join lateral (
    select case when e.was is null then t.opened_at else e.at end as begins, lead(e.at) over (order by e.seq) as ends, e.is_open
    from (select e.seq, e.at, e.state_kind not in ('resolved', 'closed') as is_open, lag(e.state_kind not in ('resolved', 'closed')) over (order by e.seq) as was from ticket_event e where e.ticket_id = t.id) e
    where e.was is distinct from e.is_open) life on t.reopen_count > 0
  where coalesce(life.begins, t.opened_at) <= $2::timestamptz
    and life.is_open is not false
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
