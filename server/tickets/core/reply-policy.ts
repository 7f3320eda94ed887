import type { StateKind } from "../contract";

/** Days after closing within which a requester's reply opens the same ticket again. */
export const reopenDays = 14;
const dayMs = 86_400_000;

/** What a reply from outside does to a ticket: `continue` (it is being worked on), `reopen`, or `follow_up` (a new ticket, linked). */
export type ReplyEffect = "continue" | "reopen" | "follow_up";

/**
 * A waiting ticket goes back to work, a resolved one too, a closed one within `reopenDays` of closing. Later a new ticket begins,
 * so that what was closed long ago keeps its clocks and figures. A closed ticket without a time of closing counts as long ago.
 */
export function replyEffect(ticket: { stateKind: StateKind; closedAt: string | null }, nowMs: number): ReplyEffect {
  if (ticket.stateKind === "open") return "continue";
  if (ticket.stateKind !== "closed") return "reopen";
  const closedMs = ticket.closedAt === null ? Number.NaN : Date.parse(ticket.closedAt);
  return nowMs - closedMs <= reopenDays * dayMs ? "reopen" : "follow_up";
}
