import type { z } from "zod";
import type { Tx } from "../db";
import type { Ctx } from "../registry/context";

export interface Delivery {
  ctx: Ctx;
  /** The transaction in which the event is marked as done: what is written with it happens exactly once. */
  tx: Tx;
  /** Names this event for ever; what acts outside of the database tells it to the other side. */
  key: string;
}

/** Acts on the events of one topic. It may run again after a failure, so that anything outside of the transaction is done by key. */
export interface OutboxConsumer<P extends z.ZodType = z.ZodType> {
  topic: string;
  summary: string;
  payload: P;
  /** False: nobody waits for it at present, and its events need no delivery. Asked once a round, after the events of that round were seen. */
  isWanted?: () => Promise<boolean>;
  run: (payload: z.output<P>, delivery: Delivery) => Promise<void>;
}

export const defineConsumer = <P extends z.ZodType>(consumer: OutboxConsumer<P>): OutboxConsumer<P> => consumer;
