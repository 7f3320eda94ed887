import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

export type PushSubscriptionRow = Prisma.PushSubscriptionGetPayload<object>;

export const findSecret = async (name: string): Promise<string | null> => (await db().secret.findUnique({ where: { name }, select: { ciphertext: true } }))?.ciphertext ?? null;
/** Nothing when the name is taken. */
export const insertSecret = (data: Prisma.SecretCreateManyInput): Promise<unknown> => db().secret.createMany({ data, skipDuplicates: true });

export const listSubscriptions = (userIds: readonly string[]): Promise<PushSubscriptionRow[]> => db().pushSubscription.findMany({ where: { userId: { in: [...userIds] } }, orderBy: { id: "asc" } });

/** The browser of a person who may still sign in; one that has been taken over by somebody else is not theirs. */
export async function findSubscription({ userId, subscriptionId }: { userId: string; subscriptionId: string }): Promise<PushSubscriptionRow | null> {
  const [row, user] = await Promise.all([db().pushSubscription.findFirst({ where: { id: subscriptionId, userId } }), db().user.findFirst({ where: { id: userId, status: "active" }, select: { id: true } })]);
  return user && row;
}

/** A browser belongs to who subscribed in it last. */
export const saveSubscription = (tx: Tx, { id, userId, endpoint, keys, createdAt }: PushSubscriptionRow): Promise<unknown> =>
  tx.pushSubscription.upsert({ where: { endpoint }, create: { id, userId, endpoint, keys, createdAt }, update: { id, userId, keys, createdAt } });
export const countSubscriptions = (tx: Tx, userId: string): Promise<number> => tx.pushSubscription.count({ where: { userId } });
/** Keeps the newest so many of a person. */
export const trimSubscriptions = (tx: Tx, userId: string, kept: number): Promise<number> =>
  tx.$executeRaw`delete from push_subscription where id in (select id from push_subscription where user_id = ${userId} order by created_at desc, id offset ${kept}::int)`;
export const removeSubscription = async (tx: Tx, key: { userId: string; endpoint: string }): Promise<boolean> => (await tx.pushSubscription.deleteMany({ where: key })).count > 0;
export const deleteSubscription = async (id: string): Promise<void> => void (await db().pushSubscription.deleteMany({ where: { id } }));
