import "server-only";
import type { LinkPurpose } from "./contract";
import { db, type Tx } from "@/server/platform/db";
import { appendEvent, type NewEvent } from "@/server/platform/outbox";
import { cutPage, pageArgs } from "./paging";

export const findLink = (tokenHash: string) => db().oneTimeLink.findUnique({ where: { tokenHash } });
export type LinkRow = NonNullable<Awaited<ReturnType<typeof findLink>>>;

export interface NewLink {
  id: string;
  purpose: LinkPurpose;
  tokenHash: string;
  email: string | null;
  roles: string[];
  customerId: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** A new link replaces the unused ones of the same purpose and address. */
export async function insertLink(tx: Tx, link: NewLink): Promise<void> {
  await tx.oneTimeLink.deleteMany({ where: { purpose: link.purpose, email: link.email, usedAt: null } });
  await tx.oneTimeLink.create({ data: link });
}

/** Uses a link up. Null when it is unknown, of another purpose, expired or used: of two at once only one succeeds. */
export async function takeLink(tx: Tx, wanted: { tokenHash: string; purpose: LinkPurpose; now: Date }): Promise<LinkRow | null> {
  const { count } = await tx.oneTimeLink.updateMany({ where: { tokenHash: wanted.tokenHash, purpose: wanted.purpose, usedAt: null, expiresAt: { gt: wanted.now } }, data: { usedAt: wanted.now } });
  return count === 1 ? tx.oneTimeLink.findUnique({ where: { tokenHash: wanted.tokenHash } }) : null;
}

export const dropLinksFor = (tx: Tx, email: string, purpose: LinkPurpose) => tx.oneTimeLink.deleteMany({ where: { email, purpose, usedAt: null } });
export const findOpenInvitation = (email: string, now: Date) => db().oneTimeLink.findFirst({ where: { purpose: "invite", email, usedAt: null, expiresAt: { gt: now } } });

export async function findInvitations({ cursor, limit }: { cursor?: string; limit: number }) {
  const rows = await db().oneTimeLink.findMany({
    where: { purpose: "invite", usedAt: null }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], ...pageArgs({ cursor, limit }),
  });
  return cutPage(rows, limit);
}

export const findInvitation = (id: string) => db().oneTimeLink.findFirst({ where: { id, purpose: "invite" } });
export const dropInvitation = async (tx: Tx, id: string): Promise<boolean> => (await tx.oneTimeLink.deleteMany({ where: { id, purpose: "invite", usedAt: null } })).count === 1;
export const appendResetRequest = (event: NewEvent): Promise<void> => db().$transaction((tx) => appendEvent(tx, event));

export const deleteLinksBefore = async (instant: Date): Promise<number> => (await db().oneTimeLink.deleteMany({ where: { expiresAt: { lt: instant } } })).count;
