import "server-only";
import type { z } from "zod";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { defaultState, isOver } from "#core/tickets";
import { attachReceived } from "./attach-file";
import { appendTold, applyChange, holdTicket, noSuchTicket, type HeldTicket } from "./change-ticket";
import { openWithin } from "./open-ticket";
import { receiveWithin } from "./receive-reply";
import type { answerInput, answerOutput, closeInput, rateInput, submitInput } from "./request-contract";
import { findRating, slugOfCustomer, upsertRating } from "./request-repository";
import { listDeskStates } from "./state-repository";

/** Who asks: the account where there is one, and the address. */
export interface Asker {
  id: string | null;
  name: string;
  email: string | null;
}

export const askerOf = ({ actor }: Pick<Ctx, "actor">): Asker => ({ id: actor.userId, name: actor.name, email: actor.email });

/** A ticket of the asker's own, held for writing. To everybody else it does not exist, whatever else they may see. */
async function holdOwn(tx: Tx, ctx: Ctx, { number, asker }: { number: string; asker: Asker }): Promise<HeldTicket> {
  const held = await holdTicket(tx, ctx, number);
  const { requesterId, requesterEmail } = held.row;
  const isOwn = requesterId === null ? asker.email !== null && requesterEmail?.toLowerCase() === asker.email.toLowerCase() : requesterId === asker.id;
  if (!isOwn) throw noSuchTicket(number);
  return held;
}

/** Asks for something. Impact, group and the rest are for the desk to say. */
export async function submitRequest(input: z.output<typeof submitInput>, ctx: Ctx): Promise<{ number: string }> {
  const asker = askerOf(ctx);
  if (asker.id === null) throw new DomainError("VALIDATION", "Only a person can ask for something. Use tickets.open to open a ticket for somebody.");
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { scope } = ctx.actor;
    const customer = await slugOfCustomer(tx, scope.kind === "customers" ? scope.customerIds[0] : undefined);
    const { id, number } = await openWithin(tx, {
      fields: { ...input, requester: asker.name, requesterEmail: asker.email, customer, service: null, team: null, category: null, tags: [], impact: "medium", level: "l1", assigneeId: null },
      channel: "portal", requesterId: asker.id, at: ctx.clock.now(), actor: asker.name,
    });
    record({ action: "ticket.open", entityType: "ticket", entityId: id, after: { number, channel: "portal", subject: input.subject }, payload: { number, channel: "portal" } });
    return { number };
  });
}

export interface ReceivedFile {
  name: string;
  content: Uint8Array;
}

/** Adds a word of the requester, with files. A file that is not kept refuses all of it: its sender is there to mend it. */
export async function answerRequest(input: z.output<typeof answerInput> & { files?: readonly ReceivedFile[] }, ctx: Ctx, asker: Asker = askerOf(ctx)): Promise<z.output<typeof answerOutput>> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    await holdOwn(tx, ctx, { number: input.number, asker });
    const { received, entry } = await receiveWithin(tx, { number: input.number, body: input.body, author: asker, channel: ctx.via === "rest" || ctx.via === "mcp" ? "api" : "portal" }, ctx);
    for (const file of input.files ?? []) {
      const reason = await attachReceived(tx, { ...file, ticketId: received.ticketId, messageId: received.messageId, uploaderName: asker.name }, ctx.clock.now());
      if (reason !== null) throw new DomainError("VALIDATION", reason);
    }
    record(entry);
    return { number: received.number, isFollowUp: received.effect === "follow_up" };
  });
}

/** The requester needs nothing more: the ticket is closed, and nobody is asked to rate it by mail. */
export async function closeRequest({ number }: z.output<typeof closeInput>, ctx: Ctx, asker: Asker = askerOf(ctx)): Promise<{ number: string }> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const held = await holdOwn(tx, ctx, { number, asker });
    const { name, kind } = defaultState(await listDeskStates(tx), "closed");
    const changed = await applyChange(tx, held, { patch: { state: name, stateKind: kind }, at: ctx.clock.now(), actor: asker.name, isQuiet: true });
    record({ action: "ticket.close", topic: "ticket.update", entityType: "ticket", entityId: held.row.id, before: { state: held.ticket.state }, after: { number, state: changed?.ticket.state ?? held.ticket.state }, payload: { number, fields: ["state"] } });
    return { number };
  });
}

/** How it went, by the requester, once it is resolved. A later word takes the place of an earlier one. */
export async function rateRequest({ number, score, comment }: z.output<typeof rateInput>, ctx: Ctx, asker: Asker = askerOf(ctx)): Promise<{ number: string }> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const held = await holdOwn(tx, ctx, { number, asker });
    if (!isOver(held.ticket.stateKind)) throw new DomainError("PRECONDITION_FAILED", `Ticket ${number} is not resolved yet. Say how it went when it is.`);
    const at = ctx.clock.now();
    const before = await findRating(tx, held.row.id);
    await upsertRating(tx, held.row.id, { score, comment, at });
    await appendTold(tx, held, { kind: "rated", at, actor: asker.name, detail: { changes: { rating: [before === null ? null : String(before.score), String(score)] }, isReopening: false } });
    record({ action: "ticket.rate", topic: "ticket.rated", entityType: "ticket", entityId: held.row.id, ...(before === null ? {} : { before }), after: { number, score, comment }, payload: { number, score } });
    return { number };
  });
}
