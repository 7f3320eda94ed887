import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "@/server/platform/auth/actor";
import { db, type Tx } from "@/server/platform/db";
import { ticketsIn } from "@/server/platform/auth/ticket-scope";

export const insertAttachment = (tx: Tx, data: Prisma.TicketAttachmentUncheckedCreateInput) => tx.ticketAttachment.create({ data, select: { id: true } });
export const countLoose = (tx: Tx, ticketId: string) => tx.ticketAttachment.count({ where: { ticketId, messageId: null } });

/** Of the files that no message carries, an outsider sees their own and those that came by mail: what the desk has laid ready may be for a note. */
const looseFor = (readerId: string | null): Prisma.TicketAttachmentWhereInput => ({ messageId: null, isInternal: false, OR: [{ uploaderId: null }, ...(readerId === null ? [] : [{ uploaderId: readerId }])] });

/** A file of a ticket that the reader may see; what came with a note, or with an answer that is not out, is the desk's alone. */
export const findAttachment = (scope: Scope, { id, readerId }: { id: string; readerId: string | null }) =>
  db().ticketAttachment.findFirst({ where: { id, ticket: ticketsIn(scope), ...(scope.kind === "customers" ? { isInternal: false, OR: [looseFor(readerId), { message: { kind: "public", sendAt: null, takenBackAt: null } }] } : {}) } });

/** Files that belong to no message: sent with the ticket itself, or waiting to be sent. */
export const listLoose = (ticketId: string, { isInside, readerId }: { isInside: boolean; readerId: string | null }) => db().ticketAttachment.findMany({ where: { ticketId, ...(isInside ? { messageId: null } : looseFor(readerId)) }, orderBy: { createdAt: "asc" }, take: 100 });

export const findLoose = (tx: Tx, ticketId: string, id: string) => tx.ticketAttachment.findFirst({ where: { id, ticketId, messageId: null } });
export const deleteAttachment = (tx: Tx, id: string) => tx.ticketAttachment.delete({ where: { id } });

/** Whether a file came with the request itself or with a public message that is out. */
export const isPublicFile = async (ticketId: string, id: string): Promise<boolean> =>
  (await db().ticketAttachment.count({ where: { id, ticketId, isInternal: false, OR: [{ messageId: null, uploaderId: null }, { message: { kind: "public", sendAt: null, takenBackAt: null } }] } })) > 0;
