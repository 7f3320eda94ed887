-- Names of alerts per service that last fired in the period and that a runbook carries or the alert itself names, of all names of alerts that did.
select
  (count(*) filter (where n.is_covered))::float8 as count,
  (count(*) filter (where n.is_covered)::float8 / nullif(count(*), 0))::float8 as alert_runbook_coverage,
  (count(*))::int as n
from (select coalesce(nullif(a.labels->>'alertname', ''), a.title) as name, a.service_id, bool_or(a.runbook_slug is not null or exists (select 1 from document d where d.kind = 'runbook' and coalesce(nullif(a.labels->>'alertname', ''), a.title) = any(d.alert_names))) as is_covered, max(a.started_at) as last_at from alert a group by 1, 2) n
left join service s on s.id = n.service_id
where n.last_at >= $1::timestamptz
  and n.last_at < $2::timestamptz
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z"]

-- by service
with grouped as (
  select
    s.slug as key,
    s.name as label,
    (count(*) filter (where n.is_covered))::float8 as count,
    (count(*) filter (where n.is_covered)::float8 / nullif(count(*), 0))::float8 as alert_runbook_coverage,
    (count(*))::int as n
  from (select coalesce(nullif(a.labels->>'alertname', ''), a.title) as name, a.service_id, bool_or(a.runbook_slug is not null or exists (select 1 from document d where d.kind = 'runbook' and coalesce(nullif(a.labels->>'alertname', ''), a.title) = any(d.alert_names))) as is_covered, max(a.started_at) as last_at from alert a group by 1, 2) n
  left join service s on s.id = n.service_id
  where n.last_at >= $1::timestamptz
    and n.last_at < $2::timestamptz
  group by 1, 2
)
select key, label as service, count, alert_runbook_coverage, n, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, alert_runbook_coverage desc nulls last, n desc, label
limit $3
-- ["2026-08-01T00:00:00.000Z","2026-09-01T00:00:00.000Z",10]
