import "server-only";
import { readRows } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import type { RunbookCoverage } from "./contract";

const shown = 50;

/** Services that are not retired, and which of them a runbook is about; a team's reader sees its own. */
export async function coverageOfServices(scope: Scope, signal: AbortSignal): Promise<RunbookCoverage["services"]> {
  const text = `select s.slug, s.name, s.tier, exists (select 1 from document d where d.kind = 'runbook' and d.service_id = s.id) as covered,
      (select count(*)::int from incident_service i where i.service_id = s.id) as incidents
    from service s where s.lifecycle <> 'retired' and ($1::text[] is null or s.owner_team_id = any($1)) order by s.tier, incidents desc, s.name`;
  const rows = await readRows<{ slug: string; name: string; tier: number; covered: boolean; incidents: number }>({ text, values: [scope.kind === "teams" ? [...scope.teamIds] : null] }, { signal });
  return { total: rows.length, covered: rows.filter(({ covered }) => covered).length, missing: rows.filter(({ covered }) => !covered).slice(0, shown).map(({ slug, name, tier, incidents }) => ({ slug, name, tier, incidents })) };
}

/** Names under which alerts fired since an instant, and which of them a runbook carries or an alert itself named. */
export async function coverageOfAlerts(scope: Scope, { since }: { since: Date }, signal: AbortSignal): Promise<RunbookCoverage["alerts"]> {
  const text = `with names as (
      select coalesce(nullif(a.labels->>'alertname', ''), a.title) as name, count(*)::int as fired, max(a.started_at) as last_at, max(a.number) as alert, bool_or(a.runbook_slug is not null) as named
      from alert a where a.started_at >= $1 and ($2::text[] is null or a.team_id = any($2)) group by 1)
    select n.name, n.fired, n.last_at as "lastAt", n.alert, n.named or exists (select 1 from document d where d.kind = 'runbook' and n.name = any(d.alert_names)) as covered from names n order by n.fired desc, n.name`;
  const rows = await readRows<{ name: string; fired: number; lastAt: Date; alert: number; covered: boolean }>({ text, values: [since, scope.kind === "teams" ? [...scope.teamIds] : null] }, { signal });
  return { total: rows.length, covered: rows.filter(({ covered }) => covered).length, missing: rows.filter(({ covered }) => !covered).slice(0, shown).map(({ name, fired, lastAt, alert }) => ({ name, fired, lastAt: lastAt.toISOString(), alert })) };
}
