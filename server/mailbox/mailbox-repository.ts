import "server-only";
import type { Prisma } from "../generated/prisma/client";
import { db, type Tx } from "../platform/db";
import type { MailOutcome } from "./contract";

export interface NewInbound {
  id: string;
  messageId: string;
  fromEmail: string;
  subject: string;
  outcome: MailOutcome;
  reason: string;
  ticketId: string | null;
  bytes: number;
  receivedAt: Date;
}

/** Writes down a message; false when one with its id was taken before. Whoever comes second waits here for the first. */
export const insertInbound = async (tx: Pick<Tx, "inboundMail">, row: NewInbound): Promise<boolean> => (await tx.inboundMail.createMany({ data: [row], skipDuplicates: true })).count === 1;
export const settleInbound = (tx: Tx, id: string, data: Pick<NewInbound, "outcome" | "reason" | "ticketId">) => tx.inboundMail.update({ where: { id }, data });
export const isKnownInbound = async (messageId: string): Promise<boolean> => (await db().inboundMail.count({ where: { messageId } })) > 0;
export const keepInbound = (row: NewInbound): Promise<boolean> => insertInbound(db(), row);

/** Messages of a sender since then that did something. */
export const countFromSender = (fromEmail: string, since: Date): Promise<number> => db().inboundMail.count({ where: { fromEmail, receivedAt: { gte: since }, outcome: { in: ["matched", "created"] } } });

export async function listInboundRows({ outcome, limit, cursor }: { outcome: MailOutcome | null; limit: number; cursor: string | null }) {
  const where: Prisma.InboundMailWhereInput = outcome === null ? {} : { outcome };
  const [rows, total] = await Promise.all([
    db().inboundMail.findMany({ where, orderBy: [{ receivedAt: "desc" }, { id: "desc" }], take: limit + 1, ...(cursor === null ? {} : { cursor: { id: cursor }, skip: 1 }) }),
    db().inboundMail.count({ where }),
  ]);
  const tickets = await db().ticket.findMany({ where: { id: { in: rows.flatMap(({ ticketId }) => ticketId ?? []) } }, select: { id: true, number: true } });
  const numbers = new Map(tickets.map(({ id, number }) => [id, number]));
  return { rows: rows.map((row) => ({ ...row, ticket: row.ticketId === null ? null : (numbers.get(row.ticketId) ?? null) })), total };
}

const parties = { select: { id: true, number: true, subject: true, description: true, requester: true, requesterId: true, requesterEmail: true, isDemo: true, resolvedAt: true, watchers: { select: { userId: true } } } } as const;

/** A ticket by any of these ids of messages: of what came in or went out, or its own id. */
export async function findByMessageIds(messageIds: readonly string[], ownIds: readonly string[]): Promise<string | null> {
  if (messageIds.length === 0) return null;
  const [message, inbound, own] = await Promise.all([
    db().ticketMessage.findFirst({ where: { messageId: { in: [...messageIds] }, kind: "public" }, orderBy: { createdAt: "desc" }, select: { ticketId: true } }),
    db().inboundMail.findFirst({ where: { messageId: { in: [...messageIds] }, ticketId: { not: null } }, orderBy: { receivedAt: "desc" }, select: { ticketId: true } }),
    db().ticket.findFirst({ where: { id: { in: [...ownIds] } }, select: { id: true } }),
  ]);
  return message?.ticketId ?? inbound?.ticketId ?? own?.id ?? null;
}

export const findParties = (where: { id: string } | { number: string }) =>
  db().ticket.findFirst({ where: "id" in where ? where : { number: { equals: where.number, mode: "insensitive" } }, ...parties });
export type Parties = NonNullable<Awaited<ReturnType<typeof findParties>>>;

const personFields = { id: true, name: true, email: true, status: true, customerId: true, roles: { select: { role: true } } } as const;
export const findPerson = (email: string) => db().user.findFirst({ where: { email: { equals: email, mode: "insensitive" } }, select: personFields });
export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;
export const customerSlug = async (tx: Tx, id: string | null): Promise<string | null> => (id === null ? null : ((await tx.customer.findUnique({ where: { id }, select: { slug: true } }))?.slug ?? null));

/** A public message with its ticket and files, to be written to people; null when it is none, or not out. */
export const findPublicMessage = (tx: Tx, id: string) =>
  tx.ticketMessage.findFirst({ where: { id, kind: "public", sendAt: null, takenBackAt: null }, include: { ticket: parties, attachments: { select: { name: true } } } });
export const findTicketParties = (tx: Tx, number: string) => tx.ticket.findUnique({ where: { number }, ...parties });

/** Whether somebody of the desk wrote to the requester with the very change that resolved the ticket. */
export const hasClosingWords = async (tx: Tx, { id, resolvedAt }: { id: string; resolvedAt: Date | null }): Promise<boolean> =>
  resolvedAt !== null && (await tx.ticketMessage.count({ where: { ticketId: id, kind: "public", authorKind: "agent", sentAt: resolvedAt } })) > 0;

export const setMessageId = (tx: Tx, id: string, messageId: string) => tx.ticketMessage.update({ where: { id }, data: { messageId } });

const threadLength = 20;

/** Message-IDs of a ticket's public conversation in their order, with that of the mail that opened it. */
export async function threadIds(tx: Tx, ticketId: string): Promise<string[]> {
  const [opening, messages] = [
    await tx.inboundMail.findFirst({ where: { ticketId, outcome: "created" }, orderBy: { receivedAt: "asc" }, select: { messageId: true } }),
    await tx.ticketMessage.findMany({ where: { ticketId, kind: "public", messageId: { not: null } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: threadLength, select: { messageId: true } }),
  ];
  return [opening, ...messages.reverse()].flatMap((row) => row?.messageId ?? []);
}

/** Addresses of people who may sign in. */
export const activeAddresses = async (tx: Tx, userIds: readonly string[]): Promise<{ id: string; email: string }[]> => userIds.length === 0 ? [] : tx.user.findMany({ where: { id: { in: [...userIds] }, status: "active" }, select: { id: true, email: true } });

const stateKey = "mailbox.poll";
export const savePoll = (value: { at: string; error: string | null }) => db().setting.upsert({ where: { key: stateKey }, create: { key: stateKey, value }, update: { value } });
export const readPoll = async (): Promise<unknown> => (await db().setting.findUnique({ where: { key: stateKey } }))?.value ?? null;
