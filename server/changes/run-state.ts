import "server-only";
import { currentStep, isGoingBack, natureOf, obstaclesOf, type MachineRun, type MachineStep } from "#core/changes";
import type { Tx } from "../platform/db";
import { evidenceStates } from "./assess-plan";
import type { RollbackDefinition, RunPurpose, RunStatus, Stage, StepDefinition, StepStatus, Variable } from "./contract";
import { hasOverride, listEntryKinds, type RunRecord, type StepRecord } from "./runs-repository";

/** What a run keeps of its plan: as it was, and so editing the plan changes nothing under way. */
export interface Snapshot {
  title: string;
  description: string;
  rollsBack: boolean;
  variables: Variable[];
  /** All stages of the plan, before values were put in: what evidence is compared with. */
  plan: Stage[];
}

export type StoredStep = (StepDefinition | RollbackDefinition) & { undoes?: number };

export const snapshotOf = ({ snapshot }: Pick<RunRecord, "snapshot">): Snapshot => snapshot as unknown as Snapshot;
export const definitionOf = ({ definition }: Pick<StepRecord, "definition">): StoredStep => definition as unknown as StoredStep;

function machineStep(record: StepRecord): MachineStep {
  const definition = definitionOf(record);
  const rollback = "rollback" in definition ? definition.rollback : null;
  return { position: record.position, status: record.status as StepStatus, attempts: record.attempts, ...natureOf(definition), wayBack: rollback === null ? null : natureOf(rollback), undoes: definition.undoes ?? null };
}

export function machineOf(run: Pick<RunRecord, "status" | "purpose" | "snapshot">, steps: readonly StepRecord[], gate: number | null = null): MachineRun {
  return { status: run.status as RunStatus, rollsBack: snapshotOf(run).rollsBack, endsWithRollback: (run.purpose as RunPurpose) === "rehearsal", gate, steps: steps.map(machineStep) };
}

/** Steps of the test stage are all done, counting the one that this move finishes. */
export function isTested(steps: readonly StepRecord[], finishing: number | null): boolean {
  const tests = steps.filter(({ stage, isRollback }) => stage === "test" && !isRollback);
  return tests.length > 0 && tests.every(({ status, position }) => status === "done" || position === finishing);
}

export interface Gate {
  position: number | null;
  obstacles: string[];
  /** It is the turn of that very step. */
  isInFront: boolean;
  /** The approval was taken from under the run and nobody has given it again. */
  isWithdrawn: boolean;
}

const open: Gate = { position: null, obstacles: [], isInFront: false, isWithdrawn: false };

/** The first step in production, as long as something stands before it: stale evidence, or an approval that was withdrawn. */
export async function gateOf(tx: Tx | null, run: RunRecord, { steps, finishing, now }: { steps: readonly StepRecord[]; finishing: number | null; now: Date }): Promise<Gate> {
  if ((run.purpose as RunPurpose) !== "change" || isGoingBack(machineOf(run, steps))) return open;
  const isWithdrawn = run.plan.status !== "approved" && (await listEntryKinds(tx, run.id)).includes("withdrawn");
  const position = steps.find(({ stage, status, isRollback }) => stage === "production" && !isRollback && status === "waiting")?.position ?? null;
  const isFirst = position !== null && !steps.some((step) => step.stage === "production" && !step.isRollback && step.status !== "waiting");
  if (!isFirst || (await hasOverride(tx, run.id))) return { ...open, isWithdrawn };
  const stages = snapshotOf(run).plan;
  const freshness = await evidenceStates(run.planId, { stages, now, tx });
  const obstacles = obstaclesOf({ stages, freshness, isApproved: !isWithdrawn, testsOnTheWay: isTested(steps, finishing) });
  const isInFront = obstacles.length > 0 && currentStep(machineOf(run, steps))?.position === position;
  return { position: obstacles.length === 0 ? null : position, obstacles, isInFront, isWithdrawn };
}
