import "server-only";
import { db, type Tx } from "../platform/db";
import { newId } from "../platform/ids";

export interface WindowExclusion {
  windowId: string;
  serviceIds: readonly string[];
  fromAt: Date;
  toAt: Date;
  reason: string;
  approvedAt: Date;
  approvedBy: string;
}

/** Takes a planned window out of the SLOs of its services, in place of what was there for it before. */
export async function excludeWindow(tx: Tx, { serviceIds, windowId, ...exclusion }: WindowExclusion): Promise<void> {
  await tx.sloExclusion.deleteMany({ where: { windowId } });
  const slos = await tx.slo.findMany({ where: { serviceId: { in: [...serviceIds] }, archivedAt: null }, select: { id: true } });
  await tx.sloExclusion.createMany({ data: slos.map(({ id }) => ({ id: newId("exc"), sloId: id, windowId, ...exclusion, createdAt: exclusion.approvedAt })) });
}

export const dropWindowExclusions = (tx: Tx, windowId: string) => tx.sloExclusion.deleteMany({ where: { windowId } });

/** Work that ended early gives the rest of its time back: what comes after is no planned work. */
export async function shortenWindowExclusions(tx: Tx, windowId: string, at: Date): Promise<void> {
  await tx.sloExclusion.updateMany({ where: { windowId, fromAt: { lt: at }, toAt: { gt: at } }, data: { toAt: at } });
}

export const listWindowExclusions = (windowId: string) => db().sloExclusion.findMany({ where: { windowId }, select: { fromAt: true, toAt: true, slo: { select: { slug: true, name: true } } }, orderBy: { slo: { name: "asc" } } });

/** Budgets of services as they were last evaluated; the minutes left are null without data. */
export async function listServiceBudgets(serviceIds: readonly string[]): Promise<{ slug: string; name: string; leftMinutes: number | null }[]> {
  const slos = await db().slo.findMany({ where: { serviceId: { in: [...serviceIds] }, archivedAt: null, isPaused: false }, select: { slug: true, name: true, status: { select: { remaining: true, budgetMs: true } } }, orderBy: { name: "asc" }, take: 20 });
  return slos.map(({ slug, name, status }) => ({ slug, name, leftMinutes: status?.remaining == null ? null : (status.remaining * status.budgetMs) / 60_000 }));
}
