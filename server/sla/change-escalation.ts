import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { escalationDefinition, type acknowledgedOutput, type acknowledgeStepInput, type EscalationDefinition, type retireEscalationInput, type ruleChangedOutput, type setLevelInput, type updateEscalationInput } from "./contract";
import { acknowledgeRow, findEscalation, findStep, findTeam, findUser, insertEscalation, retireEscalationRow, saveLevel, toEscalation, updateEscalationRow } from "./escalation-repository";

type Changed = z.input<typeof ruleChangedOutput>;

const stale = (what: string): DomainError => new DomainError("CONFLICT", `Somebody else has changed this ${what} since you opened it. Reload to see the change, then make yours again.`);
const missing = (): DomainError => new DomainError("NOT_FOUND", "There is no such escalation policy. It may have been retired.");
const unknown = (path: string, what: string): DomainError => new DomainError("VALIDATION", `There is no such ${what}.`, { faults: [{ path, message: "unknown" }] });

/** A step that leads nowhere would be found out when it is needed. */
async function requireTargets(tx: Tx, { steps, lastResortId }: EscalationDefinition): Promise<void> {
  for (const [index, { to }] of steps.entries()) {
    if (to.kind === "person" && !(await findUser(tx, to.userId))) throw unknown(`steps.${index}.to`, "active person of the organisation");
    if ((to.kind === "team" || to.kind === "on_call") && to.teamId !== null && !(await findTeam(tx, to.teamId))) throw unknown(`steps.${index}.to`, "team");
  }
  if (lastResortId !== null && !(await findUser(tx, lastResortId))) throw unknown("lastResortId", "active person of the organisation");
  if (steps.length === 0 && lastResortId === null) throw new DomainError("VALIDATION", "A policy does something: name a step, or an owner of last resort.", { faults: [{ path: "steps", message: "needed" }] });
}

export async function createEscalation(input: EscalationDefinition, ctx: Ctx): Promise<Changed> {
  const made = { id: newId("esp"), createdAt: ctx.clock.now() };
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    await requireTargets(tx, input);
    await insertEscalation(tx, made, input);
    record({ action: "sla.escalation.create", entityType: "escalation_policy", entityId: made.id, after: input });
    return { id: made.id, version: 1 };
  });
}

/** Steps that were taken for a ticket stay taken; the new ones hold from the next round on. */
export async function updateEscalation({ id, version, ...input }: z.output<typeof updateEscalationInput>, ctx: Ctx): Promise<Changed> {
  const definition = escalationDefinition.parse(input);
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const before = await findEscalation(tx, id);
    if (!before) throw missing();
    await requireTargets(tx, definition);
    if (!(await updateEscalationRow(tx, { id, version }, definition))) throw stale("policy");
    record({ action: "sla.escalation.update", entityType: "escalation_policy", entityId: id, before: toEscalation(before), after: definition });
    return { id, version: version + 1 };
  });
}

export async function retireEscalation({ id, version }: z.output<typeof retireEscalationInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const before = await findEscalation(tx, id);
    if (!before) throw missing();
    if (!(await retireEscalationRow(tx, { id, version }, ctx.clock.now()))) throw stale("policy");
    record({ action: "sla.escalation.retire", entityType: "escalation_policy", entityId: id, before: toEscalation(before) });
    return { id, version: version + 1 };
  });
}

export async function setLevel(input: z.output<typeof setLevelInput>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    for (const teamId of input.teamIds) if (!(await findTeam(tx, teamId))) throw unknown("teamIds", "team");
    if (!(await saveLevel(tx, input))) throw stale("level");
    record({ action: "sla.level.set", entityType: "support_level", entityId: input.id, after: input });
    return { id: input.id, version: input.version + 1 };
  });
}

/** Somebody says that an escalation has reached them. Saying it twice changes nothing. */
export async function acknowledgeStep({ id }: z.output<typeof acknowledgeStepInput>, ctx: Ctx): Promise<z.input<typeof acknowledgedOutput>> {
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const step = await findStep(tx, ctx.actor.scope, id);
    if (!step) throw new DomainError("NOT_FOUND", "There is no such escalation.");
    const acknowledgedAt = step.acknowledgedAt ?? now;
    if (step.acknowledgedAt === null) await acknowledgeRow(tx, id, { acknowledgedAt, acknowledgedBy: ctx.actor.name });
    record({ action: "sla.escalation.acknowledge", entityType: "ticket", entityId: step.ticketId, after: { escalation: id } });
    return { id, acknowledgedAt: acknowledgedAt.toISOString() };
  });
}
