import "server-only";
import { currentStep, isSafeToRepeat } from "#core/changes";
import { DomainError } from "../../platform/errors";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { moveRun, type RunView } from "../move-run";
import { definitionOf, type StoredStep } from "../run-state";
import { appendEntries, findRunForMove, type RunEntry, type StepRecord } from "../runs-repository";
import { changeLeases } from "./leases-repository";
import type { Attempt } from "./said";
import { settleLostSteps } from "./settle-lost";
import type { MachineTask, RunTrack, TakenStep } from "./track";

async function requireLease({ tx, run }: RunView, name: string): Promise<void> {
  if (!(await changeLeases.holds(tx, run.id, name))) throw new DomainError("CONFLICT", "Another runner has the run.");
}

const taskOf = (step: StoredStep): MachineTask | null => (step.kind === "manual" || step.kind === "approval" ? null : step);

function present(record: StepRecord): TakenStep {
  const step = definitionOf(record);
  return { position: record.position, title: record.title, startedAt: record.startedAt, task: taskOf(step), isSafe: isSafeToRepeat(step) };
}

async function begin(id: string, runner: string, ctx: Ctx): Promise<TakenStep | null> {
  let taken: StepRecord | null = null;
  try {
    await moveRun({ id }, ctx, async (view) => {
      await requireLease(view, runner);
      const position = currentStep(view.machine)?.position ?? -1;
      taken = view.steps.find((step) => step.position === position) ?? null;
      return { move: { type: "start", position }, entries: [{ kind: "step", text: `Begun: ${taken?.title ?? ""}` }] };
    });
  } catch (error) {
    if (error instanceof DomainError && (error.code === "PRECONDITION_FAILED" || error.code === "CONFLICT")) return null;
    throw error;
  }
  return taken === null ? null : present(taken);
}

const told: Readonly<Record<Attempt["outcome"], { kind: RunEntry["kind"]; word: string }>> = { done: { kind: "step", word: "Done" }, failed: { kind: "failed", word: "Failed" }, unknown: { kind: "unknown", word: "Outcome unknown" }, stopped: { kind: "step", word: "Left off" } };

/** What came after the lease was lost is kept in the log, where whoever decides can read it; it moves nothing. */
async function tellLate(id: string, text: string, ctx: Ctx): Promise<void> {
  await businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const run = await findRunForMove(tx, ctx.actor.scope, { id });
    if (!run) return;
    await appendEntries(tx, id, [{ kind: "late", text: `Late word of a runner that no longer has the run: ${text}`, at: ctx.clock.now(), actorName: ctx.actor.name }]);
    record({ action: "changes.run.late", entityType: "change_run", entityId: id, after: { text }, payload: { number: run.number } });
  });
}

async function finish(id: string, { position, title }: TakenStep, { made, runner, ctx }: { made: Attempt; runner: string; ctx: Ctx }): Promise<void> {
  const { outcome, ...said } = made;
  const { kind, word } = told[outcome];
  const text = `${word}: ${title}${said.error === undefined ? "" : `. ${said.error}`}`;
  try {
    await moveRun({ id }, ctx, async (view) => {
      await requireLease(view, runner);
      return { move: outcome === "stopped" ? { type: "lost", position, isSafe: true } : { type: outcome, position }, said, entries: [{ kind, text }] };
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tellLate(id, text, ctx);
  }
}

export const changeTrack: RunTrack = { leases: changeLeases, begin, finish, settleLost: settleLostSteps };
