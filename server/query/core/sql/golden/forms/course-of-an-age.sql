with spine as (
  select p, row_number() over (order by p)::int as place, least((p + interval '1 week') at time zone $1::text, $2::timestamptz) as at
  from (select p from generate_series(date_trunc('week', $3::timestamptz at time zone $1::text), $2::timestamptz at time zone $1::text - interval '1 millisecond', interval '1 week') as p) as calendar
), edges as (
  select array_agg(at order by place) as ats from spine
), measured as (
  select
    place,
    (percentile_cont(0.5) within group (order by extract(epoch from edges.ats[place] - t.opened_at) * 1000))::float8 as ticket_age,
    (count(*))::int as n
  from edges cross join ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  left join lateral (
    select case when e.was is null then t.opened_at else e.at end as begins, lead(e.at) over (order by e.seq) as ends, e.is_open
    from (select e.seq, e.at, e.state_kind not in ('resolved', 'closed') as is_open, lag(e.state_kind not in ('resolved', 'closed')) over (order by e.seq) as was from ticket_event e where e.ticket_id = t.id) e
    where e.was is distinct from e.is_open) life on t.reopen_count > 0
  cross join lateral generate_series(width_bucket(coalesce(life.begins, t.opened_at) - interval '1 microsecond', edges.ats) + 1, case when case when life.begins is null then coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) else life.ends end is null then cardinality(edges.ats) else width_bucket(case when life.begins is null then coalesce(least(t.resolved_at, t.closed_at), case when t.state_kind in ('resolved', 'closed') then t.updated_at end) else life.ends end - interval '1 microsecond', edges.ats) end) as place
  where coalesce(life.begins, t.opened_at) <= $2::timestamptz
    and life.is_open is not false
  group by 1
)
select to_char(p, 'YYYY-MM-DD') as week, measured.ticket_age, coalesce(measured.n, 0) as n
from spine left join measured using (place)
order by p
-- ["UTC","2026-09-01T00:00:00.000Z","2026-08-01T00:00:00.000Z"]
