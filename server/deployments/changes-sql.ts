import "server-only";
import type { Permission } from "../platform/auth/permissions";
import type { TimelineKind } from "./contract";

/** Who may see which events. Configuration is told with the permission of what was edited. */
export const permissionsOfKind: Readonly<Record<TimelineKind, Permission>> = {
  deployment: "deployments.read", maintenance: "maintenance.read", run_step: "maintenance.read", configuration: "slo.read", incident: "incidents.read", alert: "alerts.read", freeze: "maintenance.read",
};

const outcomeWords = "case d.outcome when 'failed' then ', which failed' when 'rolled_back' then ', rolled back since' else '' end";

/** Each gives at, until (of what goes on for a while), text, actor, service_id, href, and the row's own name. */
const sources: Readonly<Record<TimelineKind, string>> = {
  deployment: `select d.deployed_at as at, null::timestamptz as until, 'deployed ' || d.release || ' to ' || d.environment || ${outcomeWords} as text, coalesce(nullif(d.actor_name, ''), d.source) as actor, d.service_id, false as is_global, '/deployments/' || d.id as href, d.id as ref from deployment d`,
  maintenance: `select w.started_at as at, coalesce(w.ended_at, greatest(w.ends_at, now())) as until, 'maintenance MW-' || w.number || ' ' || w.title || case when w.ended_at is null then ' began' else ' went on until ' || to_char(w.ended_at at time zone 'UTC', 'HH24:MI') || ' UTC (' || replace(w.status, '_', ' ') || ')' end as text, coalesce(w.requested_by, '') as actor, x.service_id, false as is_global, '/maintenance/' || w.number as href, w.id as ref
    from maintenance_window w left join maintenance_window_service x on x.window_id = w.id where w.started_at is not null`,
  run_step: `select coalesce(t.ended_at, t.started_at) as at, null::timestamptz as until, 'change CR-' || r.number || ' ' || p.title || ': ' || case when t.is_rollback then 'rolled back ' else '' end || t.title || case t.status when 'done' then '' else ', ' || t.status end as text, coalesce(nullif(t.actor_name, ''), r.started_by) as actor, p.service_id, false as is_global, '/changes/runs/' || r.number as href, t.run_id || '/' || t.position as ref
    from run_step t join change_run r on r.id = t.run_id join change_plan p on p.id = r.plan_id where t.run_type = 'change' and t.started_at is not null and t.status in ('running', 'done', 'failed')`,
  configuration: `select a.at, null::timestamptz as until, replace(replace(a.action, '.', ' '), '_', ' ') || coalesce(': ' || coalesce(o.name, m.name, v.name), '') as text, a.actor_name as actor, coalesce(o.service_id, m.service_id, v.id) as service_id, false as is_global, coalesce('/slos/' || o.slug, '/monitors/' || m.slug, '/services/' || v.slug) as href, a.seq::text as ref
    from audit_event a left join slo o on a.entity_type = 'slo' and o.id = a.entity_id left join monitor m on a.entity_type = 'monitor' and m.id = a.entity_id left join service v on a.entity_type = 'service' and v.id = a.entity_id where a.entity_type in ('slo', 'monitor', 'service')`,
  incident: `select i.started_at as at, null::timestamptz as until, 'incident INC-' || i.number || ' ' || i.title || ' began' as text, coalesce(i.commander, '') as actor, coalesce(x.service_id, i.service_id) as service_id, false as is_global, '/incidents/' || i.number as href, i.id as ref
    from incident i left join incident_service x on x.incident_id = i.id`,
  alert: `select l.started_at as at, null::timestamptz as until, 'alert ' || l.title || ' began' as text, l.source as actor, l.service_id, false as is_global, '/alerts/' || l.number as href, l.id as ref from alert l`,
  freeze: `select e.at, null::timestamptz as until, e.what || f.title as text, e.who as actor, x.service_id, cardinality(f.service_ids) = 0 as is_global, '/maintenance' as href, f.id as ref
    from "freeze" f cross join lateral (values (f.starts_at, f.kind || ' freeze began: ', f.opened_by), (f.ends_at, f.kind || ' freeze ended: ', f.opened_by), (f.lifted_at, 'freeze lifted: ', coalesce(f.lifted_by, ''))) as e (at, what, who) left join lateral unnest(f.service_ids) as x (service_id) on true where e.at is not null and (f.lifted_at is null or e.at <= f.lifted_at)`,
};

/** Everything that changes or goes wrong, of these kinds, as one relation. Conditions on `at` reach each table's own index. */
export const changesSql = (kinds: readonly TimelineKind[]): string => kinds.map((kind) => `select '${kind}' as kind, c.* from (${sources[kind]}) c`).join("\nunion all\n");
