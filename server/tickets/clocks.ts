import "server-only";
import type { Tx } from "@/server/platform/db";

/** Called after each write to a ticket's events, words or fields, in the same transaction. */
export const recomputeClocks = (_tx: Tx, _ticketId: string): Promise<void> => Promise.resolve();
