import "server-only";
import { stepActionsOf } from "#core/changes";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { ActOnRun, ActOnStep, addRunNoteInput, RunStatus, StepAction } from "./contract";
import { moveRun, noSuchRun, type RunMove, type RunView } from "./move-run";
import { insertApproval } from "./plans-repository";
import { appendEntries, findRunForMove, type RunEntry } from "./runs-repository";

type Changed = { number: number; status: RunStatus };

const words: Readonly<Record<StepAction, string>> = { done: "Done", failed: "Failed", retry: "Again", skip: "Left out", by_hand: "Done by hand" };
const said = (text: string, note: string): string => (note === "" ? text : `${text}: ${note}`);
const forward = new Set<string>(["done", "retry", "skip", "by_hand", "continue"]);

function refuseWithdrawn({ gate }: RunView, action: string): void {
  if (gate.isWithdrawn && forward.has(action)) throw new DomainError("PRECONDITION_FAILED", "The approval of the plan was withdrawn: have it approved again, roll back, or stop.");
}

/** An approval inside a run is given by somebody who may, and never by who started the run; leaving it out is the same decision. */
function requireApprover({ run }: RunView, ctx: Ctx): void {
  if (!ctx.actor.permissions.has("maintenance.approve")) throw new DomainError("FORBIDDEN", "This step is decided by somebody who may approve changes.");
  if (ctx.actor.userId === run.startedById) throw new DomainError("FORBIDDEN", "Whoever started the run does not approve it.");
}

async function recordApproval({ run, tx }: RunView, { position, action, note }: ActOnStep, ctx: Ctx): Promise<void> {
  await insertApproval(tx, { id: newId("apv"), subjectType: "step", subjectId: `${run.id}/${position}`, subjectVersion: run.planVersion, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision: action === "failed" ? "rejected" : "approved", comment: note, at: ctx.clock.now() });
}

/** A person's word on one step: done, failed, once more, left out, or done by hand in place of the runner. */
export async function actOnStep(input: ActOnStep, ctx: Ctx): Promise<Changed> {
  const { number, position, action, note } = input;
  const { status } = await moveRun({ number }, ctx, async (view): Promise<RunMove> => {
    refuseWithdrawn(view, action);
    const step = view.steps.find((one) => one.position === position);
    if (!step) throw new DomainError("NOT_FOUND", "The run has no such step.");
    if (!stepActionsOf(view.machine, position).includes(action)) throw new DomainError("PRECONDITION_FAILED", step.status === "running" ? "A runner is carrying the step out: pause the run, or wait for its end." : "The step has moved on since you opened the page, or it is not its turn. Reload to see how it stands.");
    if (view.gate.isInFront) throw new DomainError("PRECONDITION_FAILED", `${view.gate.obstacles.join(" ")} By hand it would be the same change: nothing of production is done before.`);
    if (step.kind === "approval" && action !== "failed") requireApprover(view, ctx);
    if (step.kind === "approval") await recordApproval(view, input, ctx);
    return { move: { type: action, position }, said: { note, ...(action === "failed" ? { error: note } : {}) }, entries: [{ kind: action === "failed" ? "failed" : "step", text: said(`${words[action]}: ${step.title}`, note) }] };
  });
  return { number, status };
}

const runWords: Readonly<Record<ActOnRun["action"], readonly [kind: RunEntry["kind"], text: string]>> = { pause: ["paused", "Paused"], continue: ["status", "Goes on"], roll_back: ["status", "Roll-back asked for"], give_up: ["status", "Stopped for good"], cancel: ["status", "Cancelled"] };

/** A person's word on the whole run. */
export async function actOnRun({ number, action, note, override }: ActOnRun, ctx: Ctx): Promise<Changed> {
  const { status } = await moveRun({ number }, ctx, async (view): Promise<RunMove> => {
    refuseWithdrawn(view, action);
    const { run, gate, tx } = view;
    if (override !== undefined && run.plan.kind !== "emergency") throw new DomainError("PRECONDITION_FAILED", "Only an emergency goes into production without its evidence.");
    if (override !== undefined) await appendEntries(tx, run.id, [{ kind: "override", at: ctx.clock.now(), actorName: ctx.actor.name, text: `Into production without evidence: ${override}` }]);
    else if (action === "continue" && gate.isInFront) throw new DomainError("PRECONDITION_FAILED", `${gate.obstacles.join(" ")} ${run.plan.kind === "emergency" ? "Say why it goes on all the same." : "Test or rehearse anew, then go on."}`);
    const [kind, text] = runWords[action];
    return { move: { type: action }, entries: [{ kind, text: said(text, note) }] };
  });
  return { number, status };
}

/** A remark in the log of a run; it moves nothing. */
export const addRunNote = ({ number, text }: z.output<typeof addRunNoteInput>, ctx: Ctx): Promise<Changed> =>
  businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const run = await findRunForMove(tx, ctx.actor.scope, { number });
    if (!run) throw noSuchRun();
    await appendEntries(tx, run.id, [{ kind: "note", at: ctx.clock.now(), actorName: ctx.actor.name, text }]);
    record({ action: "changes.run.note", entityType: "change_run", entityId: run.id, after: { text }, payload: { number } });
    return { number, status: run.status as RunStatus };
  });
