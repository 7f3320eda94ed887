import "server-only";
import type { EscalationRule } from "#core/sla";
import { db, type Tx } from "../platform/db";
import { newId } from "../platform/ids";
import { escalationConditions, escalationStep, type EscalationDefinition } from "./contract";
import { z } from "zod";

const stepsSchema = z.array(escalationStep);
type PolicyRow = Awaited<ReturnType<typeof listEscalationRows>>[number];

export const listEscalationRows = () => db().escalationPolicy.findMany({ where: { retiredAt: null }, orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }] });
export const toEscalation = ({ name, conditions, steps, bounceLimit, lastResortId, position }: PolicyRow): EscalationDefinition => ({ name, conditions: escalationConditions.parse(conditions), steps: stepsSchema.parse(steps), bounceLimit, lastResortId, position });

export const listRules = async (): Promise<EscalationRule[]> => (await listEscalationRows()).map((row) => ({ id: row.id, ...toEscalation(row) }));

const columnsOf = ({ name, conditions, steps, bounceLimit, lastResortId, position }: EscalationDefinition) => ({ name, conditions: { ...conditions }, steps: steps.map((step) => ({ ...step })), bounceLimit, lastResortId, position });
export const insertEscalation = (tx: Tx, id: string, definition: EscalationDefinition, createdAt: Date) => tx.escalationPolicy.create({ data: { id, createdAt, ...columnsOf(definition) } });
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
  lastAgentAt: Date | null;
  reassignmentCount: number;
  taken: string[];
}

/** Open tickets that are worked on here, with the steps that were taken for them. */
export const listOpenTickets = (after: string, limit: number, tx: Tx | null = null): Promise<OpenTicket[]> =>
  (tx ?? db()).$queryRaw<OpenTicket[]>`
    select t.id, t.priority, t.category, c.tier as "customerTier", t.team_id as "teamId", t.level, (t.assignee is not null) as "isAssigned", t.state_kind as "stateKind", t.opened_at as "openedAt", coalesce(t.last_agent_at, t.first_response_at) as "lastAgentAt",
      t.reassignment_count as "reassignmentCount", coalesce((select array_agg(e.step_key) from ticket_escalation e where e.ticket_id = t.id), '{}') as taken
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
