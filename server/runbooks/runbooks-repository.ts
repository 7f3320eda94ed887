import "server-only";
import { readRows } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";

export interface RunbookText {
  id: string;
  slug: string;
  title: string;
  body: string;
  version: number;
  serviceId: string | null;
  updatedAt: Date;
}

const allowedBy = (scope: Scope): string => (scope.kind === "customers" ? "false" : "true");

export async function findRunbookText(scope: Scope, slug: string, signal: AbortSignal): Promise<RunbookText | null> {
  const [row] = await readRows<RunbookText>({ text: `select id, slug, title, body, version, service_id as "serviceId", updated_at as "updatedAt" from document d where kind = 'runbook' and slug = $1 and ${allowedBy(scope)}`, values: [slug] }, { signal });
  return row ?? null;
}

export interface ProofRow {
  slug: string;
  title: string;
  service: { slug: string; name: string } | null;
  runs: { status: string; startedAt: string; endedAt: string | null; pausedMs: number }[];
  changes: { what: string; at: string; href: string | null }[];
}

/**
 * Runbooks with their runs and with what changed that they rely on: the text itself, releases to production of their service, and changes
 * carried out on it. Only the newest five of each kind: one is enough to doubt.
 */
export async function listProofRows(scope: Scope, slugs: readonly string[] | null, signal: AbortSignal): Promise<ProofRow[]> {
  const text = `select d.slug, d.title, case when s.id is null then null else json_build_object('slug', s.slug, 'name', s.name) end as service,
      coalesce((select json_agg(json_build_object('status', r.status, 'startedAt', r.started_at, 'endedAt', r.ended_at, 'pausedMs', r.paused_ms)) from runbook_run r where r.document_id = d.id), '[]') as runs,
      coalesce((select json_agg(c) from (
        (select 'The text was changed' as what, d.updated_at as at, null::text as href)
        union all (select 'Release ' || p.release || ' of ' || s.name, p.deployed_at, '/deployments' from deployment p where p.service_id = d.service_id and p.environment = 'production' and p.outcome = 'succeeded' order by p.deployed_at desc limit 5)
        union all (select 'Change run CR-' || r.number, r.ended_at, '/changes/runs/' || r.number from change_run r join change_plan l on l.id = r.plan_id where l.service_id = d.service_id and r.purpose = 'change' and r.status in ('completed', 'rolled_back') and r.ended_at is not null order by r.ended_at desc limit 5)
      ) c), '[]') as changes
    from document d left join service s on s.id = d.service_id
    where d.kind = 'runbook' and ($1::text[] is null or d.slug = any($1)) and ${allowedBy(scope)} order by d.title, d.slug`;
  return readRows<ProofRow>({ text, values: [slugs] }, { signal });
}
