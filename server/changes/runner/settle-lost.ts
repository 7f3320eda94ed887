import "server-only";
import { isSafeToRepeat } from "#core/changes";
import { DomainError } from "../../platform/errors";
import type { Ctx } from "../../platform/registry";
import { moveRun } from "../move-run";
import { definitionOf, type StoredStep } from "../run-state";
import { changeLeases } from "./leases-repository";

/** Steps whose runner was lost in the middle: what changes nothing is taken up again, of anything else a person is asked what happened. Executes nothing. */
export async function settleLostSteps(ctx: Ctx): Promise<void> {
  for (const { id, position, definition } of await changeLeases.listLost()) {
    const step = definitionOf({ definition: definition as never });
    try {
      await moveRun({ id }, ctx, async ({ tx, steps }) => {
        if (!(await changeLeases.isOver(tx, id)) || steps.find((one) => one.position === position)?.status !== "running") throw new DomainError("CONFLICT", "A runner has it again.");
        return { move: { type: "lost", position, isSafe: isSafeToRepeat(step) }, ...toldOf(step) };
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

const toldOf = (step: StoredStep) =>
  isSafeToRepeat(step)
    ? { entries: [{ kind: "step" as const, text: `The runner was lost during "${step.title}"; it changes nothing and is taken up again` }] }
    : { entries: [{ kind: "unknown" as const, text: `The runner was lost during "${step.title}". Nobody knows whether it happened; it is not repeated by itself` }], said: { error: "The runner was lost in the middle of it." } };
