import "server-only";
import { z } from "zod";
import type { EscalationRule, StoredClock } from "#core/sla";
import { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import { newId } from "../platform/ids";
import { escalationConditions, escalationStep, type EscalationDefinition } from "./contract";

const stepsSchema = z.array(escalationStep);
type PolicyRow = Awaited<ReturnType<typeof listEscalationRows>>[number];

export const listEscalationRows = () => db().escalationPolicy.findMany({ where: { retiredAt: null }, orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }] });
export const toEscalation = ({ name, conditions, steps, bounceLimit, lastResortId, position }: PolicyRow): EscalationDefinition => ({ name, conditions: escalationConditions.parse(conditions), steps: stepsSchema.parse(steps), bounceLimit, lastResortId, position });

export const listRules = async (): Promise<EscalationRule[]> => (await listEscalationRows()).map((row) => ({ id: row.id, ...toEscalation(row) }));

const columnsOf = ({ name, conditions, steps, bounceLimit, lastResortId, position }: EscalationDefinition) => ({ name, conditions: { ...conditions }, steps: steps.map((step) => ({ ...step })), bounceLimit, lastResortId, position });
export const insertEscalation = (tx: Tx, made: { id: string; createdAt: Date }, definition: EscalationDefinition) => tx.escalationPolicy.create({ data: { ...made, ...columnsOf(definition) }, select: { id: true } });
/** False when the stored version is not the one that was edited. */
export const updateEscalationRow = async (tx: Tx, key: { id: string; version: number }, definition: EscalationDefinition): Promise<boolean> => (await tx.escalationPolicy.updateMany({ where: { ...key, retiredAt: null }, data: { ...columnsOf(definition), version: { increment: 1 } } })).count > 0;
export const retireEscalationRow = async (tx: Tx, key: { id: string; version: number }, retiredAt: Date): Promise<boolean> => (await tx.escalationPolicy.updateMany({ where: { ...key, retiredAt: null }, data: { retiredAt, version: { increment: 1 } } })).count > 0;
export const findEscalation = (tx: Tx, id: string) => tx.escalationPolicy.findFirst({ where: { id, retiredAt: null } });

export interface OpenTicket {
  id: string;
  priority: string | null;
  category: string | null;
  customerTier: string | null;
  teamId: string | null;
  level: string | null;
  isAssigned: boolean;
  stateKind: string;
  openedAt: Date;
  /** Since when nobody has had it, if somebody ever had. */
  unassignedAt: Date | null;
  lastAgentAt: Date | null;
  reassignmentCount: number;
  taken: string[];
  /** Clocks that are owed, as they were last stored. */
  clocks: StoredClock[];
}

/** Open tickets that are worked on here, with the steps that were taken for them. */
export const listOpenTickets = (after: string, limit: number, tx: Tx | null = null): Promise<OpenTicket[]> =>
  (tx ?? db()).$queryRaw<OpenTicket[]>`
    select t.id, t.priority, t.category, c.tier as "customerTier", t.team_id as "teamId", t.level, (t.assignee is not null) as "isAssigned", t.state_kind as "stateKind", t.opened_at as "openedAt", coalesce(t.last_agent_at, t.first_response_at) as "lastAgentAt",
      case when t.assignee is null then (select min(v.at) from ticket_event v where v.ticket_id = t.id and v.seq > (select max(h.seq) from ticket_event h where h.ticket_id = t.id and h.assignee is not null)) end as "unassignedAt",
      t.reassignment_count as "reassignmentCount", coalesce((select array_agg(e.step_key) from ticket_escalation e where e.ticket_id = t.id), '{}') as taken,
      coalesce((select json_agg(json_build_object('kind', k.kind, 'isPaused', k.state = 'paused', 'startedAtMs', round(extract(epoch from k.started_at) * 1000), 'elapsedMs', k.elapsed_ms, 'targetMs', k.target_ms, 'computedAtMs', round(extract(epoch from k.computed_at) * 1000)))
        from ticket_clock k where k.ticket_id = t.id and k.stopped_at is null), '[]') as clocks
    from ticket t left join customer c on c.id = t.customer_id
    where t.id > ${after} and not t.is_demo and t.source_key is null and t.state_kind in ('open', 'waiting') order by t.id limit ${limit}`;

export interface NewStep {
  ticketId: string;
  policyId: string;
  stepKey: string;
  kind: string;
  fromLevel: string | null;
  toLevel: string | null;
  target: string;
  targetUserId: string | null;
  reason: string;
  at: Date;
}

/** False when this step was taken before, by whomever. */
export const takeStep = async (tx: Tx, step: NewStep): Promise<boolean> => (await tx.ticketEscalation.createMany({ data: [{ ...step, id: newId("esc"), actorName: "System" }], skipDuplicates: true })).count > 0;

