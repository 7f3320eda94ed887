import "server-only";
import type { Ctx } from "../platform/registry";
import type { ListGoals } from "./contract";
import { listGoalRecords } from "./goals-repository";
import { pageOf } from "./page-of";
import { presentGoal } from "./present-entities";

export async function listGoals(input: ListGoals, ctx: Ctx) {
  const { records, total } = await listGoalRecords(ctx.actor.scope, input);
  return { ...pageOf(records, input.limit, presentGoal), total };
}
