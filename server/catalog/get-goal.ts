import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { GoalRow } from "./contract";
import { findGoalRecord } from "./goals-repository";
import { presentGoal } from "./present-entities";

export async function getGoal(id: string, ctx: Ctx): Promise<GoalRow> {
  const record = await findGoalRecord(ctx.actor.scope, id);
  if (!record) throw new DomainError("NOT_FOUND", "There is no such goal.");
  return presentGoal(record);
}
