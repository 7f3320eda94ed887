import "server-only";
import { readRows } from "@/server/platform/db";
import type { RunSubjectType } from "./contract";

export interface SubjectRow {
  type: RunSubjectType;
  id: string;
  number: string;
  title: string;
  serviceIds: string[];
  /** As monitoring systems name them. */
  alertNames: string[];
  /** Runbooks that are named outright. */
  slugs: string[];
}

const alertName = "coalesce(nullif(a.labels->>'alertname', ''), a.title)";
const selects: Record<RunSubjectType, string> = {
  incident: `select 'incident' as type, i.id, i.number::text as number, i.title, array(select service_id from incident_service where incident_id = i.id union select i.service_id where i.service_id is not null) as "serviceIds",
    array(select distinct ${alertName} from alert a where a.incident_id = i.id) as "alertNames", array(select distinct a.runbook_slug from alert a where a.incident_id = i.id and a.runbook_slug is not null) as slugs from incident i`,
  alert: `select 'alert' as type, a.id, a.number::text as number, a.title, array_remove(array[a.service_id], null) as "serviceIds", array[${alertName}] as "alertNames", array_remove(array[a.runbook_slug], null) as slugs from alert a`,
  window: `select 'window' as type, w.id, w.number::text as number, w.title, array(select service_id from maintenance_window_service where window_id = w.id) as "serviceIds", '{}'::text[] as "alertNames", '{}'::text[] as slugs from maintenance_window w`,
  ticket: `select 'ticket' as type, t.id, t.number, t.subject as title, array_remove(array[t.service_id], null) as "serviceIds", '{}'::text[] as "alertNames", array(select d.slug from ticket_link l join document d on d.kind = 'runbook' and l.target_id in (d.slug, d.id) where l.ticket_id = t.id and l.kind = 'runbook') as slugs from ticket t`,
};
const alias: Record<RunSubjectType, string> = { incident: "i", alert: "a", window: "w", ticket: "t" };

/** A subject by the number that its page has. Whether its reader may see it is asked of its own capability. */
export async function findSubject(type: RunSubjectType, number: string, signal: AbortSignal): Promise<SubjectRow | null> {
  const [row] = await readRows<SubjectRow>({ text: `${selects[type]} where ${alias[type]}.number${type === "ticket" ? "" : "::text"} = $1`, values: [number] }, { signal });
  return row ?? null;
}

/** Subjects by id, each with its title. */
export async function listSubjects(type: RunSubjectType, ids: readonly string[], signal: AbortSignal): Promise<Pick<SubjectRow, "type" | "id" | "number" | "title">[]> {
  if (ids.length === 0) return [];
  const named: Record<RunSubjectType, string> = { incident: "select id, number::text as number, title from incident", alert: "select id, number::text as number, title from alert", window: "select id, number::text as number, title from maintenance_window", ticket: "select id, number, subject as title from ticket" };
  const rows = await readRows<Pick<SubjectRow, "id" | "number" | "title">>({ text: `${named[type]} where id = any($1)`, values: [[...ids]] }, { signal });
  return rows.map((row) => ({ ...row, type }));
}

/** Runbooks for a subject: named outright, carrying one of its alerts' names, or about one of its services; best reason first. */
export async function listRunbooksFor({ serviceIds, alertNames, slugs }: Pick<SubjectRow, "serviceIds" | "alertNames" | "slugs">, limit: number, signal: AbortSignal): Promise<{ slug: string; why: string }[]> {
  return readRows({
    text: `select d.slug, case when d.slug = any($1) then 'is named by it' when d.alert_names && $2 then 'names the alert ' || (select string_agg(n, ', ') from unnest(d.alert_names) n where n = any($2)) else 'is about ' || s.name end as why
      from document d left join service s on s.id = d.service_id where d.kind = 'runbook' and (d.slug = any($1) or d.alert_names && $2 or d.service_id = any($3))
      order by case when d.slug = any($1) then 0 when d.alert_names && $2 then 1 else 2 end, d.title, d.slug limit $4`,
    values: [slugs, alertNames, serviceIds, limit],
  }, { signal });
}
