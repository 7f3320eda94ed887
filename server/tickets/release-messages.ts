import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { ticketChanges } from "#contract/tickets";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { holdTicket } from "./change-ticket";
import { findDraftRow, findDueAfter, findHeld, listDue, removeDraftRow } from "./message-repository";
import { sendWithin } from "./send-message";

const batch = 50;

function changesIn(text: string | undefined) {
  const parsed = ticketChanges.safeParse(text === undefined ? {} : JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

/** Sends one held answer in the name of its writer. Nothing when it was taken back or sent meanwhile. */
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
    record(await sendWithin(tx, held, { messageId, kind: "public", authorKind: "agent", actor: message.authorName, at: ctx.clock.now(), changes, isHeld: true }));
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
