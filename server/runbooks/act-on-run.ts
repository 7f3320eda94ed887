import "server-only";
import { currentStep, isRunOver, runActionsOf, stepActionsOf, type MachineRun } from "#core/changes";
import { leftOutBy } from "#core/runbooks";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { ActOnRunbookRun, ActOnRunbookStep, noteOnRunbookRunInput, RunbookRunAction, RunbookStepAction } from "./contract";
import { moveRunbookRun, noSuchRun, type Moved, type RunMove, type RunView } from "./move-run";
import { statusOf, storedOf } from "./run-state";
import { appendEntries, findRunForMove, type StepRecord } from "./runs-repository";

const words: Readonly<Record<RunbookStepAction, string>> = { done: "Done", failed: "Failed", retry: "Again", skip: "Left out", by_hand: "Done by hand" };
const said = (text: string, note: string): string => (note === "" ? text : `${text}: ${note}`);

/** Two people, or a person and a runner: whoever comes second learns who was first. */
function refuseLate({ machine, run }: RunView, step: StepRecord, now: Date): void {
  if (currentStep(machine)?.position === step.position && !isRunOver(machine.status)) return;
  const ago = step.endedAt === null ? "" : `, ${Math.max(0, Math.round((now.getTime() - step.endedAt.getTime()) / 1_000))} s ago`;
  if (step.status === "waiting") throw new DomainError("PRECONDITION_FAILED", `It is not the turn of "${step.title}".`);
  if (step.endedAt === null) throw new DomainError("CONFLICT", `Run RR-${run.number} is over.`);
  throw new DomainError("CONFLICT", `"${step.title}" was ${step.status === "skipped" ? "left out" : step.status} by ${step.actorName ?? "somebody"}${ago}. Nothing of yours was written; look at how it stands.`);
}

function requireApprover({ run }: RunView, { actor }: Ctx): void {
  if (!actor.permissions.has("maintenance.approve")) throw new DomainError("FORBIDDEN", "This step is decided by somebody who may approve changes.");
  if (actor.userId !== null && actor.userId === run.startedById) throw new DomainError("FORBIDDEN", "Whoever started the run does not approve it.");
}

function requireElapsed({ startedAt }: StepRecord, durationMs: number, now: Date): void {
  const leftMs = (startedAt ?? now).getTime() + durationMs - now.getTime();
  if (leftMs > 0) throw new DomainError("PRECONDITION_FAILED", `The wait is not over: ${Math.ceil(leftMs / 1_000)} s are left. Leave it out with a reason if it need not last.`);
}

function leftOut({ steps }: RunView, { position, branch }: ActOnRunbookStep): number[] {
  const record = steps.find((one) => one.position === position);
  const { step } = storedOf(record ?? { definition: null });
  if (step.kind !== "decision") return [];
  if (branch === undefined || !step.branches.some(({ label }) => label === branch)) throw new DomainError("VALIDATION", `Choose one of: ${step.branches.map(({ label }) => label).join(", ")}.`, { faults: [{ path: "branch", message: "one of the branches" }] });
  return leftOutBy(steps.map((one) => storedOf(one).step), step, { label: branch, after: position });
}

/** A person's word on one step: done, failed, once more, left out, or done by hand in place of a runner. */
export async function actOnStep(input: ActOnRunbookStep, ctx: Ctx): Promise<Moved> {
  const { number, position, action, note, evidence, branch } = input;
  return moveRunbookRun({ number }, ctx, (view): RunMove => {
    const record = view.steps.find((one) => one.position === position);
    if (!record) throw new DomainError("NOT_FOUND", "The run has no such step.");
    refuseLate(view, record, ctx.clock.now());
    if (!stepActionsOf(view.machine, position).includes(action)) throw new DomainError("PRECONDITION_FAILED", record.status === "running" ? "A runner is carrying the step out: wait for its end, or pause." : "That cannot be done to the step as it stands. Reload to see it.");
    const { step } = storedOf(record);
    if (step.kind === "approval" && action !== "failed") requireApprover(view, ctx);
    if (step.kind === "wait" && action === "done") requireElapsed(record, step.durationMs, ctx.clock.now());
    const places = action === "done" ? leftOut(view, input) : [];
    const shown = step.kind === "decision" && action === "done" ? `${record.title} ${branch ?? ""}` : `${words[action]}: ${record.title}`;
    const proof = { ...(step.kind === "decision" && branch !== undefined ? { chosen: branch } : {}), ...(evidence === "" ? {} : { text: evidence }) };
    return { move: { type: action, position }, leftOut: places, said: { note, ...(Object.keys(proof).length === 0 ? {} : { evidence: proof }), ...(action === "failed" ? { error: note } : {}) }, entries: [{ kind: action === "failed" ? "failed" : "step", text: said(shown, note) }] };
  });
}

/** What a person may do to a run: the shared machine's words, without a way back, and two words for its end. */
export function runbookActionsOf(machine: MachineRun): RunbookRunAction[] {
  const actions = runActionsOf(machine);
  return [...(actions.includes("pause") ? (["pause"] as const) : []), ...(actions.includes("continue") ? (["continue"] as const) : []), ...(actions.includes("give_up") || actions.includes("cancel") ? (["fail", "abandon"] as const) : [])];
}

const runWords: Readonly<Record<RunbookRunAction, string>> = { pause: "Paused", continue: "Goes on", fail: "It did not help", abandon: "No longer needed" };

export async function actOnRun({ number, action, note }: ActOnRunbookRun, ctx: Ctx): Promise<Moved> {
  return moveRunbookRun({ number }, ctx, ({ machine, run }): RunMove => {
    if (!runbookActionsOf(machine).includes(action)) throw new DomainError(isRunOver(machine.status) ? "CONFLICT" : "PRECONDITION_FAILED", isRunOver(machine.status) ? `Run RR-${run.number} is over.` : action === "pause" || action === "continue" ? "Somebody paused it or went on since you opened the page. Reload to see how it stands." : "A step is being carried out: wait for its end, or pause.");
    const entries = [{ kind: action === "pause" ? ("paused" as const) : ("status" as const), text: said(runWords[action], note) }];
    if (action === "pause" || action === "continue") return { move: { type: action }, entries };
    return { move: { type: runActionsOf(machine).includes("cancel") ? "cancel" : "give_up" }, entries, ending: action === "fail" ? "failed" : "abandoned", note };
  });
}

/** A remark in the log of a run, also when it is over; it moves nothing. */
export const addNote = ({ number, text }: z.output<typeof noteOnRunbookRunInput>, ctx: Ctx): Promise<Moved> =>
  businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const run = await findRunForMove(tx, ctx.actor.scope, { number });
    if (!run) throw noSuchRun();
    await appendEntries(tx, run.id, [{ kind: "note", at: ctx.clock.now(), actorName: ctx.actor.name, text }]);
    record({ action: "runbooks.run.note", entityType: "runbook_run", entityId: run.id, after: { text }, payload: { number } });
    return { number, status: statusOf(run) };
  });
