import "server-only";
import type { z } from "zod";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { bulkInput, bulkOutput } from "#contract/tickets";
import type { DeskPatch } from "#core/tickets";
import { applyChange, holdTicket } from "./change-ticket";
import { resolveChanges } from "./resolve-changes";

type Item = z.output<typeof bulkOutput>["items"][number];

async function changeOne(tx: Tx, number: string, { ctx, patch }: { ctx: Ctx; patch: DeskPatch }): Promise<Item> {
  try {
    const held = await holdTicket(tx, ctx, number);
    const changed = await applyChange(tx, held, { patch, at: ctx.clock.now(), actor: ctx.actor.name, detail: { isBulk: true } });
    return { number, outcome: changed === null ? "unchanged" : "changed", reason: "" };
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return { number, outcome: "refused", reason: error.message };
    throw error;
  }
}

/** The same change for many tickets, in one transaction with one audit row. Whoever changes hundreds sends them in parts, to show how far it is. */
export async function bulkUpdate({ numbers, changes }: z.output<typeof bulkInput>, ctx: Ctx): Promise<z.input<typeof bulkOutput>> {
  if (Object.keys(changes).length === 0) throw new DomainError("VALIDATION", "Say what is to be changed.", { faults: [{ path: "changes", message: "empty" }] });
  return businessWrite(ctx, { domains: ["tickets"], timeoutMs: 30_000 }, async (tx, record) => {
    const patch = await resolveChanges(tx, changes);
    const items: Item[] = [];
    // In the order of their numbers, so that two runs cannot wait for each other.
    for (const number of [...new Set(numbers)].sort()) items.push(await changeOne(tx, number, { ctx, patch }));
    record({ action: "ticket.bulk-update", entityType: "ticket", entityId: "many", after: { changes, changed: items.filter(({ outcome }) => outcome === "changed").map(({ number }) => number) } });
    return { items };
  });
}
