-- The source's own reassignment count, summed for the group that holds the ticket in the end.
select
  (coalesce(sum(t.reassignment_count), 0))::float8 as reassignment_by_final_group,
  (count(*))::int as n
from ticket t
left join team g on g.id = t.team_id
left join service s on s.id = t.service_id
left join customer c on c.id = t.customer_id
where t.opened_at >= $1::timestamptz
  and t.opened_at < $2::timestamptz
  and not starts_with(coalesce(t.source_hash, ''), 'list:')
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by team
with grouped as (
  select
    g.slug as key,
    g.name as label,
    (coalesce(sum(t.reassignment_count), 0))::float8 as reassignment_by_final_group,
    (count(*))::int as n
  from ticket t
  left join team g on g.id = t.team_id
  left join service s on s.id = t.service_id
  left join customer c on c.id = t.customer_id
  where t.opened_at >= $1::timestamptz
    and t.opened_at < $2::timestamptz
    and not starts_with(coalesce(t.source_hash, ''), 'list:')
  group by 1, 2
)
select key, label as team, reassignment_by_final_group, n, reassignment_by_final_group / nullif(sum(reassignment_by_final_group) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, reassignment_by_final_group desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
