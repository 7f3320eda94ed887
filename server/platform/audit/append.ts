import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Tx } from "../db";
import type { Ctx } from "../registry/context";
import { chainHash, genesisHash, type AuditRecord } from "./hash-chain";
import { stripSecrets } from "./strip-secrets";

export interface AuditEntry {
  action: string;
  entityType: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
}

const auditLock = 7_251_001;
const asJson = (value: unknown): Prisma.InputJsonValue | undefined => (value === null || value === undefined ? undefined : (value as Prisma.InputJsonValue));
const plain = (value: unknown): unknown => (value === undefined || value === null ? null : JSON.parse(JSON.stringify(stripSecrets(value))));

/** Appends one row to the chain. The advisory lock orders writers; it is released with the transaction. */
export async function appendAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${auditLock})`;
  const last = await tx.auditEvent.findFirst({ orderBy: { seq: "desc" }, select: { seq: true, hash: true } });
  const record: AuditRecord = {
    seq: (last?.seq ?? 0n) + 1n, at: ctx.clock.now(), actorId: ctx.actor.userId, actorName: ctx.actor.name, via: ctx.via,
    action: entry.action, entityType: entry.entityType, entityId: entry.entityId, before: plain(entry.before), after: plain(entry.after), requestId: ctx.requestId,
  };
  const prevHash = last?.hash ?? genesisHash;
  await tx.auditEvent.create({ data: { ...record, before: asJson(record.before), after: asJson(record.after), prevHash, hash: chainHash(prevHash, record) } });
}
