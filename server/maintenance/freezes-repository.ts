import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";
import type { FreezeRule } from "#core/maintenance";

export type FreezeRecord = Prisma.FreezeGetPayload<object>;

export const listFreezeRecords = (since: Date | null): Promise<FreezeRecord[]> =>
  db().freeze.findMany({ where: since ? { OR: [{ endsAt: null }, { endsAt: { gt: since } }], AND: [{ OR: [{ liftedAt: null }, { liftedAt: { gt: since } }] }] } : {}, orderBy: [{ startsAt: "asc" }, { id: "asc" }], take: 500 });
export const findFreeze = (tx: Tx, id: string) => tx.freeze.findUnique({ where: { id } });
export const insertFreeze = (tx: Tx, data: Prisma.FreezeUncheckedCreateInput) => tx.freeze.create({ data, select: { id: true } });
export const liftFreezeRow = async (tx: Tx, key: { id: string; version: number }, data: { liftedAt: Date; liftedBy: string }): Promise<boolean> => (await tx.freeze.updateMany({ where: { ...key, liftedAt: null }, data: { ...data, version: { increment: 1 } } })).count > 0;
export const updateFreezeRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.FreezeUncheckedUpdateManyInput): Promise<boolean> => (await tx.freeze.updateMany({ where: { ...key, liftedAt: null }, data: { ...data, version: { increment: 1 } } })).count > 0;
export const isExempt = async (tx: Tx, key: { freezeId: string; windowId: string }): Promise<boolean> => (await tx.freezeException.count({ where: key })) > 0;
export const insertException = (tx: Tx, data: Prisma.FreezeExceptionUncheckedCreateInput) => tx.freezeException.create({ data });
export const listExceptions = (where: Prisma.FreezeExceptionWhereInput) => db().freezeException.findMany({ where, orderBy: { createdAt: "asc" }, take: 500 });
export const windowNumbers = async (ids: readonly string[]): Promise<Map<string, number>> => new Map((await db().maintenanceWindow.findMany({ where: { id: { in: [...ids] } }, select: { id: true, number: true } })).map(({ id, number }) => [id, number]));

export function ruleOfFreeze({ id, title, kind, reason, startsAt, endsAt, liftedAt, rrule, startsLocal, zone, durationMs, serviceIds }: FreezeRecord): FreezeRule {
  const repeats = rrule !== null && startsLocal !== null && durationMs !== null ? { rrule, startsLocal, zone, durationMs } : null;
  return { id, title, kind: kind === "hard" ? "hard" : "soft", reason, startsAtMs: startsAt.getTime(), endsAtMs: endsAt?.getTime() ?? null, liftedAtMs: liftedAt?.getTime() ?? null, repeats, serviceIds };
}
