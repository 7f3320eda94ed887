import "server-only";
import type { z } from "zod";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { changedTicketOutput, updateTicketInput } from "#contract/tickets";
import { applyChange, holdTicket, staleTicket } from "./change-ticket";
import { resolveChanges } from "./resolve-changes";

/** Changes fields of a ticket. A version that is no longer the stored one is refused; a change that changes nothing writes nothing but its audit. */
export async function updateTicket({ number, version, ...changes }: z.output<typeof updateTicketInput>, ctx: Ctx): Promise<z.input<typeof changedTicketOutput>> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const held = await holdTicket(tx, ctx, number);
    if (held.row.version !== version) throw staleTicket();
    const changed = await applyChange(tx, held, { patch: await resolveChanges(tx, changes), at: ctx.clock.now(), actor: ctx.actor.name });
    record({ action: "ticket.update", entityType: "ticket", entityId: held.row.id, before: held.ticket, after: changed?.ticket ?? held.ticket, payload: { number, fields: Object.keys(changed?.changes ?? {}) } });
    return { number, version: changed?.row.version ?? version };
  });
}
