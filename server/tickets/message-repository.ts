import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "@/server/platform/db";
import { liveChannel } from "@/server/platform/live";

/** The PostgreSQL notification channel that says that an answer is held. */
export const heldChannel = "quarterdeck_held";

const withFiles = { attachments: { orderBy: { createdAt: "asc" } } } satisfies Prisma.TicketMessageInclude;
export type MessageRecord = Prisma.TicketMessageGetPayload<{ include: typeof withFiles }>;

/** A thread longer than this is read from its end. */
const longestThread = 500;

export async function listMessages(ticketId: string, { isInside, hasFiles = true }: { isInside: boolean; hasFiles?: boolean }): Promise<MessageRecord[]> {
  const where: Prisma.TicketMessageWhereInput = { ticketId, takenBackAt: null, ...(isInside ? {} : { kind: "public", sendAt: null }) };
  const newest = { where, orderBy: [{ createdAt: "desc" as const }, { id: "desc" as const }], take: longestThread };
  const rows = hasFiles ? await db().ticketMessage.findMany({ ...newest, include: withFiles }) : (await db().ticketMessage.findMany(newest)).map((row) => ({ ...row, attachments: [] }));
  return rows.reverse();
}

export const insertMessage = (tx: Tx, data: Prisma.TicketMessageUncheckedCreateInput) => tx.ticketMessage.create({ data, select: { id: true } });

/** Who of the desk answered last, to tell two people apart who answer at once. */
export const lastPublicByAgent = (tx: Tx, ticketId: string) =>
  tx.ticketMessage.findFirst({ where: { ticketId, kind: "public", authorKind: "agent", takenBackAt: null }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { id: true, authorId: true, authorName: true, createdAt: true } });
export const findMessageTime = (tx: Tx, ticketId: string, id: string) => tx.ticketMessage.findFirst({ where: { ticketId, id }, select: { createdAt: true } });

/** Gives uploaded files to a message; how many were free to be given. */
export const attachTo = async (tx: Tx, message: { id: string; ticketId: string; isInternal: boolean }, attachmentIds: readonly string[]): Promise<number> =>
  attachmentIds.length === 0 ? 0 : (await tx.ticketAttachment.updateMany({ where: { id: { in: [...attachmentIds] }, ticketId: message.ticketId, messageId: null }, data: { messageId: message.id, isInternal: message.isInternal } })).count;
/** Files of a message that is taken back are free again. */
export const detachFrom = (tx: Tx, messageId: string) => tx.ticketAttachment.updateMany({ where: { messageId }, data: { messageId: null } });

export const findHeld = (tx: Tx, ticketId: string, id: string) => tx.ticketMessage.findFirst({ where: { id, ticketId, sendAt: { not: null } } });
export const markTakenBack = (tx: Tx, id: string, at: Date) => tx.ticketMessage.update({ where: { id }, data: { takenBackAt: at, sendAt: null } });
export const markSent = (tx: Tx, id: string, at: Date) => tx.ticketMessage.update({ where: { id }, data: { sentAt: at, sendAt: null } });

/** Messages whose time to be taken back is over, the oldest first. */
export const listDue = (now: Date, limit: number) =>
  db().ticketMessage.findMany({ where: { sendAt: { lte: now } }, orderBy: { sendAt: "asc" }, take: limit, select: { id: true, ticket: { select: { number: true } } } });

/** When the next of the messages that were not due at an instant may go; null when none is held. */
export const findDueAfter = async (since: Date): Promise<Date | null> => (await db().ticketMessage.findFirst({ where: { sendAt: { gt: since } }, orderBy: { sendAt: "asc" }, select: { sendAt: true } }))?.sendAt ?? null;
/** Wakes whoever lets held messages go, when the transaction commits. */
export const announceHeld = (tx: Tx) => tx.$executeRaw`select pg_notify(${heldChannel}, '')`;

/** Kinds of draft: `public` and `note` are texts in the making; `held:ID` is what will be changed when the message goes out. */
export const saveDraftRow = (tx: Pick<Tx, "ticketDraft">, key: { ticketId: string; userId: string; kind: string }, draft: { body: string; updatedAt: Date }) =>
  tx.ticketDraft.upsert({ where: { ticketId_userId_kind: key }, create: { ...key, ...draft }, update: draft });
export const removeDraftRow = (tx: Pick<Tx, "ticketDraft">, key: { ticketId: string; userId: string; kind: string }) => tx.ticketDraft.deleteMany({ where: key });
export const findDraftRow = (tx: Tx, key: { ticketId: string; userId?: string; kind: string }) => tx.ticketDraft.findFirst({ where: key });
export const listDraftRows = (ticketId: string, userId: string) => db().ticketDraft.findMany({ where: { ticketId, userId, kind: { in: ["public", "note"] } } });

/** Presence is a draft without a text: who has the ticket open, and whether they are answering. */
export const presenceKind = "presence";
export const listPresence = (ticketId: string, since: Date) =>
  db().ticketDraft.findMany({ where: { ticketId, kind: presenceKind, updatedAt: { gte: since } }, orderBy: { updatedAt: "asc" }, take: 20 });
export const setPresence = (key: { ticketId: string; userId: string }, { doing, at }: { doing: string; at: Date }) => saveDraftRow(db(), { ...key, kind: presenceKind }, { body: doing, updatedAt: at });
export const clearPresence = (key: { ticketId: string; userId: string }) => removeDraftRow(db(), { ...key, kind: presenceKind });
/** Tells open pages of a ticket that somebody came, began to answer or left. */
export const announcePresence = (number: string) => db().$executeRaw`select pg_notify(${liveChannel}, ${`presence:${number}`})`;
export const keepDraftRow = (key: { ticketId: string; userId: string; kind: string }, draft: { body: string; updatedAt: Date }) => saveDraftRow(db(), key, draft);
export const dropDraftRow = (key: { ticketId: string; userId: string; kind: string }) => removeDraftRow(db(), key);
export const userNames = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => new Map(ids.length === 0 ? [] : (await db().user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]));

export const countMacroUse = (tx: Tx, id: string) => tx.macro.updateMany({ where: { id }, data: { usedCount: { increment: 1 } } });
export const addWatcher = (tx: Tx, watcher: { ticketId: string; userId: string; createdAt: Date }) => tx.ticketWatcher.createMany({ data: watcher, skipDuplicates: true });
export const removeWatcher = (tx: Tx, watcher: { ticketId: string; userId: string }) => tx.ticketWatcher.deleteMany({ where: watcher });
export const listWatchers = (ticketId: string) => db().ticketWatcher.findMany({ where: { ticketId }, orderBy: { createdAt: "asc" }, select: { userId: true } });
