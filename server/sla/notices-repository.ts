import "server-only";
import { env } from "../platform/env";
import { newId } from "../platform/ids";
import type { Tx } from "../platform/db";

export interface Recipient {
  id: string;
  name: string;
  email: string;
}

export interface Notice {
  ticketId: string;
  /** Names this notice: the same one is told to a person once. */
  key: string;
  title: string;
  body: string;
  /** By e-mail as well as in the portal. */
  isUrgent: boolean;
  at: Date;
}

export const ticketUrl = (number: string): string => new URL(`/tickets/${encodeURIComponent(number)}`, env().QUARTERDECK_URL).toString();

/** Writes what people are to be told, in the caller's transaction: in the portal at once, by e-mail after the commit. */
export async function tellPeople(tx: Tx, people: readonly Recipient[], { ticketId, key, title, body, isUrgent, at }: Notice): Promise<void> {
  const common = { channelId: null, subjectType: "ticket", subjectId: ticketId, title, body, createdAt: at };
  const rows = people.flatMap((person) => [
    { ...common, id: newId("dlv"), kind: "in_app", recipient: person.id, dedupeKey: `${key}:in_app:${person.id}`, status: "sent", sentAt: at, attempts: 1 },
    ...(isUrgent ? [{ ...common, id: newId("dlv"), kind: "email", recipient: person.email, dedupeKey: `${key}:email:${person.email}` }] : []),
  ]);
  if (rows.length > 0) await tx.delivery.createMany({ data: rows, skipDuplicates: true });
}
