with a as (
  select g.slug as key, g.name as label, (count(*) filter (where not t.made_sla)::float8 / nullif(count(*), 0))::float8 as value, (count(*) filter (where not t.made_sla))::float8 as hits, (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
    and t.made_sla is not null
  group by 1, 2
), b as (
  select g.slug as key, g.name as label, (count(*) filter (where not t.made_sla)::float8 / nullif(count(*), 0))::float8 as value, (count(*) filter (where not t.made_sla))::float8 as hits, (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at >= $3::timestamptz
    and t.opened_at < $1::timestamptz
    and t.made_sla is not null
  group by 1, 2
), compared as (
  select coalesce(a.key, b.key) as key, coalesce(a.label, b.label) as label, b.value as before, a.value as sla_breach_rate, a.value - b.value as change, coalesce(a.hits / nullif(sum(a.n) over (), 0), 0) - coalesce(b.hits / nullif(sum(b.n) over (), 0), 0) as contribution, coalesce(a.n, 0)::int as n, coalesce(b.n, 0)::int as n_before
  from a full join b on coalesce(a.key, '') = coalesce(b.key, '')
)
select key, label as team, before, sla_breach_rate, change, contribution, n, n_before, count(*) over ()::int as total_rows
from compared
order by key is null, abs(contribution) desc nulls last, label
limit $4
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z","2026-07-01T00:00:00.000Z",8]
