import "server-only";
import { eligibleFor, isUnderWay } from "#core/maintenance";
import type { z } from "zod";
import { endWorkSilences } from "../alerts";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import type { breakGlassInput, reviewInput } from "./contract";
import { decideOnSeries } from "./decide-series";
import { editWindow, settleExclusions, windowName, type Changed } from "./edit-window";
import { listApprovers, policyOfWindow } from "./policy";
import { findApproval, insertApproval, reviewApprovalRow } from "./windows-repository";
import { writeDecision, type Decide } from "./write-decision";

/** Approves, refuses, or takes an approval back. Never the requester. */
export async function decide(input: Decide, ctx: Ctx): Promise<Changed> {
  if (input.scope === "series") return decideOnSeries(input, ctx);
  const people = await listApprovers();
  const changed = await editWindow({ number: input.number, version: input.version }, ctx, (tx, before) => writeDecision(tx, before, { input, ctx, people }));
  if (input.decision === "withdrawn" && isUnderWay(changed.status)) await endWorkSilences(windowName(input.number), ctx);
  return changed;
}

/** Goes ahead without the approvals where nobody could give them. It is audited, reviewed afterwards, and its time is charged to the SLOs. */
export async function breakGlass({ number, version, reason }: z.output<typeof breakGlassInput>, ctx: Ctx): Promise<Changed> {
  const people = await listApprovers();
  return editWindow({ number, version }, ctx, async (tx, before) => {
    const { isEnough, eligible } = eligibleFor(people, { policy: policyOfWindow(before), requesterId: before.requestedById });
    if (before.status !== "requested") throw new DomainError("PRECONDITION_FAILED", "Only work that waits for approval can go ahead without it.");
    if (isEnough) throw new DomainError("PRECONDITION_FAILED", `There are people who can approve it: ${eligible.map(({ name }) => name).slice(0, 5).join(", ")}.`);
    const at = ctx.clock.now();
    await insertApproval(tx, { id: newId("apv"), subjectId: before.id, subjectVersion: before.version, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision: "approved", comment: reason, isBreakGlass: true, at });
    await settleExclusions(tx, before, null);
    return { action: "maintenance.window.break-glass", data: { status: "approved", approvedAt: at, sequence: { increment: 1 } }, entries: [{ kind: "break_glass", at, text: `Approved without an approver: ${reason}` }], after: { reason } };
  });
}

/** Looks afterwards at what went ahead without approval; never whoever did it. */
export const review = ({ number, approvalId, note }: z.output<typeof reviewInput>, ctx: Ctx): Promise<Changed> =>
  editWindow({ number, version: null }, ctx, async (tx, before) => {
    const approval = await findApproval(tx, { id: approvalId, subjectId: before.id });
    if (!approval?.isBreakGlass) throw new DomainError("NOT_FOUND", "There is nothing to review under that name.");
    if (approval.actorId !== null && approval.actorId === ctx.actor.userId) throw new DomainError("FORBIDDEN", "Somebody else reviews it.");
    const at = ctx.clock.now();
    if (!(await reviewApprovalRow(tx, { id: approvalId, subjectId: before.id }, { reviewedBy: ctx.actor.name, reviewedAt: at, reviewNote: note }))) throw new DomainError("CONFLICT", "Somebody has reviewed it already.");
    return { action: "maintenance.window.review", data: {}, entries: [{ kind: "note", at, text: `Reviewed: ${note}` }], after: { approvalId, note } };
  });