export const moveTicket = (tx: Tx, id: string, patch: { level?: string; teamId?: string; assignee?: string | null; assigneeId?: string | null; isHandover: boolean; at: Date }) => {
  const { isHandover, at, ...columns } = patch;
  return tx.ticket.update({ where: { id }, data: { ...columns, escalatedAt: at, updatedAt: at, version: { increment: 1 }, ...(isHandover ? { reassignmentCount: { increment: 1 } } : {}) }, select: { id: true } });
};
export const markEscalated = (tx: Tx, id: string, at: Date) => tx.ticket.update({ where: { id }, data: { escalatedAt: at }, select: { id: true } });

export const listLevelRows = (tx: Tx | null = null) => (tx ?? db()).supportLevel.findMany({ orderBy: { id: "asc" } });
export const findTeam = (tx: Tx, id: string) => tx.team.findUnique({ where: { id }, select: { id: true, name: true } });
export const findUser = (tx: Tx, id: string) => tx.user.findFirst({ where: { id, status: "active", customerId: null }, select: { id: true, name: true, email: true } });

/** Names of teams and people by id. */
export async function namesByIds(ids: readonly string[]): Promise<Map<string, string>> {
  const where = { id: { in: [...ids] } };
  const [teams, people] = await Promise.all([db().team.findMany({ where, select: { id: true, name: true } }), db().user.findMany({ where, select: { id: true, name: true } })]);
  return new Map([...teams, ...people].map(({ id, name }) => [id, name]));
}

export interface StepRow {
  id: string;
  ticket: string;
  subject: string;
  kind: "functional" | "hierarchical" | "bounce";
  policy: string | null;
  fromLevel: string | null;
  toLevel: string | null;
  target: string;
  reason: string;
  actor: string;
  at: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
}

const scopeSql = (scope: Scope): Prisma.Sql => (scope.kind === "all" ? Prisma.sql`true` : scope.kind === "teams" ? Prisma.sql`t.team_id = any(${[...scope.teamIds]}::text[])` : Prisma.sql`false`);

/** Steps that were taken, the newest first; of one ticket, or of all. */
export const listTaken = (scope: Scope, { number, limit }: { number: string | null; limit: number }): Promise<StepRow[]> =>
  db().$queryRaw<StepRow[]>`
    select e.id, t.number as ticket, t.subject, e.kind, p.name as policy, e.from_level as "fromLevel", e.to_level as "toLevel", e.target, e.reason, e.actor_name as actor, e.at, e.acknowledged_at as "acknowledgedAt", e.acknowledged_by as "acknowledgedBy"
    from ticket_escalation e join ticket t on t.id = e.ticket_id left join escalation_policy p on p.id = e.policy_id
    where ${scopeSql(scope)} and (${number}::text is null or t.number = ${number}) order by e.at desc, e.id limit ${limit}`;

export interface BouncedRow {
  number: string;
  subject: string;
  team: string | null;
  assignee: string | null;
  handovers: number;
  /** By which the policy is found that says how often is too often. */
  priority: string | null;
  category: string | null;
  customerTier: string | null;
  teamId: string | null;
  level: string | null;
}

/** Open tickets that were handed on more often than a limit, most often first. */
export const listHandedOn = (scope: Scope, limit: number): Promise<BouncedRow[]> =>
  db().$queryRaw<BouncedRow[]>`
    select t.number, t.subject, g.name as team, t.assignee, t.reassignment_count as handovers, t.priority, t.category, c.tier as "customerTier", t.team_id as "teamId", t.level
    from ticket t left join team g on g.id = t.team_id left join customer c on c.id = t.customer_id
    where ${scopeSql(scope)} and t.state_kind in ('open', 'waiting') and t.reassignment_count > ${limit}::int order by t.reassignment_count desc, t.opened_at limit 1000`;

export const countByLevel = async (): Promise<Map<string, number>> => new Map((await db().ticket.groupBy({ by: ["level"], where: { stateKind: { in: ["open", "waiting"] }, level: { not: null } }, _count: true })).map((row) => [row.level ?? "", row._count]));

export const findStep = (tx: Tx, scope: Scope, id: string) =>
  tx.ticketEscalation.findFirst({ where: { id, ...(scope.kind === "all" ? {} : { ticket: scope.kind === "teams" ? { teamId: { in: [...scope.teamIds] } } : { id: { in: [] } } }) }, select: { id: true, ticketId: true, acknowledgedAt: true } });
export const acknowledgeRow = (tx: Tx, id: string, by: { acknowledgedAt: Date; acknowledgedBy: string }) => tx.ticketEscalation.update({ where: { id }, data: by, select: { id: true } });

/** Creates or replaces a level; version 0 creates. False when the stored version is not the one that was edited. */
export async function saveLevel(tx: Tx, { id, version, ...columns }: { id: string; version: number; name: string; entry: string; duties: string; teamIds: readonly string[] }): Promise<boolean> {
  const data = { ...columns, teamIds: [...columns.teamIds] };
  if (version === 0) return (await tx.supportLevel.createMany({ data: [{ id, ...data }], skipDuplicates: true })).count > 0;
  return (await tx.supportLevel.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })).count > 0;
}
