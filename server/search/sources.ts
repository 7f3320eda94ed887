import "server-only";
import type { Domain } from "@/server/platform/versions";
import type { SearchKind } from "./contract";

/**
 * Where the entries of a kind come from: a statement that gives ref_id, title, body, href, label, scope_keys, service_id and changed_at.
 * Its scope keys say in one place what the capability's own list says with a where clause; a test compares the two.
 */
export interface SearchSource {
  kind: SearchKind;
  /** A change of these may change the entries. */
  domains: readonly Domain[];
  sql: string;
  /** The row whose writing alone changes an entry, where there are very many of them: what was not written since the last look is not compared again. */
  writtenRow?: { table: string; alias: string };
}

/** "KubePodNotReady" -> "Kube Pod Not Ready": a name of one word is also found by its parts. */
const spoken = (column: string): string => `regexp_replace(${column}, '([a-z0-9])([A-Z])', '\\1 \\2', 'g')`;
const withoutFrontMatter = (column: string): string => `regexp_replace(${column}, '^\\s*---[^\\n]*\\n.*?\\n---[^\\n]*(\\n|$)', '')`;
const keys = (...parts: string[]): string => `array_remove(array[${parts.join(", ")}]::text[], null)`;
const ownersOf = (table: string, column: string, id: string): string => `(select coalesce(array_agg(distinct 'team:' || o.owner_team_id), '{}') from ${table} l join service o on o.id = l.service_id where l.${column} = ${id} and o.owner_team_id is not null)`;

export const searchSources: readonly SearchSource[] = [
  {
    kind: "document", domains: ["knowledge"],
    sql: `select d.id as ref_id, d.title, ${withoutFrontMatter("d.body")} as body, '/docs/' || d.slug as href, coalesce(p.title, '') as label,
      case when cardinality(a.roles) = 0 then array['inside'] else array_append((select array_agg('role:' || r) from unnest(a.roles) r), 'role:admin') end as scope_keys, d.service_id, d.updated_at as changed_at
      from document d left join document_space p on p.id = d.space_id
      cross join lateral (select coalesce(nullif(d.audience, '{}'), p.audience, '{}') as roles) a where d.kind in ('doc', 'policy') and d.state = 'published'`,
  },
  {
    kind: "runbook", domains: ["knowledge"],
    sql: `select d.id as ref_id, d.title, ${spoken("concat_ws(' ', d.title, array_to_string(d.alert_names, ' '))")} || E'\\n\\n' || ${withoutFrontMatter("d.body")} as body, '/runbooks/' || d.slug as href, d.section as label,
      array['inside'] as scope_keys, d.service_id, d.updated_at as changed_at from document d where d.kind = 'runbook' and d.state = 'published'`,
  },
  {
    kind: "ticket", domains: ["tickets"], writtenRow: { table: "ticket", alias: "t" },
    sql: `select t.id as ref_id, t.subject as title, concat_ws(' · ', t.number, t.category, t.subcategory, t.symptom, t.requester, t.assignee, nullif(left(t.description, 8000), '')) as body, '/tickets/' || t.number as href, t.number as label,
      ${keys("'all'", "'team:' || t.team_id", "'customer:' || t.customer_id", "'requester:' || t.customer_id || ':' || coalesce(t.requester_id, lower(t.requester_email))")} as scope_keys, t.service_id, t.updated_at as changed_at from ticket t`,
  },
  {
    kind: "incident", domains: ["incidents", "catalog"],
    sql: `select i.id as ref_id, i.title, concat_ws(' ', 'INC-' || i.number, s.name, i.root_cause, i.summary) || coalesce(E'\\n\\n' || left(m.body, 20000), '') as body, '/incidents/' || i.number as href, 'INC-' || i.number || ' ' || i.severity as label,
      ${keys("'all'", "'team:' || i.team_id", "'team:' || s.owner_team_id")} || ${ownersOf("incident_service", "incident_id", "i.id")} as scope_keys, i.service_id, coalesce(i.resolved_at, i.started_at) as changed_at
      from incident i left join service s on s.id = i.service_id left join postmortem m on m.incident_id = i.id`,
  },
  {
    kind: "window", domains: ["maintenance", "catalog"],
    sql: `select w.id as ref_id, w.title, concat_ws(' ', 'MW-' || w.number, 'maintenance', (select string_agg(s.name, ' ') from maintenance_window_service l join service s on s.id = l.service_id where l.window_id = w.id), w.description, w.closing_note) as body,
      '/maintenance/' || w.number as href, replace(w.status, '_', ' ') as label, ${keys("'all'", "'team:' || w.owner_team_id")} || ${ownersOf("maintenance_window_service", "window_id", "w.id")} as scope_keys, null::text as service_id, w.starts_at as changed_at from maintenance_window w`,
  },
  {
    kind: "service", domains: ["catalog"],
    sql: `select s.id as ref_id, s.name as title, concat_ws(' ', ${spoken("s.name")}, s.slug, array_to_string(s.aliases, ' '), g.name, s.description) as body, '/services/' || s.slug as href, 'Tier ' || s.tier as label,
      ${keys("'all'", "'team:' || s.owner_team_id")} || (select coalesce(array_agg('customer:' || c.customer_id), '{}') from customer_service c where c.service_id = s.id) as scope_keys, s.id as service_id, s.created_at as changed_at
      from service s left join team g on g.id = s.owner_team_id`,
  },
  {
    kind: "person", domains: ["accounts"],
    sql: `select u.id as ref_id, u.name as title, u.email as body, '/accounts/users/' || u.id as href, coalesce((select string_agg(r.role, ', ' order by r.role) from role_grant r where r.user_id = u.id), '') as label,
      array['all'] as scope_keys, null::text as service_id, u.created_at as changed_at from app_user u`,
  },
  {
    kind: "brief", domains: ["query"],
    sql: `select h.id as ref_id, h.title, coalesce((select string_agg(r.question, ' ') from query_run r where r.thread_id = h.id), '') as body, '/ask?thread=' || h.id as href, 'conversation' as label,
      array['user:' || h.user_id] as scope_keys, null::text as service_id, h.updated_at as changed_at from query_thread h`,
  },
];
