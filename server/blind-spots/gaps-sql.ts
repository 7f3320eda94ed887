import "server-only";

const service = "'service' as kind, s.slug, s.name, s.id as service_id, s.owner_team_id as team_id, s.tier, null::timestamptz as since";
const ofService = (gap: string, condition: string): string => `select ${service}, '${gap}' as gap from service s where s.lifecycle in ('live', 'deprecated') and ${condition}`;
const none = (rows: string): string => `not exists (select 1 from ${rows})`;

// Three checks that it should have had, five minutes at least; a day for imported records.
const silence = "greatest(coalesce(m.interval_ms, 28800000) * 3, 300000) * interval '1 millisecond'";

/**
 * Everything that nobody would notice or know what to do about, one row for each gap. Services that are not yet live or retired have none. What was
 * paused or archived on purpose is no blind spot. All of it is as of now.
 */
export const gapsSql = `(
  ${[
    ofService("no_owner", "s.owner_team_id is null"),
    ofService("no_on_call", none("rota r where r.team_id = s.owner_team_id and cardinality(r.member_ids) > 0")),
    ofService("no_monitor", none("monitor m where m.service_id = s.id and m.archived_at is null")),
    ofService("no_slo", none("slo o where o.service_id = s.id and o.archived_at is null")),
    ofService("no_runbook", none("document d where d.service_id = s.id and d.kind = 'runbook'")),
    `select 'monitor', m.slug, m.name, m.service_id, s.owner_team_id, s.tier, m.last_check_at, 'no_data' from monitor m left join service s on s.id = m.service_id where m.archived_at is null and not m.is_paused and (m.last_check_at is null or m.last_check_at < now() - ${silence})`,
    `select 'slo', o.slug, concat_ws(' ', s.name, o.name), o.service_id, coalesce(o.owner_team_id, s.owner_team_id), s.tier, u.last_data_at, 'no_data' from slo o left join service s on s.id = o.service_id left join slo_status u on u.slo_id = o.id where o.archived_at is null and o.promise is null and not o.is_paused and (u.slo_id is null or u.status = 'no_data')`,
  ].join("\n  union all ")}
) b left join service s on s.id = b.service_id left join team g on g.id = b.team_id`;

export const gapWords = "case b.gap when 'no_owner' then 'no owner' when 'no_on_call' then 'nobody on call' when 'no_monitor' then 'no monitor' when 'no_slo' then 'no SLO' when 'no_runbook' then 'no runbook' else 'no data' end";
export const kindWords = "case b.kind when 'slo' then 'SLO' else b.kind end";
