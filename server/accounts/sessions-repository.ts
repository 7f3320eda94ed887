import "server-only";
import { db, type Tx } from "@/server/platform/db";
import { cutPage, pageArgs } from "./paging";

const withUser = { user: { include: { roles: true } } } as const;

export const findSession = (id: string) => db().session.findUnique({ where: { id }, include: withUser });
export type SessionWithUser = NonNullable<Awaited<ReturnType<typeof findSession>>>;

export interface NewSession {
  id: string;
  userId: string;
  authVersion: number;
  createdAt: Date;
  expiresAt: Date;
  userAgent: string;
  address: string;
}

export async function insertSession(tx: Tx, data: NewSession): Promise<void> {
  await tx.session.create({ data: { ...data, lastSeenAt: data.createdAt } });
  await tx.user.update({ where: { id: data.userId }, data: { lastSeenAt: data.createdAt } });
}

/** Notes that a session was used; called at most once a minute for each. */
export async function touchSession(id: string, userId: string, now: Date): Promise<void> {
  await db().session.updateMany({ where: { id }, data: { lastSeenAt: now } });
  await db().user.updateMany({ where: { id: userId }, data: { lastSeenAt: now } });
}

export interface SessionFilter {
  userId?: string;
  cursor?: string;
  limit: number;
  now: Date;
}

/** Live sessions, the most recently begun first. */
export async function findLiveSessions({ userId, cursor, limit, now }: SessionFilter) {
  const rows = await db().session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now }, user: { status: "active" } },
    include: { user: { select: { name: true, authVersion: true } } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageArgs({ cursor, limit }),
  });
  const page = cutPage(rows, limit);
  return { rows: page.rows.filter((row) => row.authVersion === row.user.authVersion), nextCursor: page.nextCursor };
}

export const findSessionOwner = (id: string) => db().session.findUnique({ where: { id }, select: { id: true, userId: true, revokedAt: true, address: true, userAgent: true, user: { select: { name: true } } } });

/** Ends one session; false when it had ended already. */
export const endSession = async (tx: Tx, id: string, now: Date): Promise<boolean> => (await tx.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } })).count === 1;

/** Ends a person's sessions, all or all but one; returns how many were live. */
export async function endSessionsOf(tx: Tx, userId: string, options: { now: Date; exceptId?: string | null }): Promise<number> {
  const except = options.exceptId == null ? {} : { id: { not: options.exceptId } };
  return (await tx.session.updateMany({ where: { userId, revokedAt: null, expiresAt: { gt: options.now }, ...except }, data: { revokedAt: options.now } })).count;
}

export const deleteSessionsBefore = async (instant: Date): Promise<number> => (await db().session.deleteMany({ where: { OR: [{ expiresAt: { lt: instant } }, { revokedAt: { lt: instant } }] } })).count;
