import "server-only";
import { isRunOver, moveOn, type MachineRun, type Move } from "#core/changes";
import { maintenanceOperations } from "../maintenance";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { RunStatus } from "./contract";
import { findWindowById } from "./plans-repository";
import { recordEvidence } from "./record-evidence";
import { gateOf, machineOf, type Gate } from "./run-state";
import { appendEntries, findRunForMove, insertSteps, listStepsForMove, updateRun, updateStep, type RunEntry, type RunKey, type RunRecord, type StepRecord } from "./runs-repository";
import { tellOfRun } from "./tell-people";
import { derivedEntries, stepChange, undoingSteps, type StepSaid } from "./step-changes";

export const noSuchRun = (): DomainError => new DomainError("NOT_FOUND", "There is no such run of a change.");

export interface RunView {
  run: RunRecord;
  steps: readonly StepRecord[];
  machine: MachineRun;
  gate: Gate;
  tx: Tx;
}

export interface RunMove {
  move: Move;
  /** What the log says, beside what follows from the move. */
  entries?: readonly Pick<RunEntry, "kind" | "text">[];
  said?: StepSaid;
}

export interface Moved {
  id: string;
  number: number;
  status: RunStatus;
  machine: MachineRun;
}

async function store(view: RunView, after: MachineRun, { made, ctx }: { made: RunMove; ctx: Ctx }): Promise<void> {
  const { tx, run, steps, machine } = view;
  const [at, { move }] = [ctx.clock.now(), made];
  const fresh = after.steps.filter(({ position }) => !steps.some((step) => step.position === position));
  await insertSteps(tx, undoingSteps(run.id, fresh, { steps, at }));
  for (const step of after.steps) {
    const before = steps.find(({ position }) => position === step.position);
    const data = before ? stepChange(before, step, { move, said: made.said ?? {}, actorName: ctx.actor.name, at }) : null;
    if (data !== null) await updateStep(tx, { runId: run.id, position: step.position }, data);
  }
  const isIdle = !after.steps.some(({ status }) => status === "running");
  const isMoving = after.status === "running" || after.status === "rolling_back";
  await updateRun(tx, run.id, {
    status: after.status, ...(move.type === "begin" ? { startedAt: at } : {}), ...(isRunOver(after.status) ? { endedAt: at } : {}),
    ...(isIdle && !isMoving ? { leaseOwner: null, leaseUntil: null } : {}),
  });
  const entries = [...(made.entries ?? []), ...derivedEntries({ before: machine, after, steps, obstacles: view.gate.obstacles })];
  await appendEntries(tx, run.id, entries.map((entry) => ({ ...entry, at, actorName: ctx.actor.name })));
  await recordEvidence(view, after, ctx);
  await tellOfRun(tx, { run, to: after.status }, ctx);
}

/** The window that a run happens in is told how it ended. What goes wrong here leaves the run as it is. */
async function tellWindow(run: RunRecord, text: string, ctx: Ctx): Promise<void> {
  const window = run.windowId === null ? null : await findWindowById(run.windowId);
  if (!window) return;
  await maintenanceOperations.addNote.run({ number: window.number, text }, ctx).catch((error: unknown) => log().warn({ err: error, run: run.number }, "the window was not told of the run"));
}

/** One move of a run: steps, log, evidence and audit in one transaction, the run locked. `choose` sees it as it is and says what happens; a move that the state machine refuses changes nothing. */
export async function moveRun(key: RunKey, ctx: Ctx, choose: (view: RunView) => Promise<RunMove> | RunMove): Promise<Moved> {
  const { moved, run } = await businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const run = await findRunForMove(tx, ctx.actor.scope, key);
    if (!run) throw noSuchRun();
    const steps = await listStepsForMove(tx, run.id);
    const machine = machineOf(run, steps);
    const asked: RunView = { run, steps, machine, tx, gate: await gateOf(tx, run, { steps, finishing: null, now: ctx.clock.now() }) };
    const made = await choose(asked);
    const finishing = "position" in made.move && (made.move.type === "done" || made.move.type === "by_hand") ? made.move.position : null;
    const gate = await gateOf(tx, run, { steps, finishing, now: ctx.clock.now() });
    const outcome = moveOn({ ...machine, gate: gate.position }, made.move);
    if ("refused" in outcome) throw new DomainError("PRECONDITION_FAILED", outcome.refused);
    await store({ ...asked, gate }, outcome.run, { made, ctx });
    record({ action: `changes.run.${made.move.type.replace("_", "-")}`, entityType: "change_run", entityId: run.id, before: { status: run.status }, after: { status: outcome.run.status, ...("position" in made.move ? { position: made.move.position } : {}), ...(made.said?.note ? { note: made.said.note } : {}) }, payload: { number: run.number } });
    return { run, moved: { id: run.id, number: run.number, status: outcome.run.status, machine: outcome.run } };
  });
  if (isRunOver(moved.status) && !isRunOver(run.status as RunStatus)) await tellWindow(run, `Run CR-${run.number} of "${run.plan.title}": ${moved.status.replace("_", " ")}.`, ctx);
  return moved;
}
