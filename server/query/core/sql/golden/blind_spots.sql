-- Gaps now: live services without owner, on-call, monitor, SLO or runbook, and monitors and SLOs without data, each gap counted once.
select
  (count(*))::float8 as blind_spots,
  (count(*))::int as n
from (
  select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_owner' as gap from service s where s.lifecycle in ('live', 'deprecated') and s.owner_team_id is null
  union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_on_call' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from rota r where r.team_id = s.owner_team_id and cardinality(r.member_ids) > 0)
  union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_monitor' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from monitor m where m.service_id = s.id and m.archived_at is null)
  union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_slo' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from slo o where o.service_id = s.id and o.archived_at is null)
  union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_runbook' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from document d where d.service_id = s.id and d.kind = 'runbook')
  union all select 'monitor', m.slug, m.name, m.service_id, s.owner_team_id, s.tier, m.last_check_at, 'no_data' from monitor m left join service s on s.id = m.service_id where m.archived_at is null and not m.is_paused and (m.last_check_at is null or m.last_check_at < now() - greatest(coalesce(m.interval_ms, 28800000) * 3, 300000) * interval '1 millisecond')
  union all select 'slo', o.slug, concat_ws(' ', s.name, o.name), o.service_id, coalesce(o.owner_team_id, s.owner_team_id), s.tier, u.last_data_at, 'no_data' from slo o left join service s on s.id = o.service_id left join slo_status u on u.slo_id = o.id where o.archived_at is null and o.promise is null and not o.is_paused and (u.slo_id is null or u.status = 'no_data')
) b left join service s on s.id = b.service_id left join team g on g.id = b.team_id
-- []

-- by gap
with grouped as (
  select
    b.gap as key,
    case b.gap when 'no_owner' then 'no owner' when 'no_on_call' then 'nobody on call' when 'no_monitor' then 'no monitor' when 'no_slo' then 'no SLO' when 'no_runbook' then 'no runbook' else 'no data' end as label,
    (count(*))::float8 as blind_spots,
    (count(*))::int as n
  from (
    select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_owner' as gap from service s where s.lifecycle in ('live', 'deprecated') and s.owner_team_id is null
    union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_on_call' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from rota r where r.team_id = s.owner_team_id and cardinality(r.member_ids) > 0)
    union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_monitor' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from monitor m where m.service_id = s.id and m.archived_at is null)
    union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_slo' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from slo o where o.service_id = s.id and o.archived_at is null)
    union all select 'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since, 'no_runbook' as gap from service s where s.lifecycle in ('live', 'deprecated') and not exists (select 1 from document d where d.service_id = s.id and d.kind = 'runbook')
    union all select 'monitor', m.slug, m.name, m.service_id, s.owner_team_id, s.tier, m.last_check_at, 'no_data' from monitor m left join service s on s.id = m.service_id where m.archived_at is null and not m.is_paused and (m.last_check_at is null or m.last_check_at < now() - greatest(coalesce(m.interval_ms, 28800000) * 3, 300000) * interval '1 millisecond')
    union all select 'slo', o.slug, concat_ws(' ', s.name, o.name), o.service_id, coalesce(o.owner_team_id, s.owner_team_id), s.tier, u.last_data_at, 'no_data' from slo o left join service s on s.id = o.service_id left join slo_status u on u.slo_id = o.id where o.archived_at is null and o.promise is null and not o.is_paused and (u.slo_id is null or u.status = 'no_data')
  ) b left join service s on s.id = b.service_id left join team g on g.id = b.team_id
  group by 1, 2
)
select key, label as gap, blind_spots, n, blind_spots / nullif(sum(blind_spots) over (), 0) as share, count(*) over ()::int as total_rows, sum(n) over ()::int as total_n, coalesce(sum(n) filter (where key is null) over (), 0)::int as unknown_n
from grouped
order by key is null, blind_spots desc nulls last, n desc, label
limit $1
-- [10]
