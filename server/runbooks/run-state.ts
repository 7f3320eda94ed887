import "server-only";
import type { MachineRun, MachineStep } from "#core/changes";
import type { RunbookRunStatus, RunbookStep } from "./contract";
import type { RunRecord, StepRecord } from "./runs-repository";

/** What a run keeps of its runbook: as it was when the run began. */
export interface Snapshot {
  title: string;
  slug: string;
  /** Of the text, so that a change of it can be told. */
  version: number;
  steps: RunbookStep[];
}

/** A call without the right to change systems is done by hand: its kind in the row is then "manual". */
export interface StoredStep {
  step: RunbookStep;
  byHand: boolean;
}

export const snapshotOf = ({ snapshot }: Pick<RunRecord, "snapshot">): Snapshot => snapshot as unknown as Snapshot;
export const storedOf = ({ definition }: Pick<StepRecord, "definition">): StoredStep => definition as unknown as StoredStep;
export const statusOf = ({ status }: Pick<RunRecord, "status">): RunbookRunStatus => status as RunbookRunStatus;

function machineStep(record: StepRecord): MachineStep {
  const { step, byHand } = storedOf(record);
  const isCalled = step.kind === "http" && !byHand;
  return { position: record.position, status: record.status as MachineStep["status"], attempts: record.attempts, asksPerson: !isCalled, retries: isCalled ? step.retries : 0, wayBack: null, undoes: null };
}

/** The run as the shared state machine sees it: nothing of a runbook has a way back. */
export function machineOf(run: Pick<RunRecord, "status">, steps: readonly StepRecord[]): MachineRun {
  const status = statusOf(run);
  return { status: status === "abandoned" ? "cancelled" : status, rollsBack: false, endsWithRollback: false, gate: null, steps: steps.map(machineStep) };
}

/** Time that somebody worked on it: pauses left out. */
export function activeMsOf({ startedAt, endedAt, pausedAt, pausedMs }: Pick<RunRecord, "startedAt" | "endedAt" | "pausedAt" | "pausedMs">, now: Date): number {
  const until = (endedAt ?? pausedAt ?? now).getTime();
  return Math.max(0, until - startedAt.getTime() - Number(pausedMs));
}
