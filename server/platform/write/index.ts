import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { pendingAudit, type AuditEntry } from "../audit";
import { db, type Tx } from "../db";
import { outboxChannel } from "../outbox";
import type { Ctx } from "../registry/context";
import type { Domain } from "../versions";

export interface ChangeEntry extends AuditEntry {
  /** The outbox topic; defaults to the action. */
  topic?: string;
  payload?: Prisma.InputJsonObject;
}

export interface WriteOptions {
  domains: readonly Domain[];
  timeoutMs?: number;
}

const eventOf = ({ topic, action, entityType, entityId, payload }: ChangeEntry): object => ({ topic: topic ?? action, payload: { entityType, entityId, ...payload } });

/** Outbox, audit and versions of a write, as one way to the database. The audit and the versions take effect when the transaction commits. */
async function tell(tx: Tx, ctx: Ctx, { entries, domains }: { entries: readonly ChangeEntry[]; domains: readonly Domain[] }): Promise<void> {
  await tx.$executeRaw`with told as (
      insert into outbox_event (topic, payload) select e ->> 'topic', e -> 'payload' from jsonb_array_elements(${JSON.stringify(entries.map(eventOf))}::jsonb) with ordinality as x(e, place) order by place
    ), pending as (
      insert into pending_write (audits, domains) values (${JSON.stringify(entries.map((entry) => pendingAudit(ctx, entry)))}::jsonb, ${[...domains]}::text[])
    ) select pg_notify(${outboxChannel}, '')`;
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
    await tell(tx, ctx, { entries, domains: options.domains });
    return result;
  }, { timeout: options.timeoutMs ?? 15_000, maxWait: 5_000 });
}
