import type { RunAction, RunStatus, StepAction, StepStatus } from "../contract";

/** What a step needs of a machine or a person; the same for changes and runbooks. */
export interface StepNature {
  /** A person does it or decides: it is asked, never run. */
  asksPerson: boolean;
  /** Further attempts after a failure whose outcome is known. */
  retries: number;
}

export interface MachineStep extends StepNature {
  position: number;
  status: StepStatus;
  attempts: number;
  /** Its way back; null = there is none. */
  wayBack: StepNature | null;
  /** The step that this one undoes; null = it is no way back. */
  undoes: number | null;
}

export interface MachineRun {
  status: RunStatus;
  /** A failure rolls back by itself; otherwise it asks. */
  rollsBack: boolean;
  /** A rehearsal: what was done is undone when all of it is done. */
  endsWithRollback: boolean;
  steps: readonly MachineStep[];
  /** Nothing goes on to this step: the run pauses in front of it. */
  gate: number | null;
}

export type Move =
  | { type: "begin" | "hold" | RunAction }
  /** start, done, failed and lost come from a runner; done and failed also from the person who was asked. `isSafe`: doing it again changes nothing. */
  | { type: StepAction; position: number }
  | { type: "start" | "unknown"; position: number }
  | { type: "lost"; position: number; isSafe: boolean };

export type Outcome = { run: MachineRun } | { refused: string };

const over: readonly RunStatus[] = ["completed", "rolled_back", "failed", "cancelled"];
export const isRunOver = (status: RunStatus): boolean => over.includes(status);
const isActive = ({ status }: MachineRun): boolean => status === "running" || status === "rolling_back";
const isPassed = ({ status }: MachineStep): boolean => status === "done" || status === "skipped";
export const isGoingBack = ({ status, steps }: Pick<MachineRun, "status" | "steps">): boolean => status === "rolling_back" || steps.some(({ undoes }) => undoes !== null);
/** Failed, or begun by a runner that was lost: a person has to say how it goes on. */
const isStuck = ({ status, asksPerson }: MachineStep): boolean => status === "failed" || (status === "asked" && !asksPerson);

/** The step whose turn it is; null = all of them are over. */
export function currentStep(run: Pick<MachineRun, "status" | "steps">): MachineStep | null {
  const back = isGoingBack(run);
  return run.steps.find((step) => (step.undoes !== null) === back && !isPassed(step)) ?? null;
}

const replace = (run: MachineRun, step: MachineStep): MachineRun => ({ ...run, steps: run.steps.map((one) => (one.position === step.position ? step : one)) });
const moving = (run: MachineRun): RunStatus => (isGoingBack(run) ? "rolling_back" : "running");

/** What was done, or may have been, is undone in reverse order, as far as it has a way back. */
function turnBack(run: MachineRun): MachineRun {
  const toUndo = run.steps.filter((step) => step.undoes === null && step.wayBack !== null && (step.status === "done" || isStuck(step))).reverse();
  const next = Math.max(-1, ...run.steps.map(({ position }) => position)) + 1;
  const back = toUndo.map(({ position, wayBack }, place): MachineStep => ({ position: next + place, status: "waiting", attempts: 0, asksPerson: wayBack?.asksPerson ?? true, retries: wayBack?.retries ?? 0, wayBack: null, undoes: position }));
  return { ...run, status: "rolling_back", steps: [...run.steps, ...back] };
}

/** Goes as far as nobody has to do anything: ends the run, turns back, asks a person, or stops in front of a gate. */
function settle(run: MachineRun): MachineRun {
  if (!isActive(run)) return run;
  const step = currentStep(run);
  if (step === null) {
    if (isGoingBack(run)) return { ...run, status: "rolled_back" };
    return run.endsWithRollback ? settle(turnBack(run)) : { ...run, status: "completed" };
  }
  if (step.position === run.gate) return { ...run, status: "paused" };
  return step.status === "waiting" && step.asksPerson ? replace(run, { ...step, status: "asked", attempts: step.attempts + 1 }) : run;
}

function fail(run: MachineRun, step: MachineStep): MachineRun {
  if (!step.asksPerson && step.attempts <= step.retries) return settle(replace(run, { ...step, status: "waiting" }));
  const failed = replace(run, { ...step, status: "failed" });
  if (!isActive(run)) return failed;
  return run.rollsBack && !isGoingBack(run) ? settle(turnBack(failed)) : { ...failed, status: "paused" };
}

