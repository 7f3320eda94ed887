import "server-only";
import { z } from "zod";
import { db, type Tx } from "../db";
import { isSealed, openSecret, sealSecret } from "../secrets";

/** Messages carry one-time links: their text is sealed, as the links themselves are kept as digests only. */
export const mailPurpose = "mail.text";

/** Fields of the head beside those of every message; by these names alone. */
export const mailHeadersSchema = z.object({ messageId: z.string(), inReplyTo: z.string(), references: z.array(z.string()), replyTo: z.string(), /** RFC 3834: no machine answers it. */ autoSubmitted: z.enum(["auto-generated", "auto-replied"]) }).partial();
export type MailHeaders = z.output<typeof mailHeadersSchema>;

export interface MailRow {
  id: string;
  to: string;
  subject: string;
  /** Null when it was sealed with a key that this installation does not have. */
  text: string | null;
  headers: MailHeaders;
  /** queued | sent | kept (there is no SMTP server) | failed */
  status: string;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

export type NewMail = Pick<MailRow, "id" | "to" | "subject" | "status" | "createdAt" | "headers"> & { text: string };

export async function insertMail(row: NewMail, tx: Tx = db()): Promise<void> {
  await tx.outgoingMail.create({ data: { ...row, text: sealSecret(mailPurpose, row.text) } });
}

export async function markMail(id: string, data: { status: string; error: string | null; sentAt: Date | null }, tx: Tx = db()): Promise<void> {
  await tx.outgoingMail.update({ where: { id }, data });
}

function openText(sealed: string): string | null {
  if (!isSealed(sealed)) return sealed;
  try {
    return openSecret(mailPurpose, sealed);
  } catch {
    return null;
  }
}

const toRow = ({ headers, ...row }: Omit<MailRow, "text" | "headers"> & { text: string; headers: unknown }): MailRow => ({ ...row, text: openText(row.text), headers: mailHeadersSchema.catch({}).parse(headers) });

export async function findMail(id: string): Promise<MailRow | null> {
  const row = await db().outgoingMail.findUnique({ where: { id } });
  return row && toRow(row);
}

export async function listMailRows(limit: number): Promise<MailRow[]> {
  return (await db().outgoingMail.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: limit })).map(toRow);
}
