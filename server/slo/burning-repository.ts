import "server-only";
import { db } from "../platform/db";

/** A burn rate alert that fires, as the last evaluation left it. */
export interface BurningSlo {
  slug: string;
  name: string;
  service: string | null;
  team: string | null;
  severity: string;
  labels: Record<string, string>;
  longMs: number;
  factor: number;
  longBurn: number | null;
  remaining: number | null;
  /** When the SLO was evaluated. */
  at: Date;
}

/** Burn rate alerts of SLOs that are in use. SLOs of the demo are left out: they wake nobody. */
export const listBurning = (): Promise<BurningSlo[]> =>
  db().$queryRaw<BurningSlo[]>`
    select o.slug, o.name, s.slug as service, t.slug as team, o.labels, x.alert ->> 'severity' as severity, (x.alert ->> 'longMs')::float8 as "longMs", (x.alert ->> 'factor')::float8 as factor, (x.alert ->> 'longBurn')::float8 as "longBurn", st.remaining, st.evaluated_at as at
    from slo_status st join slo o on o.id = st.slo_id left join service s on s.id = o.service_id left join team t on t.id = o.owner_team_id
    cross join lateral jsonb_array_elements(st.alerts) as x(alert)
    where (x.alert ->> 'isFiring')::boolean and o.archived_at is null and not o.is_paused and not o.is_demo`;
