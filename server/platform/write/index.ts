import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { appendAudit, type AuditEntry } from "../audit";
import { db, type Tx } from "../db";
import { appendEvent } from "../outbox";
import type { Ctx } from "../registry/context";
import { bumpVersions, type Domain } from "../versions";

export interface ChangeEntry extends AuditEntry {
  /** The outbox topic; defaults to the action. */
  topic?: string;
  payload?: Prisma.InputJsonObject;
}

export interface WriteOptions {
  domains: readonly Domain[];
  timeoutMs?: number;
}

/**
 * One business write = one transaction: the work, its audit rows, its outbox events, and the domains' versions bumped last.
 * `record` is called once for each change; a write that records nothing is a mistake and is refused.
 */
export async function businessWrite<T>(ctx: Ctx, options: WriteOptions, work: (tx: Tx, record: (entry: ChangeEntry) => void) => Promise<T>): Promise<T> {
  return db().$transaction(async (tx) => {
    const entries: ChangeEntry[] = [];
    const result = await work(tx, (entry) => entries.push(entry));
    if (entries.length === 0) throw new Error("A business write must record what it changed.");
    for (const entry of entries) {
      await appendAudit(tx, ctx, entry);
      await appendEvent(tx, { topic: entry.topic ?? entry.action, payload: { entityType: entry.entityType, entityId: entry.entityId, ...entry.payload } });
    }
    await bumpVersions(tx, options.domains);
    return result;
  }, { timeout: options.timeoutMs ?? 15_000, maxWait: 5_000 });
}
