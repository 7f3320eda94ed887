import "server-only";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite, type ChangeEntry } from "@/server/platform/write";
import { replyEffect, workingState, type ReplyEffect } from "#core/tickets";
import { holdTicket, type HeldTicket } from "./change-ticket";
import { findOriginal } from "./find-original";
import { insertLink } from "./link-repository";
import { attachTo, insertMessage } from "./message-repository";
import { openWithin } from "./open-ticket";
import { sendWithin } from "./send-message";
import { listDeskStates } from "./state-repository";
import type { Tx } from "@/server/platform/db";

export interface IncomingReply {
  number: string;
  body: string;
  author: { id: string | null; name: string; email: string | null };
  channel: "portal" | "email" | "api";
  /** Whose word it is; the requester's where nothing is said. Somebody of the desk who answers by mail reopens nothing. */
  authorKind?: "requester" | "agent";
  /** RFC 5322 Message-ID of a mail, and what it answers. */
  messageId?: string | null;
  inReplyTo?: string | null;
  attachments?: readonly string[];
}

export interface ReceivedReply {
  /** The ticket that took it: another one when the named ticket repeats that one, or was closed long ago. */
  number: string;
  messageId: string;
  effect: ReplyEffect;
}

/** A new ticket with the same requester, customer, service and group, linked to the one that was closed long ago. */
async function followUp(tx: Tx, { row, ticket }: HeldTicket, { reply, ctx }: { reply: IncomingReply; ctx: Ctx }): Promise<HeldTicket> {
  const [team, customer, service] = await Promise.all([slugOf(tx, "team", row.teamId), slugOf(tx, "customer", row.customerId), slugOf(tx, "service", row.serviceId)]);
  const opened = await openWithin(tx, {
    fields: { subject: ticket.subject, description: "", requester: ticket.requester, requesterEmail: ticket.requesterEmail, customer, service, team, category: ticket.category, tags: [...ticket.tags], impact: ticket.impact, urgency: ticket.urgency, level: ticket.level, assigneeId: null },
    channel: reply.channel, requesterId: row.requesterId, at: ctx.clock.now(), actor: reply.author.name,
  });
  await insertLink(tx, { ticketId: opened.id, kind: "related", targetId: row.id, createdBy: reply.author.name, createdAt: ctx.clock.now() });
  return holdTicket(tx, ctx, opened.number);
}

const slugOf = async (tx: Tx, kind: "team" | "customer" | "service", id: string | null): Promise<string | null> => {
  if (id === null) return null;
  const query = { where: { id }, select: { slug: true } };
  const found = kind === "team" ? await tx.team.findUnique(query) : kind === "customer" ? await tx.customer.findUnique(query) : await tx.service.findUnique(query);
  return found?.slug ?? null;
};

const changesFor = async (tx: Tx, effect: ReplyEffect) => (effect === "reopen" ? { state: workingState(await listDeskStates(tx)).name } : {});

/** The same within the caller's transaction, which records it. */
export async function receiveWithin(tx: Tx, reply: IncomingReply, ctx: Ctx): Promise<{ received: ReceivedReply & { ticketId: string }; entry: ChangeEntry }> {
  const now = ctx.clock.now();
  const authorKind = reply.authorKind ?? "requester";
  const named = await holdTicket(tx, ctx, authorKind === "requester" ? await findOriginal(tx, reply.number) : reply.number);
  const effect = replyEffect({ stateKind: named.ticket.stateKind, closedAt: named.ticket.closedAt }, now.getTime());
  const held = effect === "follow_up" ? await followUp(tx, named, { reply, ctx }) : named;
  const { id } = await insertMessage(tx, {
    id: newId("msg"), ticketId: held.row.id, kind: "public", authorKind, authorId: reply.author.id, authorName: reply.author.name, authorEmail: reply.author.email, channel: reply.channel,
    body: reply.body, messageId: reply.messageId ?? null, inReplyTo: reply.inReplyTo ?? null, sentAt: now, createdAt: now,
  });
  await attachTo(tx, { id, ticketId: held.row.id, isInternal: false }, reply.attachments ?? []);
  const changes = authorKind === "requester" ? await changesFor(tx, effect) : {};
  const entry = await sendWithin(tx, held, { messageId: id, kind: "public", authorKind, actor: reply.author.name, at: now, changes });
  return { received: { number: held.row.number, ticketId: held.row.id, messageId: id, effect }, entry };
}

/**
 * Takes in what a requester writes, from the portal or by e-mail. A waiting or resolved ticket goes back to work, one closed within
 * the last days too; after that a new, linked ticket takes the reply, so that nothing that somebody writes is lost. A reply to what
 * was closed as a repetition goes where the work is.
 */
export async function receiveReply(reply: IncomingReply, ctx: Ctx): Promise<ReceivedReply> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { received: { ticketId: _ticketId, ...received }, entry } = await receiveWithin(tx, reply, ctx);
    record(entry);
    return received;
  });
}
