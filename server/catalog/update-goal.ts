import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { UpdateGoal } from "./contract";
import { goalColumns } from "./create-goal";
import { findGoalForEdit, updateGoalRow } from "./goals-repository";
import { staleVersion } from "./new-slug";
import { presentGoal } from "./present-entities";

/** Changes the fields that are named and leaves the others as they are. */
export async function updateGoal(input: UpdateGoal, ctx: Ctx): Promise<{ id: string; version: number }> {
  const { id, version, ...changed } = input;
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findGoalForEdit(tx, ctx.actor.scope, id);
    if (!before) throw new DomainError("NOT_FOUND", "There is no such goal.");
    if (!(await updateGoalRow(tx, { id, version }, await goalColumns(tx, changed)))) throw staleVersion("goal");
    record({ action: "catalog.goal.update", entityType: "goal", entityId: id, before: presentGoal(before), after: { ...presentGoal(before), ...input } });
    return { id, version: version + 1 };
  });
}
