import "server-only";
import { db } from "../db";

export interface RequestName {
  actorId: string;
  key: string;
}

export interface StoredRequest {
  digest: string;
  status: number | null;
  response: unknown;
  createdAt: Date;
}

/** True for the first who names the key; of two at once only one succeeds. */
export async function claimRequest(row: RequestName & { digest: string; createdAt: Date }): Promise<boolean> {
  return (await db().idempotentRequest.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

const byName = (name: RequestName) => ({ actorId_key: { actorId: name.actorId, key: name.key } });

export const findRequest = (name: RequestName): Promise<StoredRequest | null> => db().idempotentRequest.findUnique({ where: byName(name) });

export async function keepAnswer(name: RequestName, answer: { status: number; sealed: string }): Promise<void> {
  await db().idempotentRequest.update({ where: byName(name), data: { status: answer.status, response: answer.sealed } });
}

export async function releaseRequest(name: RequestName): Promise<void> {
  await db().idempotentRequest.deleteMany({ where: { ...name, status: null } });
}

export const deleteRequestsBefore = async (instant: Date): Promise<number> => (await db().idempotentRequest.deleteMany({ where: { createdAt: { lt: instant } } })).count;
export const deleteLimitsBefore = async (instant: Date): Promise<number> => (await db().rateLimit.deleteMany({ where: { expire: { lt: instant.getTime() } } })).count;
