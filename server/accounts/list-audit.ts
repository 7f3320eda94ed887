import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { findAudit } from "./audit-repository";
import type { AuditRow, listAuditInput } from "./contract";

function cursorOf(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,18}$/.test(text)) throw new DomainError("VALIDATION", "This page of the audit does not exist.");
  return BigInt(text);
}

export async function listAudit(input: z.output<typeof listAuditInput>): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await findAudit({ ...input, cursor: cursorOf(input.cursor) });
  const items = rows.map((row) => ({
    seq: row.seq.toString(), at: row.at.toISOString(), actorId: row.actorId, actorName: row.actorName, via: row.via, action: row.action,
    entityType: row.entityType, entityId: row.entityId, before: row.before as AuditRow["before"], after: row.after as AuditRow["after"], requestId: row.requestId,
  }));
  return { items, nextCursor };
}
