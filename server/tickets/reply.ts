import "server-only";
import type { z } from "zod";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { deskLimits, type replyInput, type replyOutput, type takeBackInput, type takeBackOutput } from "#contract/tickets";
import { findMentions, replyEffect, reopenDays } from "#core/tickets";
import { holdTicket, type HeldTicket } from "./change-ticket";
import { addWatcher, announceHeld, attachTo, countMacroUse, detachFrom, findDraftRow, findHeld, findMessageTime, insertMessage, lastPublicByAgent, markTakenBack, removeDraftRow, saveDraftRow } from "./message-repository";
import { listAgents } from "./references-repository";
import { resolveChanges } from "./resolve-changes";
import { sendWithin } from "./send-message";

type Reply = z.output<typeof replyInput>;

/** The id under which somebody's drafts are kept: of the person, or of the token that acts. */
export const draftOwner = ({ actor }: Pick<Ctx, "actor">): string => actor.userId ?? actor.name;

/** Somebody else of the desk has answered since the writer last looked: refused once, so that two answers are never an accident. */
async function refuseCollision(tx: Tx, { row }: HeldTicket, { reply: { lastSeenId, kind }, ctx }: { reply: Reply; ctx: Ctx }): Promise<void> {
  if (kind === "note" || lastSeenId === undefined) return;
  const last = await lastPublicByAgent(tx, row.id);
  if (last === null || last.authorId === ctx.actor.userId) return;
  const seen = lastSeenId === null ? null : await findMessageTime(tx, row.id, lastSeenId);
  if (last.id === lastSeenId || (seen !== null && seen.createdAt >= last.createdAt)) return;
  throw new DomainError("CONFLICT", `${last.authorName} has answered in the meantime. Your text is kept: read the answer, then send yours again if it is still needed.`);
}

function refuseLongClosed({ row, ticket }: HeldTicket, { kind }: Reply, now: Date): void {
  if (kind === "note" || replyEffect({ stateKind: ticket.stateKind, closedAt: ticket.closedAt }, now.getTime()) !== "follow_up") return;
  throw new DomainError("PRECONDITION_FAILED", `Ticket ${row.number} has been closed for more than ${reopenDays} days. Open a new ticket and link it as related; an internal note is still possible.`);
}

async function writeMessage(tx: Tx, { row }: HeldTicket, { reply, ctx, sendAt }: { reply: Reply; ctx: Ctx; sendAt: Date | null }): Promise<string> {
  const now = ctx.clock.now();
  const mentioned = reply.kind === "note" ? findMentions(reply.body, await listAgents()) : [];
  const { id } = await insertMessage(tx, {
    id: newId("msg"), ticketId: row.id, kind: reply.kind, authorKind: "agent", authorId: ctx.actor.userId, authorName: ctx.actor.name, authorEmail: ctx.actor.email, channel: ctx.via === "browser" || ctx.via === "page" ? "portal" : "api",
    body: reply.body, mentionIds: mentioned.map((person) => person.id), sendAt, sentAt: reply.kind === "public" && sendAt === null ? now : null, createdAt: now,
  });
  for (const person of mentioned) await addWatcher(tx, { ticketId: row.id, userId: person.id, createdAt: now });
  const given = await attachTo(tx, { id, ticketId: row.id, isInternal: reply.kind === "note" }, reply.attachments);
  if (given !== reply.attachments.length) throw new DomainError("VALIDATION", "One of the attachments is no longer there, or belongs to another message. Attach it again.");
  return id;
}

/** Answers the requester, or leaves a note for the desk. A held answer goes out ten seconds later and changes nothing until then. */
export async function reply(input: Reply, ctx: Ctx): Promise<z.input<typeof replyOutput>> {
  const now = ctx.clock.now();
  const isHeld = input.isHeld && input.kind === "public";
  const sendAt = isHeld ? new Date(now.getTime() + deskLimits.undoMs) : null;
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const held = await holdTicket(tx, ctx, input.number);
    refuseLongClosed(held, input, now);
    await refuseCollision(tx, held, { reply: input, ctx });
    // What goes out at once says so by itself; what is held has to be possible before it is promised.
    if (isHeld) await resolveChanges(tx, input.changes);
    const messageId = await writeMessage(tx, held, { reply: input, ctx, sendAt });
    const key = { ticketId: held.row.id, userId: draftOwner(ctx) };
    if (held.row.hasDrafts) await removeDraftRow(tx, { ...key, kind: input.kind });
    if (input.macroId !== null) await countMacroUse(tx, input.macroId);
    if (isHeld) {
      await saveDraftRow(tx, { ...key, kind: `held:${messageId}` }, { body: JSON.stringify(input.changes), updatedAt: now });
      await announceHeld(tx);
      record({ action: "ticket.reply.hold", entityType: "ticket", entityId: held.row.id, after: { number: input.number, messageId, sendAt: sendAt?.toISOString() } });
    } else record(await sendWithin(tx, held, { messageId, kind: input.kind, authorKind: "agent", actor: ctx.actor.name, at: now, changes: input.changes }));
    return { number: input.number, messageId, sendAt: sendAt?.toISOString() ?? null };
  });
}

/** Takes back an answer that has not gone out: its text is a draft again, before what was written since, its files are free, nothing else has happened. */
export async function takeBack({ number, messageId }: z.output<typeof takeBackInput>, ctx: Ctx): Promise<z.input<typeof takeBackOutput>> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { row } = await holdTicket(tx, ctx, number);
    const message = await findHeld(tx, row.id, messageId);
    if (!message) throw new DomainError("PRECONDITION_FAILED", "This answer is already on its way and cannot be taken back.");
    if (message.authorId !== ctx.actor.userId) throw new DomainError("FORBIDDEN", "Only its writer can take back an answer.");
    const now = ctx.clock.now();
    await markTakenBack(tx, messageId, now);
    await detachFrom(tx, messageId);
    const key = { ticketId: row.id, userId: draftOwner(ctx) };
    await removeDraftRow(tx, { ...key, kind: `held:${messageId}` });
    const since = (await findDraftRow(tx, { ...key, kind: "public" }))?.body ?? "";
    await saveDraftRow(tx, { ...key, kind: "public" }, { body: [message.body, since].filter((text) => text.trim() !== "").join("\n\n"), updatedAt: now });
    record({ action: "ticket.reply.take-back", entityType: "ticket", entityId: row.id, after: { number, messageId } });
    return { number, body: message.body };
  });
}
