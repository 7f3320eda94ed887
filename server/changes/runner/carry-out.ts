import "server-only";
import { currentStep, isSafeToRepeat, type AllowRule } from "#core/changes";
import { DomainError } from "../../platform/errors";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { moveRun, type RunView } from "../move-run";
import { definitionOf, type StoredStep } from "../run-state";
import { appendEntries, findRunForMove, holdsLease, releaseLease, type RunEntry, type StepRecord } from "../runs-repository";
import { callHttp, type Secrets } from "./call-http";
import { keepLease, type Lease } from "./keep-lease";
import type { Attempt } from "./said";
import { waitUntilInstant, watchTarget } from "./watch-target";

export interface RunnerSettings {
  name: string;
  rules: () => Promise<readonly AllowRule[]>;
  secrets: Secrets;
  leaseMs: number;
  /** How often the lease is renewed, and a target looked at. */
  beatMs: number;
}

const lostLease = (): DomainError => new DomainError("CONFLICT", "Another runner has the run.");

async function requireLease({ tx, run }: RunView, name: string): Promise<void> {
  if (!(await holdsLease(tx, run.id, name))) throw lostLease();
}

/** Takes the step whose turn it is; null when a person has the next move, or the run stands. */
async function begin(id: string, { name }: RunnerSettings, ctx: Ctx): Promise<StepRecord | null> {
  let taken: StepRecord | null = null;
  try {
    await moveRun({ id }, ctx, async (view) => {
      await requireLease(view, name);
      const position = currentStep(view.machine)?.position ?? -1;
      taken = view.steps.find((step) => step.position === position) ?? null;
      return { move: { type: "start", position }, entries: [{ kind: "step", text: `Begun: ${taken?.title ?? ""}` }] };
    });
  } catch (error) {
    if (error instanceof DomainError && (error.code === "PRECONDITION_FAILED" || error.code === "CONFLICT")) return null;
    throw error;
  }
  return taken;
}

async function attempt(step: StoredStep, record: StepRecord, { settings, ctx, lease }: { settings: RunnerSettings; ctx: Ctx; lease: Lease }): Promise<Attempt> {
  const { clock } = ctx;
  // A call that may change something is not cut off because the runner is told to end: it ends by its own time.
  if (step.kind === "http") return callHttp(step, { rules: await settings.rules(), secrets: settings.secrets, signal: lease.lost });
  const options = { clock, everyMs: settings.beatMs, signal: AbortSignal.any([lease.lost, lease.paused, ctx.signal]) };
  if (step.kind === "wait") return waitUntilInstant((record.startedAt ?? clock.now()).getTime() + step.durationMs, options);
  if (step.kind === "check") return watchTarget(step, options);
  return { outcome: "unknown", error: "A person has to do this step." };
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

async function finish(id: string, record: StepRecord, { made, settings, ctx }: { made: Attempt; settings: RunnerSettings; ctx: Ctx }): Promise<void> {
  const { outcome, ...said } = made;
  const { kind, word } = told[outcome];
  const text = `${word}: ${record.title}${said.error === undefined ? "" : `. ${said.error}`}`;
  const { position } = record;
  try {
    await moveRun({ id }, ctx, async (view) => {
      await requireLease(view, settings.name);
      return { move: outcome === "stopped" ? { type: "lost", position, isSafe: true } : { type: outcome, position }, said, entries: [{ kind, text }] };
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await tellLate(id, text, ctx);
  }
}

/** Carries out a run that was taken, step after step, until a person has the next move, it stands, or it is over. */
export async function carryOut(id: string, settings: RunnerSettings, ctx: Ctx): Promise<number> {
  let count = 0;
  try {
    while (!ctx.signal.aborted) {
      const record = await begin(id, settings, ctx);
      if (record === null) break;
      const step = definitionOf(record);
      const lease = keepLease(id, settings.name, { leaseMs: settings.leaseMs, everyMs: settings.beatMs });
      try {
        const made = await attempt(step, record, { settings, ctx, lease }).catch((error: unknown): Attempt => ({ outcome: isSafeToRepeat(step) ? "failed" : "unknown", error: error instanceof Error ? error.message : "failed" }));
        await finish(id, record, { made, settings, ctx });
      } finally {
        lease.stop();
      }
      count += 1;
    }
  } finally {
    await releaseLease(id, settings.name);
  }
  return count;
}
