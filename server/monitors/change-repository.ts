import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "@/server/platform/db";

export type EditTx = Tx;

export const findForEdit = (tx: Tx | null, slug: string) => (tx ?? db()).monitor.findFirst({ where: { slug, archivedAt: null } });
export const serviceIdOf = async (tx: Tx, slug: string): Promise<string | null> => (await tx.service.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
export const listSlugs = async (tx: Tx): Promise<Set<string>> => new Set((await tx.monitor.findMany({ select: { slug: true } })).map(({ slug }) => slug));

/** False when the name is taken. */
export const insertMonitor = async (tx: Tx, data: Prisma.MonitorCreateManyInput): Promise<boolean> => (await tx.monitor.createMany({ data, skipDuplicates: true })).count > 0;
export const updateMonitorRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.MonitorUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.monitor.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const endOpenOutage = (tx: Tx, monitorKey: number, lastCheckAt: Date | null): Promise<unknown> => tx.outage.updateMany({ where: { monitorKey, endedAt: null }, data: { endedAt: lastCheckAt } });
