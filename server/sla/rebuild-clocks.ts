import "server-only";
import { z } from "zod";
import { appendEvent, defineConsumer } from "../platform/outbox";
import { bumpVersions } from "../platform/versions";
import { inTransaction, listAffected, listDemoTicketIds } from "./clocks-repository";
import { recomputeMany } from "./recompute-clocks";
import { readRuleBook } from "./rules-repository";

/** Told by every change of a policy or calendar. */
export const rulesChanged = "sla.rules.changed";

/** Tickets that are computed in one transaction. */
export const rebuildBatch = 250;

/**
 * Brings the clocks in line with changed rules, a batch at a time: each batch orders the next one, in the transaction that does its
 * work, so that an interruption loses nothing. Tickets that were over before the change are left as they are.
 */
export const rebuildAfterChange = defineConsumer({
  topic: rulesChanged,
  summary: "Computes ticket clocks anew after a policy or calendar has changed.",
  payload: z.object({ since: z.iso.datetime(), after: z.string() }),
  run: async ({ since, after }, { tx, ctx }) => {
    const ids = await listAffected(tx, { since: new Date(since), after, limit: rebuildBatch });
    if (ids.length === 0) return;
    await recomputeMany(tx, ids, { rules: await readRuleBook(tx), now: ctx.clock.now() });
    await appendEvent(tx, { topic: rulesChanged, payload: { since, after: ids.at(-1) ?? "" } });
    await bumpVersions(tx, ["tickets"]);
  },
});

/** Clocks of the demo's tickets, whose rows were written by its seed. They stand as of the end of its year. */
export async function refreshDemoClocks(now: Date, signal: AbortSignal): Promise<void> {
  const rules = await readRuleBook();
  for (let ids = await listDemoTicketIds("", rebuildBatch); ids.length > 0; ids = await listDemoTicketIds(ids.at(-1) ?? "", rebuildBatch)) {
    signal.throwIfAborted();
    const batch = ids;
    await inTransaction((tx) => recomputeMany(tx, batch, { rules, now }));
  }
}
