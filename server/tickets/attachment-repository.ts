import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "@/server/platform/auth/actor";
import { db, type Tx } from "@/server/platform/db";
import { ticketsIn } from "./desk-repository";

export const insertAttachment = (tx: Tx, data: Prisma.TicketAttachmentUncheckedCreateInput) => tx.ticketAttachment.create({ data, select: { id: true } });
export const countLoose = (tx: Tx, ticketId: string) => tx.ticketAttachment.count({ where: { ticketId, messageId: null } });

/** A file of a ticket that the reader may see; what came with a note, or with an answer that is not out, is the desk's alone. */
export const findAttachment = (scope: Scope, id: string) =>
  db().ticketAttachment.findFirst({ where: { id, ticket: ticketsIn(scope), ...(scope.kind === "customers" ? { isInternal: false, OR: [{ messageId: null }, { message: { kind: "public", sendAt: null, takenBackAt: null } }] } : {}) } });

/** Files that belong to no message: sent with the ticket itself, or waiting to be sent. */
export const listLoose = (ticketId: string, { isInside }: { isInside: boolean }) => db().ticketAttachment.findMany({ where: { ticketId, messageId: null, ...(isInside ? {} : { isInternal: false }) }, orderBy: { createdAt: "asc" }, take: 100 });

export const findLoose = (tx: Tx, ticketId: string, id: string) => tx.ticketAttachment.findFirst({ where: { id, ticketId, messageId: null } });
export const deleteAttachment = (tx: Tx, id: string) => tx.ticketAttachment.delete({ where: { id } });
