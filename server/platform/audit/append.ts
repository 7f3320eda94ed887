import "server-only";
import type { Tx } from "../db";
import type { Ctx } from "../registry/context";
import { hashedParts, type AuditRecord } from "./hash-chain";
import { stripSecrets } from "./strip-secrets";

export interface AuditEntry {
  action: string;
  entityType: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
}

const plain = (value: unknown): unknown => (value === undefined || value === null ? null : JSON.parse(JSON.stringify(stripSecrets(value))));

/** A row for the chain, as the database takes it when the transaction commits: there it gets its number, and the hash of the row before it. */
export function pendingAudit(ctx: Ctx, entry: AuditEntry): object {
  const record: Omit<AuditRecord, "seq"> = {
    at: ctx.clock.now(), actorId: ctx.actor.userId, actorName: ctx.actor.name, via: ctx.via,
    action: entry.action, entityType: entry.entityType, entityId: entry.entityId, before: plain(entry.before), after: plain(entry.after), requestId: ctx.requestId,
  };
  return { ...record, at: record.at.toISOString(), ...hashedParts(record) };
}

/** Appends one row to the chain when the transaction commits. */
export async function appendAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`insert into pending_write (audits) values (${JSON.stringify([pendingAudit(ctx, entry)])}::jsonb)`;
}
