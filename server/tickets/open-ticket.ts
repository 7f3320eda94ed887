import "server-only";
import type { z } from "zod";
import type { Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { changedTicketOutput, OpenTicketInput } from "#contract/tickets";
import { defaultState, planChange, type DeskTicket } from "#core/tickets";
import { recomputeClocks } from "../sla";
import { tellOpening } from "./change-ticket";
import { insertTicket, nextTicketNumber, toColumns } from "./desk-repository";
import { resolveChanges } from "./resolve-changes";
import { listDeskStates } from "./state-repository";

const blank: Omit<DeskTicket, "state" | "stateKind"> = {
  subject: "", description: "", impact: null, urgency: null, priority: null, level: null, category: null, tags: [], requester: null, requesterEmail: null,
  customer: null, service: null, team: null, assignee: null, snoozedUntil: null, resolvedAt: null, closedAt: null, reassignmentCount: 0, reopenCount: 0,
};

export interface Opening {
  fields: Omit<OpenTicketInput, "channel">;
  channel: OpenTicketInput["channel"];
  /** The requester's account; null when the desk opens it for somebody. */
  requesterId: string | null;
  at: Date;
  actor: string;
}

/** Opens a ticket within the caller's transaction, which records it. */
export async function openWithin(tx: Tx, opening: Opening): Promise<{ id: string; number: string; ticket: DeskTicket }> {
  const { at, actor } = opening;
  const arrival = defaultState(await listDeskStates(tx), "open");
  const first: DeskTicket = { ...blank, state: arrival.name, stateKind: arrival.kind };
  const ticket = planChange(first, await resolveChanges(tx, opening.fields), at.toISOString())?.after ?? first;
  const [id, number] = [newId("tkt"), await nextTicketNumber(tx)];
  await insertTicket(tx, { id, number, ...toColumns(ticket), channel: opening.channel, requesterId: opening.requesterId, openedAt: at, updatedAt: at, lastRequesterAt: at, createdAt: at });
  await tellOpening(tx, { id }, { ticket, at, actor, detail: { changes: {}, isReopening: false, openedBy: actor } });
  await recomputeClocks(tx, id, at);
  return { id, number, ticket };
}

/** Opens a ticket for a requester. It arrives in the desk's default state; its priority follows from impact and urgency. */
export async function openTicket({ channel, ...fields }: OpenTicketInput, ctx: Ctx): Promise<z.input<typeof changedTicketOutput>> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { id, number } = await openWithin(tx, { fields, channel, requesterId: null, at: ctx.clock.now(), actor: ctx.actor.name });
    record({ action: "ticket.open", entityType: "ticket", entityId: id, after: { number, channel, ...fields }, payload: { number } });
    return { number, version: 1 };
  });
}
