import "server-only";
import type { Scope } from "../platform/auth/actor";
import { readRows, type ReadOptions } from "../platform/db";
import type { ClockKind, ClockStateName, ListDueInput, reportGroups } from "./contract";

const from = "ticket_clock k join ticket t on t.id = k.ticket_id left join team g on g.id = t.team_id left join customer c on c.id = t.customer_id left join service s on s.id = t.service_id left join sla_policy p on p.id = k.policy_id";
const inScope = (scope: Scope, place: string): string => (scope.kind === "teams" ? `t.team_id = any(${place}::text[])` : scope.kind === "all" ? `${place}::text[] is null` : "false");
const teamsOf = (scope: Scope): readonly string[] | null => (scope.kind === "teams" ? scope.teamIds : null);

export interface OpenClock {
  id: string;
  number: string;
  subject: string;
  priority: string | null;
  teamSlug: string | null;
  team: string | null;
  customer: string | null;
  assignee: string | null;
  kind: ClockKind;
  state: ClockStateName;
  policyId: string | null;
  policy: string | null;
  dueAt: Date | null;
  warnAt: Date | null;
  elapsedMs: number;
  targetMs: number;
  computedAt: Date;
}

/** More than these are not looked at: whoever has so many open clocks reads them by team. */
const mostClocks = 20_000;

/** Clocks that are owed, by the time at which they are due; those that stand come last. */
export const listOpenClocks = (scope: Scope, { kind, team, priority }: Pick<ListDueInput, "kind" | "team" | "priority">, options: ReadOptions): Promise<OpenClock[]> =>
  readRows<OpenClock>({
    text: `select t.id, t.number, t.subject, t.priority, g.slug as "teamSlug", g.name as team, c.name as customer, t.assignee, k.kind, k.state, k.policy_id as "policyId", p.name as policy, k.due_at as "dueAt", k.warn_at as "warnAt",
      k.elapsed_ms::float8 as "elapsedMs", k.target_ms::float8 as "targetMs", k.computed_at as "computedAt"
      from ${from} where k.stopped_at is null and t.state_kind in ('open', 'waiting') and ${inScope(scope, "$1")} and ($2::text is null or k.kind = $2) and ($3::text is null or g.slug = $3) and ($4::text is null or t.priority = $4)
      order by k.due_at nulls last, t.id, k.kind limit ${mostClocks}`,
    values: [teamsOf(scope), kind ?? null, team ?? null, priority ?? null],
  }, options);

export interface Finished {
  kind: ClockKind;
  priority: string | null;
  elapsed: number[];
}

/** How long finished clocks took, ascending, by kind and priority. */
export const listFinished = (scope: Scope, since: Date, options: ReadOptions): Promise<Finished[]> =>
  readRows<Finished>({
    text: `select k.kind, t.priority, array_agg(k.elapsed_ms::float8 order by k.elapsed_ms) as elapsed from ticket_clock k join ticket t on t.id = k.ticket_id where k.stopped_at >= $2 and ${inScope(scope, "$1")} group by 1, 2`,
    values: [teamsOf(scope), since],
  }, options);

const groupSql: Record<(typeof reportGroups)[number], { key: string; label: string }> = {
  policy: { key: "coalesce(p.id, '')", label: "coalesce(p.name, 'none')" }, team: { key: "coalesce(g.slug, '')", label: "coalesce(g.name, 'no group')" }, priority: { key: "coalesce(t.priority, '')", label: "coalesce(upper(t.priority), 'not stated')" },
  customer: { key: "coalesce(c.slug, '')", label: "coalesce(c.name, 'no customer')" }, tier: { key: "coalesce(c.tier, '')", label: "coalesce(initcap(c.tier), 'no customer')" },
  service: { key: "coalesce(s.slug, '')", label: "coalesce(s.name, 'no service')" }, category: { key: "coalesce(t.category, '')", label: "coalesce(t.category, 'no category')" },
  month: { key: "to_char(at at time zone 'UTC', 'YYYY-MM')", label: "to_char(at at time zone 'UTC', 'YYYY-MM')" },
};

export interface ComplianceRecord {
  key: string | null;
  label: string | null;
  met: number;
  breached: number;
  p50: number | null;
  p90: number | null;
}

export interface ReportQuery {
  from: Date;
  to: Date;
  by: (typeof reportGroups)[number];
  kind: ClockKind;
}

/** Kept and broken promises of a period by group, and over all of them (key null). */
export const readCompliance = (scope: Scope, query: ReportQuery, options: ReadOptions): Promise<ComplianceRecord[]> =>
  readRows<ComplianceRecord>({
    text: `with verdict as (select k.*, coalesce(k.breached_at, k.stopped_at) as at from ticket_clock k where k.kind = $2 and (k.breached_at is not null or k.stopped_at is not null))
      select ${groupSql[query.by].key} as key, ${groupSql[query.by].label} as label, (count(*) filter (where k.state <> 'breached'))::int as met, (count(*) filter (where k.state = 'breached'))::int as breached,
        percentile_cont(0.5) within group (order by k.elapsed_ms) filter (where k.stopped_at is not null) as p50, percentile_cont(0.9) within group (order by k.elapsed_ms) filter (where k.stopped_at is not null) as p90
      from ${from.replace("ticket_clock k", "verdict k")} where k.at >= $3 and k.at < $4 and ${inScope(scope, "$1")}
      group by grouping sets ((1, 2), ()) order by 1 nulls last`,
    values: [teamsOf(scope), query.kind, query.from, query.to],
  }, options);

export interface AgeRecord {
  priority: string | null;
  ageMs: number;
}

/** The ages of open tickets. */
export const readAges = (scope: Scope, now: Date, options: ReadOptions): Promise<AgeRecord[]> =>
  readRows<AgeRecord>({
    text: `select t.priority, (extract(epoch from $2::timestamptz - t.opened_at) * 1000)::float8 as "ageMs" from ticket t where t.state_kind in ('open', 'waiting') and t.opened_at <= $2 and ${inScope(scope, "$1")}`,
    values: [teamsOf(scope), now],
  }, options);
