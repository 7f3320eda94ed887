-- Teams in the catalogue now, support groups included.
select
  (count(*))::float8 as team_count,
  (count(*))::int as n
from team g
-- []

-- by kind
with grouped as (
  select
    g.kind as key,
    g.kind as label,
    (count(*))::float8 as team_count,
    (count(*))::int as n
  from team g
  group by 1, 2
)
select key, label as kind, team_count, n, team_count / nullif(sum(team_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, team_count desc nulls last, n desc, label
limit $1
-- [10]
