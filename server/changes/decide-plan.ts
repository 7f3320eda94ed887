import "server-only";
import { refusalToApprove } from "#core/changes";
import { eligibleFor } from "#core/maintenance";
import type { z } from "zod";
import { listApprovers } from "../maintenance";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { assessPlan, standingOfPlan } from "./assess-plan";
import type { breakGlassPlanInput, decidePlanInput, movePlanInput, PlanStatus, reviewPlanInput } from "./contract";
import { editPlan, type ChangedPlan, type PlanChange } from "./edit-plan";
import { holdRunsOf } from "./hold-runs";
import { insertApproval, listPlanApprovalsForEdit, reviewApproval, type PlanRecord } from "./plans-repository";
import { stagesOf } from "./present-plan";

type Move = z.output<typeof movePlanInput>;
type Decide = z.output<typeof decidePlanInput>;

const from: Readonly<Record<Move["to"], readonly PlanStatus[]>> = { requested: ["draft"], draft: ["requested", "retired"], retired: ["draft", "requested", "approved"] };

function refuseWithoutWayBack(plan: PlanRecord): void {
  const refusal = refusalToApprove({ tier: plan.service?.tier ?? null, stages: stagesOf(plan) });
  if (refusal !== null) throw new DomainError("PRECONDITION_FAILED", refusal);
}

/** Asks for approval. What the policy approves beforehand is approved at once; an emergency too, to be reviewed afterwards. */
async function request(tx: Tx, before: PlanRecord, { note, ctx }: { note: string; ctx: Ctx }): Promise<PlanChange> {
  refuseWithoutWayBack(before);
  const at = ctx.clock.now();
  const { policy } = await assessPlan(before, at);
  const data = { requestedAt: at, requestedBy: ctx.actor.name, requestedById: ctx.actor.userId };
  if (policy.required > 0) return { action: "changes.plan.request", data: { ...data, status: "requested" }, after: { status: "requested", note } };
  if (policy.reviewAfter) await insertApproval(tx, { id: newId("apv"), subjectType: "plan", subjectId: before.id, subjectVersion: before.version, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision: "approved", comment: policy.reason, isBreakGlass: true, at });
  return { action: "changes.plan.request", data: { ...data, status: "approved", approvedAt: at, approvedVersion: before.version + 1 }, after: { status: "approved", reason: policy.reason, note } };
}

/** Requests approval, takes the plan back to draft, or retires it. */
export const movePlan = ({ number, version, to, note }: Move, ctx: Ctx): Promise<ChangedPlan> =>
  editPlan({ number, version }, ctx, (tx, before) => {
    if (!from[to].includes(before.status as PlanStatus)) throw new DomainError("PRECONDITION_FAILED", `A plan that is ${before.status} cannot become ${to}.`);
    if (to === "requested") return request(tx, before, { note, ctx });
    return Promise.resolve({ action: `changes.plan.${to}`, data: { status: to, approvedAt: null, approvedVersion: null }, after: { status: to, note } });
  });

function refuse({ decision }: Decide, before: PlanRecord, ctx: Ctx): void {
  if (ctx.actor.userId === before.requestedById) throw new DomainError("FORBIDDEN", "Whoever asked for the change does not decide on it.");
  if (decision !== "withdrawn" && before.status !== "requested") throw new DomainError("PRECONDITION_FAILED", `A plan that is ${before.status} has nothing to decide on.`);
  if (decision === "withdrawn" && !["requested", "approved"].includes(before.status)) throw new DomainError("PRECONDITION_FAILED", "There is no approval to withdraw.");
  if (decision === "approved") refuseWithoutWayBack(before);
}

/** Approves, refuses, or takes an approval back; never the requester. A run under way is held when the approval is taken from under it. */
export async function decidePlan(input: Decide, ctx: Ctx): Promise<ChangedPlan> {
  const people = await listApprovers();
  const { number, version, decision, comment } = input;
  return editPlan({ number, version }, ctx, async (tx, before) => {
    refuse(input, before, ctx);
    const at = ctx.clock.now();
    const said = (await listPlanApprovalsForEdit(tx, before.id)).filter(({ actorId }) => actorId === ctx.actor.userId).at(-1)?.decision;
    if (decision === "withdrawn" && said !== "approved") throw new DomainError("PRECONDITION_FAILED", "You have not approved it.");
    await insertApproval(tx, { id: newId("apv"), subjectType: "plan", subjectId: before.id, subjectVersion: version, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision, comment, at });
    const { policy } = await assessPlan(before, at);
    const { state } = standingOfPlan(await listPlanApprovalsForEdit(tx, before.id), people, { policy, plan: before });
    const isApproved = state === "approved";
    const status = isApproved ? "approved" : state === "rejected" ? "draft" : "requested";
    if (!isApproved && before.status === "approved") await holdRunsOf(tx, { planId: before.id, at, actorName: ctx.actor.name, text: `Held: the approval was withdrawn${comment === "" ? "" : `: ${comment}`}` });
    return { action: `changes.plan.${decision}`, data: { status, approvedAt: isApproved ? at : null, approvedVersion: isApproved ? version + 1 : null }, after: { decision, comment, status } };
  });
}

/** Approves a plan that waits where too few could do it. It is audited and reviewed afterwards; what production asks for and what a tier 1 plan needs stay as they are. */
export async function breakGlass({ number, version, reason }: z.output<typeof breakGlassPlanInput>, ctx: Ctx): Promise<ChangedPlan> {
  const people = await listApprovers();
  return editPlan({ number, version }, ctx, async (tx, before) => {
    if (before.status !== "requested") throw new DomainError("PRECONDITION_FAILED", "Only a plan that waits for approval can go ahead without it.");
    refuseWithoutWayBack(before);
    const at = ctx.clock.now();
    const { policy } = await assessPlan(before, at);
    const { isEnough, eligible } = eligibleFor(people, { policy, requesterId: before.requestedById });
    if (isEnough) throw new DomainError("PRECONDITION_FAILED", `There are people who can approve it: ${eligible.map(({ name }) => name).slice(0, 5).join(", ")}.`);
    await insertApproval(tx, { id: newId("apv"), subjectType: "plan", subjectId: before.id, subjectVersion: version, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision: "approved", comment: reason, isBreakGlass: true, at });
    return { action: "changes.plan.break-glass", data: { status: "approved", approvedAt: at, approvedVersion: version + 1 }, after: { reason, status: "approved" } };
  });
}

/** Looks afterwards at what went ahead without approval; never whoever did it. */
export const reviewPlan = ({ number, version, approvalId, note }: z.output<typeof reviewPlanInput>, ctx: Ctx): Promise<ChangedPlan> =>
  editPlan({ number, version }, ctx, async (tx, before) => {
    const approval = (await listPlanApprovalsForEdit(tx, before.id)).find(({ id, isBreakGlass }) => id === approvalId && isBreakGlass);
    if (!approval) throw new DomainError("NOT_FOUND", "There is nothing to review under that name.");
    if (approval.actorId === ctx.actor.userId) throw new DomainError("FORBIDDEN", "Somebody else reviews it.");
    if (!(await reviewApproval(tx, { id: approvalId, subjectId: before.id }, { reviewedBy: ctx.actor.name, reviewedAt: ctx.clock.now(), reviewNote: note }))) throw new DomainError("CONFLICT", "Somebody has reviewed it already.");
    return { action: "changes.plan.review", data: {}, after: { approvalId, note } };
  });
