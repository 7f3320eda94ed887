import "server-only";
import type { Tx } from "@/server/platform/db";
import type { ChangeEntry } from "@/server/platform/write";
import type { TicketChanges } from "#contract/tickets";
import { isOver, standardStates, workingState, type DeskPatch } from "#core/tickets";
import { appendToldAlone, applyChange, type HeldTicket } from "./change-ticket";
import { markSent } from "./message-repository";
import { resolveChanges } from "./resolve-changes";
import { recomputeClocks } from "../sla";
import { listDeskStates } from "./state-repository";

export interface Sending {
  messageId: string;
  kind: "public" | "note";
  authorKind: "agent" | "requester" | "system";
  actor: string;
  at: Date;
  changes: TicketChanges;
  /** It was held until now; what goes out at once is written as sent. */
  isHeld?: boolean;
}

/** A first answer takes a ticket that has just arrived into work, unless the answer says where it goes. */
async function patchOf(tx: Tx, { row, ticket }: HeldTicket, { kind, authorKind, changes }: Sending): Promise<DeskPatch> {
  const patch = await resolveChanges(tx, changes);
  if (patch.state !== undefined || kind === "note" || authorKind !== "agent" || isOver(ticket.stateKind)) return patch;
  const isArrival = row.isArrival ?? standardStates.some((state) => state.name === ticket.state && state.kind === "open" && state.isDefault);
  if (!isArrival) return patch;
  const working = workingState(await listDeskStates(tx));
  return { ...patch, state: working.name, stateKind: working.kind };
}

function columnsOf({ row }: HeldTicket, { kind, authorKind, at }: Sending) {
  if (kind === "note") return {};
  if (authorKind === "requester") return { lastRequesterAt: at, snoozedUntil: null };
  if (authorKind !== "agent") return {};
  return { lastAgentAt: at, ...(row.firstResponseAt === null ? { firstResponseAt: at } : {}) };
}

/** Lets a written message take effect: its event, what is changed with it, and the note to whoever carries mail. */
export async function sendWithin(tx: Tx, held: HeldTicket, sending: Sending): Promise<ChangeEntry> {
  const { messageId, kind, authorKind, actor, at } = sending;
  const isPublic = kind === "public";
  if (sending.isHeld === true) await markSent(tx, messageId, at);
  const toldAt = await appendToldAlone(tx, held, { kind: isPublic ? "replied" : "noted", at, actor, detail: { changes: {}, isReopening: false, messageId, author: authorKind }, columns: columnsOf(held, sending) });
  const changed = await applyChange(tx, held, { patch: await patchOf(tx, held, sending), at, actor, detail: { messageId } });
  // A change has brought the clocks up to date already.
  if (changed === null) await recomputeClocks(tx, held.row.id, toldAt);
  return {
    action: isPublic ? "ticket.reply" : "ticket.note", topic: isPublic ? "ticket.replied" : "ticket.noted", entityType: "ticket", entityId: held.row.id,
    after: { number: held.row.number, messageId, changes: changed?.changes ?? {} }, payload: { number: held.row.number, messageId, authorKind },
  };
}
