import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../../platform/db";
import { noticeSubjectType } from "./notices-repository";

export type SubscriptionRecord = Prisma.MaintenanceSubscriptionGetPayload<object>;

export const listAllSubscriptions = (): Promise<SubscriptionRecord[]> => db().maintenanceSubscription.findMany({ where: { isDemo: false }, orderBy: { id: "asc" }, take: 20_000 });
export const findSubscription = (id: string): Promise<SubscriptionRecord | null> => db().maintenanceSubscription.findUnique({ where: { id } });
export const findSubscriptionForEdit = (tx: Tx, id: string): Promise<SubscriptionRecord | null> => tx.maintenanceSubscription.findUnique({ where: { id } });
export const insertSubscription = (tx: Tx, data: Prisma.MaintenanceSubscriptionUncheckedCreateInput) => tx.maintenanceSubscription.create({ data });
export const updateSubscriptionRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.MaintenanceSubscriptionUncheckedUpdateManyInput): Promise<boolean> => (await tx.maintenanceSubscription.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const deleteSubscription = (tx: Tx, id: string) => tx.maintenanceSubscription.delete({ where: { id } });
export const serviceIdOf = async (tx: Tx, slug: string): Promise<string | null> => (await tx.service.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
export const customerIdOf = async (tx: Tx, slug: string): Promise<string | null> => (await tx.customer.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;

export interface SubscriptionFilter {
  service?: string | undefined;
  audience?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** One more than the limit where there are more. */
export async function listSubscriptionRecords({ service, audience, limit, cursor }: SubscriptionFilter): Promise<{ rows: SubscriptionRecord[]; total: number }> {
  const found = service === undefined ? null : await db().service.findUnique({ where: { slug: service }, select: { id: true } });
  const where = { ...(service === undefined ? {} : { serviceId: found?.id ?? "" }), ...(audience === undefined ? {} : { audience }) };
  const [rows, total] = await Promise.all([db().maintenanceSubscription.findMany({ where, orderBy: [{ name: "asc" }, { id: "asc" }], take: limit + 1, ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }) }), db().maintenanceSubscription.count({ where })]);
  return { rows, total };
}

/** Names of what subscriptions are about. */
export async function namesOf(rows: readonly SubscriptionRecord[]) {
  const select = { id: true, slug: true, name: true } as const;
  const [services, customers] = await Promise.all([
    db().service.findMany({ where: { id: { in: rows.flatMap(({ serviceId }) => serviceId ?? []) } }, select }), db().customer.findMany({ where: { id: { in: rows.flatMap(({ customerId }) => customerId ?? []) } }, select }),
  ]);
  const byId = new Map([...services, ...customers].map(({ id, slug, name }) => [id, { slug, name }]));
  return (id: string | null): { slug: string; name: string } | null => (id === null ? null : (byId.get(id) ?? null));
}

/** The last message to each of these recipients about planned work. */
export async function lastToldTo(recipients: readonly string[]) {
  if (recipients.length === 0) return new Map<string, { status: string; createdAt: Date; sentAt: Date | null; error: string | null }>();
  const rows = await db().delivery.findMany({ where: { subjectType: noticeSubjectType, recipient: { in: [...recipients] } }, orderBy: [{ recipient: "asc" }, { createdAt: "desc" }], distinct: ["recipient"], select: { recipient: true, status: true, createdAt: true, sentAt: true, error: true } });
  return new Map(rows.map(({ recipient, ...last }) => [recipient, last]));
}
