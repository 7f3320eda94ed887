import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { deleteGoalRow, findGoalForEdit } from "./goals-repository";
import { staleVersion } from "./new-slug";
import { presentGoal } from "./present-entities";

export async function removeGoal(input: { id: string; version: number }, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findGoalForEdit(tx, ctx.actor.scope, input.id);
    if (!before) throw new DomainError("NOT_FOUND", "There is no such goal.");
    if (!(await deleteGoalRow(tx, input))) throw staleVersion("goal");
    record({ action: "catalog.goal.remove", entityType: "goal", entityId: input.id, before: presentGoal(before) });
    return { id: input.id };
  });
}
