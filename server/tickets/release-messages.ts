import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { ticketChanges, type TicketChanges } from "#contract/tickets";
import { holdTicket } from "./change-ticket";
import { findDraftRow, findDueAfter, findHeld, insertMessage, listDue, removeDraftRow } from "./message-repository";
import { resolveChanges } from "./resolve-changes";
import { sendWithin } from "./send-message";

const batch = 50;

function changesIn(text: string | undefined) {
  const parsed = ticketChanges.safeParse(text === undefined ? {} : JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

/** Why what was to be changed with an answer cannot be changed any more: its state or person may have gone while it was held. Null when it can. */
async function findObstacle(tx: Tx, changes: TicketChanges): Promise<string | null> {
  try {
    await resolveChanges(tx, changes);
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === "VALIDATION") return error.message;
    throw error;
  }
}

/** Sends one held answer in the name of its writer; a change that has become impossible does not keep it back. Nothing when it was taken back or sent meanwhile. */
async function release(number: string, messageId: string, ctx: Ctx): Promise<void> {
  await businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const held = await holdTicket(tx, ctx, number);
    const message = await findHeld(tx, held.row.id, messageId);
    if (!message) {
      record({ action: "ticket.reply.skip", entityType: "ticket", entityId: held.row.id, after: { number, messageId } });
      return;
    }
    const kind = `held:${messageId}`;
    const changes = changesIn((await findDraftRow(tx, { ticketId: held.row.id, kind }))?.body);
    const obstacle = await findObstacle(tx, changes);
    const at = ctx.clock.now();
    record(await sendWithin(tx, held, { messageId, kind: "public", authorKind: "agent", actor: message.authorName, at, changes: obstacle === null ? changes : {}, isHeld: true }));
    if (obstacle !== null) {
      const body = `The answer has gone out, but what was to be changed with it was not: ${obstacle}`;
      await insertMessage(tx, { id: newId("msg"), ticketId: held.row.id, kind: "note", authorKind: "system", authorName: "Quarterdeck", channel: "portal", body, createdAt: at });
    }
    await removeDraftRow(tx, { ticketId: held.row.id, userId: message.authorId ?? message.authorName, kind });
  });
}

/** Lets every answer go whose time to be taken back is over. One that fails does not hold up the others; it is tried again. */
export async function releaseMessages(ctx: Ctx): Promise<void> {
  for (const { id, ticket } of await listDue(ctx.clock.now(), batch)) {
    try {
      await release(ticket.number, id, ctx);
    } catch (error) {
      log().error({ err: error, messageId: id }, "a held answer was not sent");
    }
  }
}

/** Stays awake while answers are held: lets each go at its instant, and ends when none is left. One that failed is for the next run. */
export async function releaseAsDue(ctx: Ctx): Promise<void> {
  for (;;) {
    const since = ctx.clock.now();
    await releaseMessages(ctx);
    const due = await findDueAfter(since);
    if (due === null) return;
    await sleep(Math.max(1, due.getTime() - ctx.clock.now().getTime()), undefined, { signal: ctx.signal });
  }
}
