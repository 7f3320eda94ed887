import "server-only";
import { currentStep, isRunOver, natureOf, runActionsOf, stepActionsOf, summaryOf, type MachineRun } from "#core/changes";
import type { z } from "zod";
import type { Ctx } from "../platform/registry";
import { evidenceStates } from "./assess-plan";
import type { ListRuns, listRunsOutput, RunDetail, RunPurpose, RunRow, RunStatus, RunStepView, StepKind, StepStatus } from "./contract";
import { noSuchRun } from "./move-run";
import { findWindowById } from "./plans-repository";
import { iso, windowLink } from "./present-plan";
import { listAliveRunners } from "./runner/presence-repository";
import { definitionOf, gateOf, machineOf, snapshotOf, type Gate } from "./run-state";
import { findRun, listEntries, listRunRecords, listSteps, listStepsOf, type RunRecord, type StepRecord } from "./runs-repository";

type StepBrief = Pick<StepRecord, "title" | "status" | "isRollback">;

function presentRun(run: RunRecord, steps: readonly StepBrief[]): RunRow {
  const { number, planVersion, startedBy, isDemo, plan } = run;
  const isBack = steps.some(({ isRollback }) => isRollback);
  const shown = steps.filter(({ isRollback }) => isRollback === isBack);
  const isPassed = ({ status }: StepBrief): boolean => status === "done" || status === "skipped";
  return {
    number, planVersion, startedBy, isDemo, plan: { number: plan.number, title: plan.title }, purpose: run.purpose as RunPurpose, status: run.status as RunStatus, service: plan.service ? { slug: plan.service.slug, name: plan.service.name } : null,
    startedAt: iso(run.startedAt), endedAt: iso(run.endedAt), done: shown.filter(isPassed).length, steps: shown.length, currentStep: isRunOver(run.status as RunStatus) ? null : (shown.find((step) => !isPassed(step))?.title ?? null),
  };
}

export async function listRuns(input: ListRuns, ctx: Ctx): Promise<z.input<typeof listRunsOutput>> {
  const { records, total } = await listRunRecords(ctx.actor.scope, input);
  const page = records.slice(0, input.limit);
  const steps = await listStepsOf(page.map(({ id }) => id));
  return { items: page.map((run) => presentRun(run, steps.filter(({ runId }) => runId === run.id))), nextCursor: records.length > input.limit ? (page.at(-1)?.id ?? null) : null, total };
}

const evidenceText = (evidence: unknown): string | null => {
  if (evidence === null || typeof evidence !== "object") return null;
  return Object.entries(evidence).map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join("\n");
};

function presentStep(record: StepRecord, { machine, mayWrite }: { machine: MachineRun; mayWrite: boolean }): RunStepView {
  const { position, stage, title, isRollback, attempts, actorName, note, error, evidence } = record;
  const definition = definitionOf(record);
  return {
    position, stage, title, isRollback, attempts, actorName, note, error, kind: record.kind as StepKind, status: record.status as StepStatus, startedAt: iso(record.startedAt), endedAt: iso(record.endedAt), evidence: evidenceText(evidence),
    instructions: "instructions" in definition ? definition.instructions : "", summary: summaryOf(definition), hasWayBack: "rollback" in definition && definition.rollback !== null, actions: mayWrite ? stepActionsOf(machine, position) : [],
  };
}

/** Why a run that is paused does not go on. */
function heldBecause(run: RunRecord, machine: MachineRun, { steps, log, gate }: { steps: readonly StepRecord[]; log: readonly { kind: string; text: string }[]; gate: Gate }): string | null {
  if (run.status !== "paused") return null;
  const current = currentStep(machine);
  const step = steps.find(({ position }) => position === current?.position);
  const withdrawn = run.plan.status !== "approved" ? log.findLast(({ kind }) => kind === "withdrawn")?.text : undefined;
  if (withdrawn !== undefined) return withdrawn;
  if (step?.status === "failed") return `"${step.title}" failed${step.error === null ? "" : `: ${step.error}`}`;
  if (step?.status === "asked" && current?.asksPerson === false) return `It is not known whether "${step.title}" happened. Look, then say how it goes on: nothing is repeated by itself.`;
  if (gate.isInFront) return `Held in front of production. ${gate.obstacles.join(" ")}`;
  const last = log.findLast(({ kind }) => kind === "held" || kind === "paused");
  return last?.kind === "paused" ? last.text : "What held it is settled: it can go on.";
}

export async function getRun({ number }: { number: number }, ctx: Ctx): Promise<RunDetail> {
  const run = await findRun(ctx.actor.scope, number);
  if (!run) throw noSuchRun();
  const snapshot = snapshotOf(run);
  const now = ctx.clock.now();
  const [steps, log, runners, window, freshness] = await Promise.all([listSteps(run.id), listEntries(run.id), listAliveRunners(), run.windowId === null ? null : findWindowById(run.windowId), evidenceStates(run.planId, { stages: snapshot.plan, now })]);
  const machine = machineOf(run, steps);
  const gate = await gateOf(null, run, { steps, finishing: null, now });
  const current = currentStep(machine);
  const next = steps.find(({ position }) => position === current?.position);
  const mayWrite = ctx.actor.permissions.has("maintenance.write");
  // What stands in front of the gate is decided on as a whole, above.
  const mayStep = mayWrite && !(gate.isInFront && run.status === "paused");
  return {
    row: presentRun(run, steps), description: snapshot.description, rollsBack: snapshot.rollsBack, isEmergency: run.plan.kind === "emergency", variables: snapshot.variables, steps: steps.map((step) => presentStep(step, { machine, mayWrite: mayStep })), actions: mayWrite ? runActionsOf(machine) : [],
    held: heldBecause(run, machine, { steps, log, gate }), isGated: gate.isInFront, needsRunner: !isRunOver(machine.status) && next !== undefined && !natureOf(definitionOf(next)).asksPerson && (next.status === "waiting" || next.status === "running"), runners, leaseOwner: run.leaseOwner,
    window: window ? windowLink(window) : null, log: log.map(({ seq, at, kind, actorName, text }) => ({ seq, at: at.toISOString(), kind, actorName, text })), rehearsalAgeMs: freshness.find(({ kind }) => kind === "rollback")?.ageMs ?? null,
  };
}
