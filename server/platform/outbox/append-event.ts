import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Tx } from "../db";
import { outboxChannel } from "./channel";

export interface NewEvent {
  topic: string;
  /** Readable to whoever reads the database: names and ids, never a secret. */
  payload: Prisma.InputJsonObject;
}

/** Appends an event to the caller's transaction; whoever delivers is woken when it commits. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.outboxEvent.create({ data: event });
  await tx.$executeRaw`select pg_notify(${outboxChannel}, '')`;
}