/** A person's word on a step that was stuck sets the run going again; one on a run that somebody paused leaves it paused. */
function settleStep(run: MachineRun, step: MachineStep, status: StepStatus): MachineRun {
  const next = replace(run, { ...step, status });
  return settle(isStuck(step) && run.status === "paused" ? { ...next, status: moving(run) } : next);
}

/** What a person may do to a step as it stands. */
export function stepActionsOf(run: MachineRun, position: number): StepAction[] {
  const step = currentStep(run);
  if (step?.position !== position || (!isActive(run) && run.status !== "paused")) return [];
  if (step.status === "running") return [];
  if (isStuck(step)) return ["retry", "by_hand", "skip"];
  if (step.status === "asked") return ["done", "failed", "skip"];
  return step.asksPerson ? ["skip"] : ["by_hand", "skip"];
}

/** What a person may do to the run as it stands. */
export function runActionsOf(run: MachineRun): RunAction[] {
  const step = currentStep(run);
  if (isRunOver(run.status)) return [];
  if (run.status === "waiting") return ["cancel"];
  const isIdle = !run.steps.some(({ status }) => status === "running");
  const isUntouched = run.steps.every((one) => one.attempts === 0 || (one.status === "asked" && one.asksPerson));
  const isFree = isIdle && !run.steps.some(({ status }) => status === "done");
  return [
    ...(run.status === "paused" ? (step === null || !isStuck(step) ? ["continue" as const] : []) : ["pause" as const]),
    ...(isIdle && !isGoingBack(run) && !(isFree && isUntouched) ? ["roll_back" as const] : []),
    ...(isFree && isUntouched && !isGoingBack(run) ? ["cancel" as const] : isIdle ? ["give_up" as const] : []),
  ];
}

function moveRun(run: MachineRun, type: "begin" | "hold" | RunAction): Outcome {
  if (type === "begin") return run.status === "waiting" ? { run: settle({ ...run, status: "running" }) } : { refused: "It has begun already." };
  if (type === "hold") return isActive(run) || run.status === "paused" ? { run: { ...run, status: "paused" } } : { refused: "It is not under way." };
  if (!runActionsOf(run).includes(type)) return { refused: isRunOver(run.status) ? "The run is over." : run.steps.some(({ status }) => status === "running") ? "A step is being carried out: wait for its end, or pause." : "That cannot be done to the run as it stands." };
  if (type === "pause") return { run: { ...run, status: "paused" } };
  if (type === "continue") return { run: settle({ ...run, status: moving(run) }) };
  if (type === "roll_back") return { run: settle(turnBack(run)) };
  return { run: { ...run, status: type === "cancel" ? "cancelled" : "failed" } };
}

function moveByRunner(run: MachineRun, step: MachineStep, move: Extract<Move, { type: "start" | "unknown" | "lost" }>): Outcome {
  if (move.type === "start") {
    if (!isActive(run) || step.status !== "waiting" || step.asksPerson) return { refused: "It is not this step's turn to be run." };
    return { run: replace(run, { ...step, status: "running", attempts: step.attempts + 1 }) };
  }
  if (step.status !== "running") return { refused: "The step is not being run." };
  // An attempt that was cut off and can be made again does not count as one.
  if (move.type === "lost" && move.isSafe) return { run: replace(run, { ...step, status: "waiting", attempts: step.attempts - 1 }) };
  return { run: { ...replace(run, { ...step, status: "asked" }), status: "paused" } };
}

/** One move of a run. The outcome is what it becomes, or why not; nothing that is not the current step's turn ever moves. */
export function moveOn(run: MachineRun, move: Move): Outcome {
  if (!("position" in move)) return moveRun(run, move.type);
  const step = currentStep(run);
  if (step?.position !== move.position || isRunOver(run.status) || run.status === "waiting") return { refused: "It is not this step's turn, or no longer." };
  if (move.type === "start" || move.type === "unknown" || move.type === "lost") return moveByRunner(run, step, move);
  if (step.status === "running") {
    if (move.type === "done") return { run: settle(replace(run, { ...step, status: "done" })) };
    return move.type === "failed" ? { run: fail(run, step) } : { refused: "The step is being carried out." };
  }
  if (!stepActionsOf(run, step.position).includes(move.type)) return { refused: "That cannot be done to the step as it stands." };
  if (move.type === "failed") return { run: fail(run, step) };
  if (move.type === "retry") return { run: settleStep(run, step, "waiting") };
  return { run: settleStep(run, step, move.type === "skip" ? "skipped" : "done") };
}
