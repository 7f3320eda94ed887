import "server-only";
import type { Prisma } from "../generated/prisma/client";
import { db, type Tx } from "../platform/db";
import { eventsChannel } from "./channel";

export type SubscriptionRecord = Prisma.EventSubscriptionGetPayload<object>;

export const listSubscriptions = () => db().eventSubscription.findMany({ orderBy: { createdAt: "asc" }, take: 200 });
export const findSubscription = (id: string, tx: Pick<Tx, "eventSubscription"> = db()) => tx.eventSubscription.findUnique({ where: { id } });
export const insertSubscription = (tx: Tx, data: Prisma.EventSubscriptionUncheckedCreateInput) => tx.eventSubscription.create({ data, select: { id: true } });
export const updateSubscription = async (tx: Tx, { id, version }: { id: string; version: number }, data: Prisma.EventSubscriptionUncheckedUpdateInput): Promise<boolean> => (await tx.eventSubscription.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })).count === 1;
export const deleteSubscription = (tx: Tx, id: string) => tx.eventSubscription.delete({ where: { id } });
export const listListeners = (tx: Tx, topic: string) => tx.eventSubscription.findMany({ where: { isEnabled: true, topics: { has: topic } }, select: { id: true, name: true } });
export const hasListeners = async (topic: string): Promise<boolean> => (await db().eventSubscription.findFirst({ where: { isEnabled: true, topics: { has: topic } }, select: { id: true } })) !== null;
export const markSubscription = async (id: string, data: { failedAt: Date | null; error: string | null }): Promise<void> => void (await db().eventSubscription.updateMany({ where: { id }, data }));

const subjectType = "event";
/** Writes what is to be sent; who sends is woken when the transaction commits. */
export async function insertEventDeliveries(tx: Tx, rows: readonly { id: string; subjectId: string; recipient: string; dedupeKey: string; title: string; body: string; createdAt: Date }[]): Promise<void> {
  await tx.delivery.createMany({ data: rows.map((row) => ({ ...row, kind: "event", subjectType })), skipDuplicates: true });
  await tx.$executeRaw`select pg_notify(${eventsChannel}, '')`;
}
export const listDueEvents = (now: Date, limit: number) =>
  db().delivery.findMany({ where: { kind: "event", status: { in: ["waiting", "failed"] }, OR: [{ retryAt: null }, { retryAt: { lte: now } }] }, orderBy: { createdAt: "asc" }, take: limit });
export type EventDeliveryRecord = Awaited<ReturnType<typeof listDueEvents>>[number];
export const settleDelivery = async (id: string, data: { status: string; error: string | null; retryAt: Date | null; sentAt: Date | null }): Promise<void> => void (await db().delivery.updateMany({ where: { id }, data: { ...data, attempts: { increment: 1 } } }));
export const listEventDeliveries = ({ webhook, limit, cursor }: { webhook: string | null; limit: number; cursor: string | null }) =>
  db().delivery.findMany({ where: { kind: "event", ...(webhook === null ? {} : { subjectId: webhook }) }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: limit + 1, ...(cursor === null ? {} : { cursor: { id: cursor }, skip: 1 }) });
