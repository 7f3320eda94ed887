import type { SubjectDefinition } from "#core/query";

const from = `(select a.id, a.at, a.actor_name, a.decision, a.comment, a.is_break_glass, 'MW-' || w.number || ' ' || w.title as work, 'mw-' || w.number as number, '/maintenance/' || w.number as href, w.owner_team_id,
    array(select v.slug from maintenance_window_service y join service v on v.id = y.service_id where y.window_id = w.id) as slugs from approval a join maintenance_window w on a.subject_type = 'window' and w.id = a.subject_id
  union all
  select a.id, a.at, a.actor_name, a.decision, a.comment, a.is_break_glass, 'CP-' || p.number || ' ' || p.title, 'cp-' || p.number, '/changes/plans/' || p.number, p.owner_team_id, array(select v.slug from service v where v.id = p.service_id)
    from approval a join change_plan p on a.subject_type = 'plan' and p.id = a.subject_id) d
left join team g on g.id = d.owner_team_id`;

/** Who said yes or no to planned work and to change plans, and when. */
export const approvalSubject: SubjectDefinition = {
  id: "approval", domain: "maintenance", label: "Approvals", nouns: ["approval", "approvals"], synonyms: ["who approved"], permission: "maintenance.read", from, where: [],
  filters: { number: "d.number", decision: "d.decision" }, entities: { service: "{value} = any(d.slugs)", team: "g.slug" }, customerSql: null, teamSql: "d.owner_team_id", listPath: "/maintenance", timeSql: "d.at", titleColumn: "work", hrefSql: "d.href",
  coverageSql: "select min(at) as from_at, max(at) as to_at from approval where subject_type in ('window', 'plan')",
  columns: [
    { key: "work", label: "Work", unit: "text", sql: "d.work" }, { key: "decision", label: "Decision", unit: "text", sql: "d.decision || case when d.is_break_glass then ' in an emergency' else '' end" }, { key: "by", label: "By", unit: "text", sql: "d.actor_name" },
    { key: "at", label: "At", unit: "datetime", sql: "d.at" }, { key: "comment", label: "Reason", unit: "text", sql: "nullif(d.comment, '')" },
  ],
  orders: { default: { column: "at", direction: "desc" } }, told: "by",
};
