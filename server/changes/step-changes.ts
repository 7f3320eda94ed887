import "server-only";
import { currentStep, isRunOver, stepsWithoutWayBack, type MachineRun, type MachineStep, type Move } from "#core/changes";
import type { Prisma } from "@/server/generated/prisma/client";
import { definitionOf } from "./run-state";
import type { insertSteps, RunEntry, StepRecord, updateStep } from "./runs-repository";

/** What whoever moved a step said of it. */
export interface StepSaid {
  note?: string;
  evidence?: Prisma.InputJsonObject;
  error?: string;
}

type StepData = Parameters<typeof updateStep>[2];

interface Said {
  move: Move;
  said: StepSaid;
  actorName: string;
  at: Date;
}

function timesOf(before: StepRecord, after: MachineStep, { move, at }: Said): Pick<StepData, "startedAt" | "endedAt"> {
  if (after.status === "running") return { startedAt: before.startedAt ?? at, endedAt: null };
  // One that was cut off keeps its beginning, so that a wait goes on where it was.
  if (after.status === "waiting") return { startedAt: move.type === "lost" ? before.startedAt : null, endedAt: null };
  if (after.status === "asked" && before.status === "waiting") return { startedAt: at, endedAt: null };
  return { endedAt: at };
}

/** What is stored of a step after a move; null = it was not touched. */
export function stepChange(before: StepRecord, after: MachineStep, made: Said): StepData | null {
  const isMoved = "position" in made.move && made.move.position === after.position;
  if (!isMoved && before.status === after.status) return null;
  const { note, evidence, error } = made.said;
  const isWord = isMoved && made.move.type !== "start";
  return {
    status: after.status, attempts: after.attempts, ...timesOf(before, after, made), ...(isMoved ? { actorName: made.actorName } : {}),
    ...(isWord && note !== undefined ? { note } : {}), ...(isWord && evidence !== undefined ? { evidence } : {}), ...(isWord ? { error: error ?? null } : {}),
  };
}

/** The way back as rows: each with the definition that the step it undoes carried. */
export function undoingSteps(runId: string, fresh: readonly MachineStep[], { steps, at }: { steps: readonly StepRecord[]; at: Date }): Parameters<typeof insertSteps>[1] {
  return fresh.flatMap((step) => {
    const source = steps.find(({ position }) => position === step.undoes);
    const definition = source ? definitionOf(source) : null;
    const rollback = definition !== null && "rollback" in definition ? definition.rollback : null;
    if (!source || rollback === null) return [];
    return [{ runId, position: step.position, stage: source.stage, title: rollback.title, kind: rollback.kind, definition: { ...rollback, undoes: source.position }, isRollback: true, status: step.status, attempts: step.attempts, startedAt: step.status === "asked" ? at : null }];
  });
}

type Told = Pick<RunEntry, "kind" | "text">;

const endings: Readonly<Record<string, string>> = { completed: "Completed", rolled_back: "Rolled back", failed: "Stopped: what was done stays as it is", cancelled: "Cancelled" };

function backEntry({ before, after, steps }: { before: MachineRun; after: MachineRun; steps: readonly StepRecord[] }): Told[] {
  const count = after.steps.length - before.steps.length;
  const kept = steps.filter((step) => !step.isRollback && before.steps.find(({ position }) => position === step.position)?.status === "done").map(definitionOf).flatMap((step) => ("rollback" in step ? stepsWithoutWayBack([{ name: "test", steps: [step] }]) : []));
  return [{ kind: "status", text: `Goes back: ${count} ${count === 1 ? "step" : "steps"} to undo${kept.length === 0 ? "" : `. Without a way back: ${kept.join(", ")}`}` }];
}

/** What follows from a move without anybody saying it: who is asked, what holds the run, how it ended. */
export function derivedEntries({ before, after, steps, obstacles }: { before: MachineRun; after: MachineRun; steps: readonly StepRecord[]; obstacles: readonly string[] }): Told[] {
  const turned = before.status !== "rolling_back" && (after.status === "rolling_back" || after.steps.length > before.steps.length || (after.status === "rolled_back" && before.status !== after.status));
  const current = currentStep(after);
  const title = (position: number): string => steps.find((step) => step.position === position)?.title ?? (undoTitle(after, steps, position) ?? "a step");
  const wasAsked = before.steps.find(({ position }) => position === current?.position)?.status === "asked";
  const isHeld = after.status === "paused" && before.status !== "paused" && current !== null && current.position === after.gate;
  return [
    ...(turned && !before.steps.some(({ undoes }) => undoes !== null) ? backEntry({ before, after, steps }) : []),
    ...(current?.status === "asked" && current.asksPerson && !wasAsked && !isRunOver(after.status) ? [{ kind: "asked" as const, text: `Waits for a person: ${title(current.position)}` }] : []),
    ...(isHeld ? [{ kind: "held" as const, text: `Held in front of production. ${obstacles.join(" ")}` }] : []),
    ...(isRunOver(after.status) && !isRunOver(before.status) ? [{ kind: "status" as const, text: endings[after.status] ?? after.status }] : []),
  ];
}

function undoTitle(after: MachineRun, steps: readonly StepRecord[], position: number): string | null {
  const source = steps.find((step) => step.position === after.steps.find((one) => one.position === position)?.undoes);
  const definition = source ? definitionOf(source) : null;
  return definition !== null && "rollback" in definition ? (definition.rollback?.title ?? null) : null;
}
