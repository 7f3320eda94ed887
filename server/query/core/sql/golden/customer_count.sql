-- Customers in the catalogue now.
select
  (count(*))::float8 as customer_count,
  (count(*))::int as n
from customer c
-- []

-- by customer_tier
with grouped as (
  select
    c.tier as key,
    c.tier as label,
    (count(*))::float8 as customer_count,
    (count(*))::int as n
  from customer c
  group by 1, 2
)
select key, label as customer_tier, customer_count, n, customer_count / nullif(sum(customer_count) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, customer_count desc nulls last, n desc, label
limit $1
-- [10]
