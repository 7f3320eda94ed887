import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListGoals } from "./contract";
import { goalsIn } from "./scope-where";

/** A goal keeps the id of its service without a relation: it outlives the service. */
export type GoalRecord = Prisma.GoalGetPayload<object> & { service: { slug: string; name: string } | null };

async function withServices(rows: readonly Prisma.GoalGetPayload<object>[], from: Pick<Tx, "service"> = db()): Promise<GoalRecord[]> {
  const ids = rows.flatMap(({ serviceId }) => serviceId ?? []);
  const services = new Map(ids.length === 0 ? [] : (await from.service.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true, name: true } })).map(({ id, ...service }) => [id, service] as const));
  return rows.map((row) => ({ ...row, service: services.get(row.serviceId ?? "") ?? null }));
}

/** The id behind a service's slug; null when there is none. */
export const findServiceId = async (tx: Tx, slug: string): Promise<string | null> => (await tx.service.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;

export async function listGoalRecords(scope: Scope, input: ListGoals): Promise<{ records: GoalRecord[]; total: number }> {
  const where: Prisma.GoalWhereInput = { AND: [goalsIn(scope), input.q ? { title: { contains: input.q, mode: "insensitive" } } : {}] };
  const [records, total] = await Promise.all([
    db().goal.findMany({ where, orderBy: [{ dueOn: { sort: "asc", nulls: "last" } }, { title: "asc" }, { id: "asc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().goal.count({ where }),
  ]);
  return { records: await withServices(records), total };
}

export async function findGoalRecord(scope: Scope, id: string): Promise<GoalRecord | null> {
  const row = await db().goal.findFirst({ where: { AND: [goalsIn(scope), { id }] } });
  return row && ((await withServices([row]))[0] ?? null);
}

export interface GoalColumns {
  title: string;
  metric: string | null;
  target: number | null;
  dueOn: Date | null;
  startOn: Date | null;
  startValue: number | null;
  serviceId?: string | null;
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
  const row = await tx.goal.findFirst({ where: { AND: [goalsIn(scope), { id }] } });
  return row && ((await withServices([row], tx))[0] ?? null);
}

/** False when the row is no longer at this version. */
export async function deleteGoalRow(tx: Tx, key: { id: string; version: number }): Promise<boolean> {
  return (await tx.goal.deleteMany({ where: key })).count === 1;
}
