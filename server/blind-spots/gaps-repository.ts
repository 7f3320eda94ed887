import "server-only";
import type { Scope } from "../platform/auth/actor";
import { readRows, type ReadOptions, type SqlValue } from "../platform/db";
import type { Gap } from "./contract";
import { gapsSql } from "./gaps-sql";

export interface GapRow {
  kind: "service" | "monitor" | "slo";
  slug: string;
  name: string;
  gap: Gap;
  service: string | null;
  serviceName: string | null;
  team: string | null;
  teamName: string | null;
  tier: number | null;
  since: Date | null;
}

/** What belongs to no team or customer of the reader's is not told. */
function allowed(scope: Scope, place: number, column: string): { text: string; values: SqlValue[] } {
  if (scope.kind === "all") return { text: "true", values: [] };
  if (scope.kind === "customers") return { text: "false", values: [] };
  return { text: `${column} = any($${place}::text[])`, values: [scope.teamIds] };
}

/** Every gap that the reader may see, the most critical services first. There are few of them: a handful for each service. */
export async function readGaps(scope: Scope, kinds: readonly string[], options: ReadOptions): Promise<GapRow[]> {
  const scoped = allowed(scope, 2, "b.team_id");
  const text = `select b.kind, b.slug, b.name, b.gap, s.slug as service, s.name as "serviceName", g.slug as team, g.name as "teamName", b.tier, b.since
    from ${gapsSql} where b.kind = any($1::text[]) and ${scoped.text} order by b.tier nulls last, s.name nulls last, array_position(array['service', 'monitor', 'slo'], b.kind), b.name, b.gap`;
  return readRows<GapRow>({ text, values: [kinds, ...scoped.values] }, options);
}

/** Services that are run, for the reader. */
export async function countServices(scope: Scope, options: ReadOptions): Promise<number> {
  const scoped = allowed(scope, 1, "s.owner_team_id");
  const [row] = await readRows<{ count: number }>({ text: `select count(*)::int as count from service s where s.lifecycle in ('live', 'deprecated') and ${scoped.text}`, values: scoped.values }, options);
  return row?.count ?? 0;
}

