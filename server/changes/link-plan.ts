import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { addEvidenceInput, linkWindowInput } from "./contract";
import { noSuchPlan } from "./edit-plan";
import { findPlan, findPlanForEdit, findWindowByNumber, insertEvidence, setPlanOfWindow } from "./plans-repository";

/** Ties a maintenance window to the plan that is carried out in it, or unties it. */
export async function linkWindow({ number, window: windowNumber, isLinked }: z.output<typeof linkWindowInput>, ctx: Ctx): Promise<{ number: number; window: number }> {
  const [plan, window] = await Promise.all([findPlan(ctx.actor.scope, number), findWindowByNumber(windowNumber)]);
  if (!plan) throw noSuchPlan(number);
  if (!window) throw new DomainError("VALIDATION", `There is no maintenance window MW-${windowNumber}.`, { faults: [{ path: "window", message: "an existing window" }] });
  if (window.planId !== null && window.planId !== plan.id) throw new DomainError("CONFLICT", `MW-${windowNumber} belongs to another plan. Untie it there first.`);
  return businessWrite(ctx, { domains: ["changes", "maintenance"] }, async (tx, record) => {
    await setPlanOfWindow(tx, window.id, isLinked ? plan.id : null);
    record({ action: isLinked ? "changes.plan.link-window" : "changes.plan.unlink-window", entityType: "change_plan", entityId: plan.id, after: { window: windowNumber }, payload: { number } });
    return { number, window: windowNumber };
  });
}

/** Evidence of a test or a rehearsal that happened elsewhere; whoever writes it down answers for it. */
export const addEvidence = ({ number, kind, outcome, text }: z.output<typeof addEvidenceInput>, ctx: Ctx): Promise<{ id: string }> =>
  businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const plan = await findPlanForEdit(tx, ctx.actor.scope, number);
    if (!plan) throw noSuchPlan(number);
    const id = newId("cev");
    await insertEvidence(tx, { id, planId: plan.id, kind, outcome, text, actorName: ctx.actor.name, at: ctx.clock.now() });
    record({ action: "changes.plan.evidence", entityType: "change_plan", entityId: plan.id, after: { kind, outcome, text }, payload: { number } });
    return { id };
  });
