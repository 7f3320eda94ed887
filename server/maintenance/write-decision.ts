import "server-only";
import { isUnderWay, type Person } from "#core/maintenance";
import type { z } from "zod";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { shortenWindowExclusions } from "../slo";
import type { decideInput, WindowStatus } from "./contract";
import { settleExclusions, type WindowChange } from "./edit-window";
import { standingOfWindow } from "./policy";
import { insertApproval, listApprovalsForEdit, type WindowRecord } from "./windows-repository";

export type Decide = z.output<typeof decideInput>;

function refuse({ decision }: Decide, before: WindowRecord, ctx: Ctx): void {
  const status = before.status as WindowStatus;
  if (ctx.actor.userId !== null && ctx.actor.userId === before.requestedById) throw new DomainError("FORBIDDEN", "Whoever asked for the work does not decide on it.");
  if (decision !== "withdrawn" && status !== "requested") throw new DomainError("PRECONDITION_FAILED", `A window that is ${status.replace("_", " ")} has nothing to decide on.`);
  if (decision === "withdrawn" && !isUnderWay(status) && !["requested", "approved", "announced"].includes(status)) throw new DomainError("PRECONDITION_FAILED", "There is no approval to withdraw.");
}

/** Nobody can undo what has been done: work under way goes on, but from now on its time is charged and its alerts ring, and whoever does it sees why. */
async function withdrawUnderWay(tx: Tx, before: WindowRecord, { at, comment }: { at: Date; comment: string }): Promise<WindowChange> {
  await shortenWindowExclusions(tx, before.id, at);
  const text = `Approval withdrawn while the work is under way${comment === "" ? "" : `: ${comment}`}. From here on the budget is charged and alerts ring: end it, or roll it back.`;
  return { action: "maintenance.window.withdrawn", data: { approvedAt: null, sequence: { increment: 1 } }, entries: [{ kind: "withdrawn", at, text }], after: { decision: "withdrawn", comment, status: before.status } };
}

/** Writes a decision on exactly the version that was looked at, and what follows from it. */
export async function writeDecision(tx: Tx, before: WindowRecord, { input, ctx, people }: { input: Decide; ctx: Ctx; people: readonly Person[] }): Promise<WindowChange> {
  refuse(input, before, ctx);
  const [at, { decision, comment }] = [ctx.clock.now(), input];
  const mine = (await listApprovalsForEdit(tx, before.id)).filter(({ actorId }) => actorId === ctx.actor.userId).at(-1)?.decision;
  if (decision === "withdrawn" && mine !== "approved") throw new DomainError("PRECONDITION_FAILED", "You have not approved it.");
  await insertApproval(tx, { id: newId("apv"), subjectId: before.id, subjectVersion: before.version, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision, comment, at });
  const standing = standingOfWindow(before, await listApprovalsForEdit(tx, before.id), people);
  const text = `${decision === "approved" ? "Approved" : decision === "rejected" ? "Refused" : "Approval withdrawn"}${comment === "" ? "" : `: ${comment}`}${decision === "approved" && standing.missing > 0 ? ` (${standing.missing} more needed)` : ""}`;
  if (isUnderWay(before.status as WindowStatus)) return withdrawUnderWay(tx, before, { at, comment });
  const status = standing.state === "approved" ? (before.status === "announced" ? "announced" : "approved") : standing.state === "rejected" ? "draft" : "requested";
  await settleExclusions(tx, before, standing.state === "approved" ? { at: before.approvedAt ?? at, by: ctx.actor.name } : null);
  return { action: `maintenance.window.${decision}`, data: { status, approvedAt: standing.state === "approved" ? (before.approvedAt ?? at) : null, sequence: { increment: 1 } }, entries: [{ kind: decision, at, text }], after: { decision, comment, status } };
}
