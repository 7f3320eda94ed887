import "server-only";
import { db, type Tx } from "../db";

/** With the delays of `retryDelayMs` an event is tried for some three hours. */
export const maxAttempts = 12;

export interface OutboxRow {
  seq: bigint;
  topic: string;
  payload: unknown;
  attempts: number;
}

/** The oldest event that is due, locked until the transaction ends; one that another process works on is passed over. */
export async function takeEvent(tx: Tx, now: Date): Promise<OutboxRow | null> {
  const [row] = await tx.$queryRaw<OutboxRow[]>`select seq, topic, payload, attempts from outbox_event
    where processed_at is null and attempts < ${maxAttempts} and (retry_at is null or retry_at <= ${now}) order by seq limit 1 for update skip locked`;
  return row ?? null;
}

export async function markDone(tx: Tx, seq: bigint, now: Date): Promise<void> {
  await tx.outboxEvent.update({ where: { seq }, data: { processedAt: now, retryAt: null, error: null, attempts: { increment: 1 } } });
}

export async function markFailed(seq: bigint, failure: { error: string; retryAt: Date }): Promise<void> {
  await db().outboxEvent.updateMany({ where: { seq, processedAt: null }, data: { ...failure, attempts: { increment: 1 } } });
}

/** What waits, by topic: the events that were there when it was read, and no later ones. */
export async function listWaiting(): Promise<{ topic: string; seqs: bigint[] }[]> {
  return db().$queryRaw<{ topic: string; seqs: bigint[] }[]>`select topic, array_agg(seq) as seqs from outbox_event where processed_at is null group by topic`;
}

/** Events that nobody waits for need no delivery. */
export const markUnheard = async (seqs: readonly bigint[], now: Date): Promise<number> =>
  (await db().outboxEvent.updateMany({ where: { processedAt: null, seq: { in: [...seqs] } }, data: { processedAt: now } })).count;

export const deleteProcessedBefore = async (instant: Date): Promise<number> => (await db().outboxEvent.deleteMany({ where: { processedAt: { lt: instant } } })).count;

/** Lets events that were given up, or wait for another try, be delivered at once. */
export const rearmEvents = async (tx: Tx): Promise<number> => (await tx.outboxEvent.updateMany({ where: { processedAt: null, attempts: { gt: 0 } }, data: { attempts: 0, retryAt: null } })).count;

export interface UndeliveredEvent {
  seq: string;
  topic: string;
  createdAt: Date;
  attempts: number;
  error: string | null;
  /** Null when it was given up. */
  retryAt: Date | null;
}

export async function listUndelivered(limit: number): Promise<UndeliveredEvent[]> {
  const rows = await db().outboxEvent.findMany({ where: { processedAt: null, attempts: { gt: 0 } }, orderBy: { seq: "asc" }, take: limit });
  return rows.map((row) => ({ seq: row.seq.toString(), topic: row.topic, createdAt: row.createdAt, attempts: row.attempts, error: row.error, retryAt: row.attempts >= maxAttempts ? null : row.retryAt }));
}

export interface OutboxCounts {
  waiting: number;
  givenUp: number;
  oldestWaitingAt: Date | null;
}

export async function countOutbox(): Promise<OutboxCounts> {
  const [waiting, givenUp] = await Promise.all([
    db().outboxEvent.aggregate({ where: { processedAt: null, attempts: { lt: maxAttempts } }, _count: true, _min: { createdAt: true } }),
    db().outboxEvent.count({ where: { processedAt: null, attempts: { gte: maxAttempts } } }),
  ]);
  return { waiting: waiting._count, givenUp, oldestWaitingAt: waiting._min.createdAt };
}
