import "server-only";
import { currentStep, isReading } from "#core/changes";
import { leasesOf, type Attempt, type RunTrack, type TakenStep } from "../changes";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { runbookStepKinds } from "./contract";
import { moveRunbookRun, type RunView } from "./move-run";
import { storedOf } from "./run-state";
import { appendEntries, findRunForMove, type RunEntry, type StepRecord } from "./runs-repository";

const leases = leasesOf({ table: "runbook_run", runType: "runbook", personKinds: runbookStepKinds.filter((kind) => kind !== "http") });

async function requireLease({ tx, run }: RunView, name: string): Promise<void> {
  if (!(await leases.holds(tx, run.id, name))) throw new DomainError("CONFLICT", "Another runner has the run.");
}

function present(record: StepRecord): TakenStep {
  const { step, byHand } = storedOf(record);
  const isCall = step.kind === "http" && !byHand;
  return { position: record.position, title: record.title, startedAt: record.startedAt, task: isCall ? step : null, isSafe: isCall && isReading(step.method) };
}

async function begin(id: string, runner: string, ctx: Ctx): Promise<TakenStep | null> {
  let taken: StepRecord | null = null;
  try {
    await moveRunbookRun({ id }, ctx, async (view) => {
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

async function tellLate(id: string, text: string, ctx: Ctx): Promise<void> {
  await businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const run = await findRunForMove(tx, ctx.actor.scope, { id });
    if (!run) return;
    await appendEntries(tx, id, [{ kind: "late", text: `Late word of a runner that no longer has the run: ${text}`, at: ctx.clock.now(), actorName: ctx.actor.name }]);
    record({ action: "runbooks.run.late", entityType: "runbook_run", entityId: id, after: { text }, payload: { number: run.number } });
  });
}

async function finish(id: string, { position, title }: TakenStep, { made, runner, ctx }: { made: Attempt; runner: string; ctx: Ctx }): Promise<void> {
  const { outcome, ...said } = made;
  const { kind, word } = told[outcome];
  const text = `${word}: ${title}${said.error === undefined ? "" : `. ${said.error}`}`;
  try {
    await moveRunbookRun({ id }, ctx, async (view) => {
      await requireLease(view, runner);
      return { move: outcome === "stopped" ? { type: "lost", position, isSafe: true } : { type: outcome, position }, said, entries: [{ kind, text }] };
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tellLate(id, text, ctx);
  }
}

/** Calls whose runner was lost in the middle: one that only reads is made again, of any other a person is asked what happened. */
async function settleLost(ctx: Ctx): Promise<void> {
  for (const { id, position } of await leases.listLost()) {
    try {
      await moveRunbookRun({ id }, ctx, async ({ tx, steps }) => {
        const record = steps.find((one) => one.position === position);
        if (!(await leases.isOver(tx, id)) || record?.status !== "running") throw new DomainError("CONFLICT", "A runner has it again.");
        const { isSafe, title } = present(record);
        const end = isSafe ? "it changes nothing and is taken up again" : "nobody knows whether it happened, and it is not repeated by itself";
        return { move: { type: "lost", position, isSafe }, entries: [{ kind: isSafe ? "step" : "unknown", text: `The runner was lost during "${title}"; ${end}` }], ...(isSafe ? {} : { said: { error: "The runner was lost in the middle of it." } }) };
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

/** Runs of runbooks for the runner that carries out changes: only their calls are its. */
export const runbookTrack: RunTrack = { leases, begin, finish, settleLost };
