import "server-only";
import { currentStep, isRunOver, moveOn, type MachineRun, type Move } from "#core/changes";
import { stepChange, type StepSaid } from "../changes";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { runStatusOf, type RunbookRunStatus } from "./contract";
import { machineOf } from "./run-state";
import { appendEntries, findRunForMove, listStepsForMove, updateRun, updateStep, type RunEntry, type RunKey, type RunRecord, type StepRecord } from "./runs-repository";

export const noSuchRun = (): DomainError => new DomainError("NOT_FOUND", "There is no such run of a runbook.");

export interface RunView {
  run: RunRecord;
  steps: readonly StepRecord[];
  machine: MachineRun;
  tx: Tx;
}

export interface RunMove {
  move: Move;
  entries?: readonly Pick<RunEntry, "kind" | "text">[];
  said?: StepSaid;
  /** Places that the chosen branch leaves out. */
  leftOut?: readonly number[];
  /** How the run is called when this move ends it: a run that was stopped did not help, or was not needed. */
  ending?: "failed" | "abandoned";
  note?: string;
}

export interface Moved {
  number: number;
  status: RunbookRunStatus;
}

const endings: Readonly<Record<string, string>> = { completed: "Completed", failed: "Did not help", abandoned: "Left off" };

/** Time between a pause and its end counts as no work on the run. */
function pauseChange(run: RunRecord, { move, at }: { move: Move; at: Date }): { pausedAt?: Date | null; pausedMs?: bigint } {
  if (move.type === "pause") return { pausedAt: at };
  if (run.pausedAt === null || "position" in move) return {};
  return { pausedAt: null, pausedMs: run.pausedMs + BigInt(at.getTime() - run.pausedAt.getTime()) };
}

function follows(before: MachineRun, after: MachineRun, { steps, status }: { steps: readonly StepRecord[]; status: RunbookRunStatus }): Pick<RunEntry, "kind" | "text">[] {
  const current = currentStep(after);
  const wasAsked = before.steps.find(({ position }) => position === current?.position)?.status === "asked";
  const title = steps.find(({ position }) => position === current?.position)?.title ?? "";
  if (isRunOver(after.status)) return [{ kind: "status", text: endings[status] ?? status }];
  return current?.status === "asked" && !wasAsked ? [{ kind: "asked", text: `Next: ${title}` }] : [];
}

async function store({ tx, run, steps, machine }: RunView, after: MachineRun, { made, ctx }: { made: RunMove; ctx: Ctx }): Promise<RunbookRunStatus> {
  const at = ctx.clock.now();
  for (const step of after.steps) {
    const before = steps.find(({ position }) => position === step.position);
    const data = before ? stepChange(before, step, { move: made.move, said: made.said ?? {}, actorName: ctx.actor.name, at }) : null;
    const isLeftOut = made.leftOut?.includes(step.position) === true;
    if (data !== null) await updateStep(tx, { runId: run.id, position: step.position }, { ...data, ...(isLeftOut ? { note: "Not on the way that was chosen" } : {}) });
  }
  const isOver = isRunOver(after.status);
  const status = isOver && after.status !== "completed" ? (made.ending ?? "failed") : runStatusOf(after.status);
  const isIdle = !after.steps.some((step) => step.status === "running");
  await updateRun(tx, run.id, { status, ...pauseChange(run, { move: made.move, at }), ...(isOver ? { endedAt: at } : {}), ...(isIdle && after.status !== "running" ? { leaseOwner: null, leaseUntil: null } : {}), ...(made.note === undefined ? {} : { note: made.note }) });
  const entries = [...(made.entries ?? []), ...follows(machine, after, { steps, status })];
  await appendEntries(tx, run.id, entries.map((entry) => ({ ...entry, at, actorName: ctx.actor.name })));
  return status;
}

const leaveOut = (machine: MachineRun, places: readonly number[]): MachineRun => ({ ...machine, steps: machine.steps.map((step) => (places.includes(step.position) ? { ...step, status: "skipped" } : step)) });

/** One move of a run: steps, log and audit in one transaction, the run locked. `choose` sees it as it is and says what happens; a move that is refused changes nothing. */
export async function moveRunbookRun(key: RunKey, ctx: Ctx, choose: (view: RunView) => Promise<RunMove> | RunMove): Promise<Moved> {
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const run = await findRunForMove(tx, ctx.actor.scope, key);
    if (!run) throw noSuchRun();
    const steps = await listStepsForMove(tx, run.id);
    const view: RunView = { run, steps, machine: machineOf(run, steps), tx };
    const made = await choose(view);
    const outcome = moveOn(leaveOut(view.machine, made.leftOut ?? []), made.move);
    if ("refused" in outcome) throw new DomainError("PRECONDITION_FAILED", outcome.refused);
    const status = await store(view, outcome.run, { made, ctx });
    record({ action: `runbooks.run.${made.move.type.replace("_", "-")}`, entityType: "runbook_run", entityId: run.id, before: { status: run.status }, after: { status, ...("position" in made.move ? { position: made.move.position } : {}), ...(made.said?.note ? { note: made.said.note } : {}) }, payload: { number: run.number } });
    return { number: run.number, status };
  });
}
