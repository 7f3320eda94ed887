import "server-only";
import type { Matcher } from "#core/alerts";
import { db, type Tx } from "../platform/db";

export interface DueGroup {
  groupKey: string;
  /** The oldest alert of the group that fires: it stands for all of them. */
  id: string;
  number: number;
  title: string;
  description: string;
  severity: string;
  teamId: string | null;
  service: string | null;
  labels: Record<string, string>;
  firing: number;
  startedAt: Date;
  /** From when the escalation counts: when the group was received, or when its silence ended. */
  since: Date;
  taken: number;
}

const mostGroups = 500;

/** Groups that fire, that nobody has taken on, and whose escalation has steps left. Made-up alerts of the demo wake nobody. */
export const listDueGroups = (now: Date, steps: { page: number; ticket: number }): Promise<DueGroup[]> =>
  db().$queryRaw<DueGroup[]>`
    with groups as (
      select group_key from alert where open_key is not null and not is_demo group by group_key
      having not bool_or(acknowledged_at is not null or incident_id is not null) and max(escalation) < case when min(severity) = 'page' then ${steps.page}::int else ${steps.ticket}::int end
    ), firing as (
      select a.*, greatest(coalesce((select e.at from alert_event e where e.alert_id = a.id and e.seq = 1), a.started_at), a.silenced_until) as due_from
      from alert a join groups g using (group_key) where a.open_key is not null and not a.is_demo and (a.silenced_until is null or a.silenced_until <= ${now})
    ), counted as (
      select group_key, count(*)::int as firing, min(due_from) as since, max(escalation)::int as taken, min(started_at) as started_at from firing group by group_key
    )
    select distinct on (f.group_key) f.group_key as "groupKey", f.id, f.number, f.title, f.description, f.severity, f.team_id as "teamId", s.name as service, f.labels, c.firing, c.started_at as "startedAt", c.since, c.taken
    from firing f join counted c using (group_key) left join service s on s.id = f.service_id order by f.group_key, f.started_at, f.id limit ${mostGroups}`;

/** Takes a step for a group, unless somebody has taken it on or it has ended meanwhile. */
export async function takeStep(tx: Tx, group: Pick<DueGroup, "groupKey" | "id">, taken: number): Promise<boolean> {
  const [open] = await tx.$queryRaw<{ id: string }[]>`select id from alert where id = ${group.id} and open_key is not null and acknowledged_at is null and incident_id is null for update`;
  if (!open) return false;
  await tx.$executeRaw`update alert set escalation = ${taken}::int where group_key = ${group.groupKey} and open_key is not null and escalation < ${taken}::int`;
  return true;
}

export interface Person {
  id: string;
  name: string;
  email: string;
}

export const listPersons = (ids: readonly string[]): Promise<Person[]> => db().user.findMany({ where: { id: { in: [...ids] }, status: "active" }, select: { id: true, name: true, email: true } });
export const listMembers = (teamId: string): Promise<Person[]> => db().$queryRaw<Person[]>`select u.id, u.name, u.email from team_member m join app_user u on u.id = m.user_id where m.team_id = ${teamId} and u.status = 'active' and u.customer_id is null order by u.id`;
/** Who operates the portal: told when nobody else would be. Made-up people of the demo are not. */
export const listOperators = (): Promise<Person[]> => db().user.findMany({ where: { status: "active", customerId: null, isDemo: false, roles: { some: { role: { in: ["admin", "operator"] } } } }, select: { id: true, name: true, email: true }, orderBy: { id: "asc" } });

export interface ChannelForAlert {
  id: string;
  kind: string;
  settings: unknown;
  teamId: string | null;
  matchers: readonly Matcher[];
  severity: string;
}

export const listEnabledChannels = async (): Promise<ChannelForAlert[]> =>
  (await db().channel.findMany({ where: { isEnabled: true }, select: { id: true, kind: true, settings: true, teamId: true, matchers: true, severity: true }, orderBy: { id: "asc" } })).map((row) => ({ ...row, matchers: row.matchers as unknown as Matcher[] }));
