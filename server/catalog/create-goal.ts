import "server-only";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreateGoal } from "./contract";
import { insertGoal } from "./goals-repository";

export const dateOnly = (iso: string): Date => new Date(`${iso}T00:00:00.000Z`);

export async function createGoal(input: CreateGoal, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const id = newId("goal");
    await insertGoal(tx, { ...input, id, dueOn: input.dueOn === null ? null : dateOnly(input.dueOn), createdAt: ctx.clock.now() });
    record({ action: "catalog.goal.create", entityType: "goal", entityId: id, after: input });
    return { id };
  });
}
