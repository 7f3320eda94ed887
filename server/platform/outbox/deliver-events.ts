import "server-only";
import { db } from "../db";
import { log } from "../log";
import type { Ctx } from "../registry/context";
import type { OutboxConsumer } from "./consumer";
import { listWaiting, markDone, markFailed, markUnheard, takeEvent, type OutboxRow } from "./outbox-repository";
import { retryDelayMs } from "./retry-delay";

const longestMs = 60_000;
const keptErrorLength = 500;

export interface DeliveryTally {
  delivered: number;
  failed: number;
}

type Consumers = ReadonlyMap<string, readonly OutboxConsumer[]>;

async function consume(row: OutboxRow, consumers: Consumers, delivery: Parameters<OutboxConsumer["run"]>[1]): Promise<void> {
  for (const consumer of consumers.get(row.topic) ?? []) await consumer.run(consumer.payload.parse(row.payload), delivery);
  await markDone(delivery.tx, row.seq, delivery.ctx.clock.now());
}

/** One event in one transaction: its effects and the mark that it is done, or neither. Null when nothing is due. */
async function deliverNext(consumers: Consumers, ctx: Ctx): Promise<keyof DeliveryTally | null> {
  const taken: { row: OutboxRow | null } = { row: null };
  try {
    await db().$transaction(async (tx) => {
      taken.row = await takeEvent(tx, ctx.clock.now());
      if (taken.row) await consume(taken.row, consumers, { ctx, tx, key: `outbox-${taken.row.seq}` });
    }, { timeout: longestMs, maxWait: 5_000 });
    return taken.row ? "delivered" : null;
  } catch (error) {
    if (!taken.row) throw error;
    const { seq, topic, attempts } = taken.row;
    const message = error instanceof Error ? error.message : "failed";
    log().warn({ requestId: ctx.requestId, topic, seq: seq.toString(), attempts: attempts + 1, error: message }, "event not delivered");
    await markFailed(seq, { error: message.slice(0, keptErrorLength), retryAt: new Date(ctx.clock.now().getTime() + retryDelayMs(attempts)) });
    return "failed";
  }
}

/** True when somebody acts on the topic at present. */
async function isHeard(topic: string, consumers: Consumers): Promise<boolean> {
  for (const { isWanted } of consumers.get(topic) ?? []) if (isWanted === undefined || (await isWanted())) return true;
  return false;
}

/** Lays aside what nobody acts on, all at once. The events are read first: whoever begins to listen later hears of later ones. */
async function passUnheard(consumers: Consumers, now: Date): Promise<void> {
  const unheard: bigint[] = [];
  for (const { topic, seqs } of await listWaiting()) if (!(await isHeard(topic, consumers))) unheard.push(...seqs);
  if (unheard.length > 0) await markUnheard(unheard, now);
}

/** Delivers what is due, oldest first. An event that fails waits its time while later ones go on. */
export async function deliverEvents(all: readonly OutboxConsumer[], ctx: Ctx): Promise<DeliveryTally> {
  const consumers: Consumers = new Map(all.map(({ topic }) => [topic, all.filter((other) => other.topic === topic)]));
  const tally: DeliveryTally = { delivered: 0, failed: 0 };
  await passUnheard(consumers, ctx.clock.now());
  while (!ctx.signal.aborted) {
    const outcome = await deliverNext(consumers, ctx);
    if (outcome === null) break;
    tally[outcome] += 1;
  }
  return tally;
}
