import "server-only";
import { currentStep, isRunOver, stepActionsOf, type MachineRun } from "#core/changes";
import type { z } from "zod";
import { can } from "../platform/auth/actor";
import type { Ctx } from "../platform/registry";
import { runbookActionsOf } from "./act-on-run";
import type { ListRunbookRuns, listRunbookRunsOutput, RunbookRunDetail, RunbookRunRow, RunbookStepView } from "./contract";
import { noSuchRun } from "./move-run";
import { activeMsOf, machineOf, snapshotOf, statusOf, storedOf } from "./run-state";
import { findRun, listEntries, listRunRecords, listSteps, listStepsOf, type RunRecord, type StepRecord } from "./runs-repository";
import { requireSubject, subjectsOf } from "./subjects";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
type StepBrief = Pick<StepRecord, "title" | "status">;
const isPassed = ({ status }: StepBrief): boolean => status === "done" || status === "skipped";

interface Beside {
  steps: readonly StepBrief[];
  subjects: Awaited<ReturnType<typeof subjectsOf>>;
  now: Date;
}

export function presentRun(run: RunRecord, { steps, subjects, now }: Beside): RunbookRunRow {
  const isOver = run.endedAt !== null;
  return {
    number: run.number, runbook: { slug: run.document.slug, title: snapshotOf(run).title }, status: statusOf(run), subject: subjects.get(`${run.subjectType ?? ""}/${run.subjectId ?? ""}`) ?? null, startedBy: run.startedBy, startedAt: run.startedAt.toISOString(), endedAt: iso(run.endedAt),
    activeMs: activeMsOf(run, now), done: steps.filter(isPassed).length, steps: steps.length, currentStep: isOver ? null : (steps.find((step) => !isPassed(step))?.title ?? null), isDemo: run.isDemo,
  };
}

/** Rows of runs with what they were made for. */
export async function presentRuns(records: readonly RunRecord[], ctx: Ctx): Promise<RunbookRunRow[]> {
  const [steps, subjects] = await Promise.all([listStepsOf(records.map(({ id }) => id)), subjectsOf(records, ctx)]);
  return records.map((run) => presentRun(run, { steps: steps.filter(({ runId }) => runId === run.id), subjects, now: ctx.clock.now() }));
}

export async function listRuns(input: ListRunbookRuns, ctx: Ctx): Promise<z.input<typeof listRunbookRunsOutput>> {
  const subject = input.subject !== undefined && input.subjectNumber !== undefined ? await requireSubject({ type: input.subject, number: input.subjectNumber }, ctx) : null;
  const { records, total } = await listRunRecords(ctx.actor.scope, { ...input, subjectId: subject?.id });
  const page = records.slice(0, input.limit);
  return { items: await presentRuns(page, ctx), nextCursor: records.length > input.limit ? (page.at(-1)?.id ?? null) : null, total };
}

function evidenceText(evidence: unknown): string | null {
  if (evidence === null || typeof evidence !== "object") return null;
  const { text, ...rest } = evidence as Record<string, unknown>;
  const lines = Object.entries(rest).map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [...lines, ...(typeof text === "string" ? [text] : [])].join("\n");
}

function presentStep(record: StepRecord, { machine, mayAct }: { machine: MachineRun; mayAct: boolean }): RunbookStepView {
  const { step } = storedOf(record);
  const durationMs = step.kind === "wait" ? step.durationMs : null;
  return {
    position: record.position, stage: record.stage, title: record.title, kind: step.kind, status: record.status as RunbookStepView["status"], instructions: step.instructions,
    code: step.kind === "command" ? step.code : null, language: step.kind === "command" ? step.language : null, question: step.kind === "question" ? step.question : null, branches: step.kind === "decision" ? step.branches : [],
    call: step.kind === "http" ? `${step.method} ${step.url}, expects ${step.expectStatus ?? "2xx"}` : null,
    durationMs, waitsUntil: durationMs !== null && record.startedAt !== null && record.status === "asked" ? new Date(record.startedAt.getTime() + durationMs).toISOString() : null,
    startedAt: iso(record.startedAt), endedAt: iso(record.endedAt), actorName: record.actorName, attempts: record.attempts, note: record.note, evidence: evidenceText(record.evidence), error: record.error,
    actions: mayAct ? stepActionsOf(machine, record.position) : [],
  };
}

export async function getRun({ number }: { number: number }, ctx: Ctx): Promise<RunbookRunDetail> {
  const run = await findRun(ctx.actor.scope, number);
  if (!run) throw noSuchRun();
  const [steps, log, subjects] = await Promise.all([listSteps(run.id), listEntries(run.id), subjectsOf([run], ctx)]);
  const machine = machineOf(run, steps);
  const mayAct = can(ctx.actor, "runbooks.run");
  const current = currentStep(machine);
  const next = machine.steps.find(({ position }) => position === current?.position);
  return {
    row: presentRun(run, { steps, subjects, now: ctx.clock.now() }), variables: Object.entries(run.variables as Record<string, string>).filter(([, value]) => value !== "").map(([name, value]) => ({ name, value })),
    steps: steps.map((step) => presentStep(step, { machine, mayAct })), actions: mayAct ? runbookActionsOf(machine) : [], pausedAt: iso(run.pausedAt), pausedMs: Number(run.pausedMs), note: run.note,
    isOutdated: !isRunOver(machine.status) && run.document.version !== snapshotOf(run).version, needsRunner: !isRunOver(machine.status) && next !== undefined && !next.asksPerson && (next.status === "waiting" || next.status === "running"),
    log: log.map(({ seq, at, kind, actorName, text }) => ({ seq, at: at.toISOString(), kind, actorName, text })),
  };
}
