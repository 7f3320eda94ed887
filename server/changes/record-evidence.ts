import "server-only";
import { isRunOver, type MachineRun } from "#core/changes";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import type { RunPurpose } from "./contract";
import { insertEvidence } from "./plans-repository";
import type { RunView } from "./move-run";

interface Proof {
  kind: "test" | "rollback";
  outcome: "passed" | "failed";
  text: string;
}

const isAllDone = (run: MachineRun, isBack: boolean): boolean => run.steps.filter(({ undoes }) => (undoes !== null) === isBack).every(({ status }) => status === "done");

/** What a run proves at the moment of a move: its test stage, and in a rehearsal its way back. What was left out proves nothing. */
export function proofsOf({ run, steps, machine }: Pick<RunView, "run" | "steps" | "machine">, after: MachineRun): Proof[] {
  const purpose = run.purpose as RunPurpose;
  const tests = steps.filter(({ stage, isRollback }) => stage === "test" && !isRollback).map(({ position }) => position);
  const passed = (state: MachineRun): boolean => tests.length > 0 && tests.every((position) => state.steps.find((step) => step.position === position)?.status === "done");
  const failed = (state: MachineRun): boolean => tests.some((position) => state.steps.find((step) => step.position === position)?.status === "failed");
  const test: Proof[] = passed(after) && !passed(machine) ? [{ kind: "test", outcome: "passed", text: `${tests.length} ${tests.length === 1 ? "step" : "steps"} of the test stage done` }] : failed(after) && !failed(machine) ? [{ kind: "test", outcome: "failed", text: "A step of the test stage failed" }] : [];
  if (purpose !== "rehearsal" || !isRunOver(after.status) || after.status === "cancelled") return test;
  const isProven = after.status === "rolled_back" && isAllDone(after, false) && isAllDone(after, true);
  return [...test, { kind: "rollback", outcome: isProven ? "passed" : "failed", text: isProven ? `${after.steps.filter(({ undoes }) => undoes !== null).length} steps undone` : "The rehearsal did not go through" }];
}

export async function recordEvidence(view: RunView, after: MachineRun, ctx: Ctx): Promise<void> {
  const { run, tx } = view;
  for (const proof of proofsOf(view, after)) await insertEvidence(tx, { id: newId("cev"), planId: run.planId, runId: run.id, ...proof, actorName: ctx.actor.name, at: ctx.clock.now() });
}
