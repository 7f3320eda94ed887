import "server-only";
import type { z } from "zod";
import type { Ctx } from "@/server/platform/registry";
import { deskLimits, type draftInput, type draftOutput, type presenceInput, type presenceOutput } from "#contract/tickets";
import { noSuchTicket } from "./change-ticket";
import { announcePresence, clearPresence, dropDraftRow, keepDraftRow, listPresence, setPresence, userNames } from "./message-repository";
import { draftOwner } from "./reply";
import { findTicketRow } from "./ticket-repository";

async function requireTicketId(number: string, ctx: Ctx): Promise<string> {
  const row = await findTicketRow(number, ctx.actor.scope, { signal: ctx.signal });
  if (!row) throw noSuchTicket(number);
  return row.id;
}

/** Keeps what somebody is writing, for this person alone. A draft is no business record: it has no audit row. */
export async function saveDraft({ number, kind, body }: z.output<typeof draftInput>, ctx: Ctx): Promise<z.input<typeof draftOutput>> {
  const key = { ticketId: await requireTicketId(number, ctx), userId: draftOwner(ctx), kind };
  if (body.trim() === "") {
    await dropDraftRow(key);
    return { savedAt: null };
  }
  const updatedAt = ctx.clock.now();
  await keepDraftRow(key, { body, updatedAt });
  return { savedAt: updatedAt.toISOString() };
}

const doingOf = (body: string): "reading" | "answering" => (body === "answering" ? "answering" : "reading");

/** Says that the caller has the ticket open, or is answering it, and who else does. It lapses when it is not said again. */
export async function tellPresence({ number, doing }: z.output<typeof presenceInput>, ctx: Ctx): Promise<z.input<typeof presenceOutput>> {
  const ticketId = await requireTicketId(number, ctx);
  const [me, now] = [draftOwner(ctx), ctx.clock.now()];
  const before = await listPresence(ticketId, new Date(now.getTime() - deskLimits.presenceMs));
  const mine = before.find(({ userId }) => userId === me);
  if (doing === "gone") await clearPresence({ ticketId, userId: me });
  else await setPresence({ ticketId, userId: me }, { doing, at: now });
  // Only a change is told: a repetition would wake every open page for nothing.
  if ((mine?.body ?? "gone") !== doing) await announcePresence(number);
  const others = before.filter(({ userId }) => userId !== me);
  const names = await userNames(others.map(({ userId }) => userId));
  return { others: others.map(({ userId, body, updatedAt }) => ({ name: names.get(userId) ?? userId, doing: doingOf(body), since: updatedAt.toISOString() })) };
}
