import "server-only";
import { db, type Tx } from "@/server/platform/db";

export const upsertRating = (tx: Tx, ticketId: string, rating: { score: number; comment: string; at: Date }) => tx.ticketRating.upsert({ where: { ticketId }, create: { ticketId, ...rating }, update: rating });
export const findRating = (tx: Tx, ticketId: string) => tx.ticketRating.findUnique({ where: { ticketId }, select: { score: true, comment: true } });

export const findRequest = (number: string) => db().ticket.findUnique({ where: { number }, include: { rating: true } });
export const findAccount = (email: string) => db().user.findFirst({ where: { email: { equals: email, mode: "insensitive" } }, select: { id: true, name: true, email: true, status: true } });
export const slugOfCustomer = async (tx: Tx, id: string | undefined): Promise<string | null> => (id === undefined ? null : ((await tx.customer.findUnique({ where: { id }, select: { slug: true } }))?.slug ?? null));
