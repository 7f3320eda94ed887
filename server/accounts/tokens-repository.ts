import "server-only";
import { db, type Tx } from "@/server/platform/db";
import { cutPage, pageArgs } from "./paging";

export const findToken = (tokenHash: string) => db().apiToken.findUnique({ where: { tokenHash }, include: { user: { include: { roles: true } } } });
export type TokenWithUser = NonNullable<Awaited<ReturnType<typeof findToken>>>;

export const findTokenOwner = (id: string) => db().apiToken.findUnique({ where: { id }, select: { id: true, userId: true, name: true, prefix: true, revokedAt: true } });
export const touchToken = (id: string, now: Date) => db().apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
export const countUsableTokens = (tx: Tx, userId: string, now: Date) => tx.apiToken.count({ where: { userId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] } });

export interface NewToken {
  id: string;
  userId: string;
  name: string;
  prefix: string;
  tokenHash: string;
  permissions: string[];
  createdAt: Date;
  expiresAt: Date | null;
}

export const insertToken = (tx: Tx, data: NewToken) => tx.apiToken.create({ data });
export const endToken = async (tx: Tx, id: string, now: Date): Promise<boolean> => (await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } })).count === 1;

export async function findTokens({ userId, cursor, limit }: { userId?: string; cursor?: string; limit: number }) {
  const rows = await db().apiToken.findMany({
    where: { userId }, include: { user: { select: { name: true } } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageArgs({ cursor, limit }),
  });
  return cutPage(rows, limit);
}
