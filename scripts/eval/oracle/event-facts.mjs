/**
 * Incidents, alerts, planned work and objectives, told a second time: the first three from their event logs, the objectives from single checks and pushed
 * samples. Only what no event tells (service, team, cause, plan) is taken from the record itself. They stand on the tables of `facts.mjs`.
 */
const INCIDENTS = `
create temporary table told_incident as
select i.id, i.number, i.title, i.root_cause, i.started_at, i.repeat_of_id, f.declared_at, f.acknowledged_at, f.resolved_at, v.severity, s.slug as service, g.slug as team
from incident i
join (
  select incident_id,
    min(at) filter (where kind = 'declared') as declared_at,
    min(at) filter (where kind = 'status' and text like 'triage → %') as acknowledged_at,
    max(at) filter (where kind = 'status' and text like '% → resolved%') as resolved_at
  from incident_event group by 1
) f on f.incident_id = i.id
join lateral (select lower(right(text, 4)) as severity from incident_event e where e.incident_id = i.id and e.kind in ('declared', 'severity') order by e.seq desc limit 1) v on true
left join service s on s.id = i.service_id
left join team g on g.id = i.team_id;

create temporary table told_action as
select a.id, a.title, a.due_on, a.done_at, g.slug as team from action_item a join incident i on i.id = a.incident_id left join team g on g.id = i.team_id where a.kind = 'action';
`;

const ALERTS = `
create temporary table told_alert as
select a.id, a.severity, a.incident_id, f.began_at, f.acknowledged_at, f.ended_at, s.slug as service, g.slug as team,
  exists (select from delivery d where d.subject_type = 'alert_group' and d.subject_id = a.group_key and d.created_at >= f.began_at and d.created_at <= coalesce(f.ended_at, 'infinity')) as is_told
from alert a
join (
  select alert_id, min(at) filter (where kind = 'began') as began_at, min(at) filter (where kind = 'acknowledged') as acknowledged_at, max(at) filter (where kind = 'ended') as ended_at
  from alert_event group by 1
) f on f.alert_id = a.id
left join service s on s.id = a.service_id
left join team g on g.id = a.team_id;
`;

const WORK = `
create temporary table told_window as
select w.id, w.number, w.title, w.status, w.impact, w.starts_at, w.ends_at, w.notice_ms, f.began_at, f.ended_at, f.announced_at, f.is_cancelled, w.status = 'draft' as is_draft, g.slug as team
from maintenance_window w
join (
  select window_id,
    min(at) filter (where text like '% → announced') as announced_at,
    min(at) filter (where text like '% → in progress') as began_at,
    max(at) filter (where text like 'in progress → %') as ended_at,
    coalesce(bool_or(text like '% → cancelled'), false) as is_cancelled
  from maintenance_event group by 1
) f on f.window_id = w.id
left join team g on g.id = w.owner_team_id;

create temporary table told_deployment as
select d.*, d.outcome in ('failed', 'rolled_back') as is_failure, coalesce(d.restored_at, i.resolved_at) as restored, s.slug as service, s.name as service_name, g.slug as team
from deployment d left join told_incident i on i.id = d.incident_id left join service s on s.id = d.service_id left join team g on g.id = s.owner_team_id where d.environment = 'production';
`;

/** A stretch of time, or a sample of an hour, and how much of it was good. Agreed work is taken out of both. */
const OBJECTIVES = `
create temporary table told_slo as
select o.id, o.slug, o.target, s.slug as service, g.slug as team,
  case when o.sli ->> 'kind' = 'probe' then jsonb_array_length(o.sli -> 'monitors') end as sites, o."window" ->> 'unit' as unit, o."window" ->> 'zone' as zone, make_interval(days => (o."window" ->> 'days')::int) as rolling
from slo o left join service s on s.id = o.service_id left join team g on g.id = o.owner_team_id where o.promise is null and o.archived_at is null;

create temporary table told_piece as
select o.id as slo_id, r as during, k.status = 'down' as is_down, null::float8 as good, null::float8 as total
from slo o
join monitor m on o.sli -> 'monitors' ? m.slug
join told_spell k on k.monitor_key = m.key and k.until_at is not null,
lateral unnest(tstzmultirange(tstzrange(k.at, k.until_at)) - coalesce((select range_agg(tstzrange(x.from_at, x.to_at)) from slo_exclusion x where x.slo_id = o.id and x.approved_at < x.from_at), '{}')) r
union all
select o.id, tstzrange(h.hour, h.hour + interval '1 hour'), null, h.good_sum, h.total_sum from slo o join sli_hour h on h.slo_key = o.key;
`;

export const EVENT_FACTS = `${INCIDENTS}${ALERTS}${WORK}${OBJECTIVES}analyze told_piece;`;
