import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListGoals } from "./contract";
import { goalsIn } from "./scope-where";

export type GoalRecord = Prisma.GoalGetPayload<object>;

export async function listGoalRecords(scope: Scope, input: ListGoals): Promise<{ records: GoalRecord[]; total: number }> {
  const where: Prisma.GoalWhereInput = { AND: [goalsIn(scope), input.q ? { title: { contains: input.q, mode: "insensitive" } } : {}] };
  const [records, total] = await Promise.all([
    db().goal.findMany({ where, orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { title: "asc" }, { id: "asc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().goal.count({ where }),
  ]);
  return { records, total };
}

export async function findGoalRecord(scope: Scope, id: string): Promise<GoalRecord | null> {
  return db().goal.findFirst({ where: { AND: [goalsIn(scope), { id }] } });
}

export interface GoalColumns {
  title: string;
  metric: string | null;
  target: number | null;
  dueOn: Date | null;
  ownerName: string;
}

export async function insertGoal(tx: Tx, row: GoalColumns & { id: string; createdAt: Date }): Promise<void> {
  await tx.goal.create({ data: row });
}

export async function updateGoalRow(tx: Tx, key: { id: string; version: number }, columns: Partial<GoalColumns>): Promise<boolean> {
  const { count } = await tx.goal.updateMany({ where: key, data: { ...columns, version: { increment: 1 } } });
  return count === 1;
}

export async function findGoalForEdit(tx: Tx, scope: Scope, id: string): Promise<GoalRecord | null> {
  return tx.goal.findFirst({ where: { AND: [goalsIn(scope), { id }] } });
}

/** False when the row is no longer at this version. */
export async function deleteGoalRow(tx: Tx, key: { id: string; version: number }): Promise<boolean> {
  return (await tx.goal.deleteMany({ where: key })).count === 1;
}
