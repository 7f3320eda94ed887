import "server-only";
import { db } from "../db";

export interface MailRow {
  id: string;
  to: string;
  subject: string;
  text: string;
  status: string;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

export async function insertMail(row: Pick<MailRow, "id" | "to" | "subject" | "text" | "status" | "createdAt">): Promise<void> {
  await db().outgoingMail.create({ data: row });
}

export async function markMail(id: string, data: { status: string; error: string | null; sentAt: Date | null }): Promise<void> {
  await db().outgoingMail.update({ where: { id }, data });
}

export async function listMailRows(limit: number): Promise<MailRow[]> {
  return db().outgoingMail.findMany({ orderBy: { createdAt: "desc" }, take: limit });
}
