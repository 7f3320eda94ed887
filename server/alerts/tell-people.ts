import "server-only";
import type { Tx } from "../platform/db";
import { env } from "../platform/env";
import { newId } from "../platform/ids";
import { insertPersonal, type NewDelivery } from "./deliveries-repository";

/** What one person has to know, told in the portal, with the page that it is about. */
export interface PersonalMessage {
  userId: string;
  /** A path of the portal, "/maintenance/12". */
  path: string;
  /** Names the message to this person: a repetition tells nothing. */
  key: string;
  title: string;
  body: string;
  /** Told by e-mail as well, with the address of the page. */
  email?: string | null;
}

type Row = Omit<NewDelivery, "channelId">;

function rowsOf({ userId, path, key, title, body, email = null }: PersonalMessage): Row[] {
  const shared = { subjectId: path, title: title.slice(0, 250) };
  const inPortal: Row = { ...shared, id: newId("dlv"), kind: "in_app", recipient: userId, dedupeKey: `${key}|${userId}`, body };
  return email === null ? [inPortal] : [inPortal, { ...shared, id: newId("dlv"), kind: "email", recipient: email, dedupeKey: `${key}|email|${email}`, body: `${body}\n\n${new URL(path, env().QUARTERDECK_URL).toString()}` }];
}

/** Writes messages to people's inboxes, in the transaction of what they are about: told if that happened, and only then. */
export const tellPeople = (tx: Tx, messages: readonly PersonalMessage[], now: Date): Promise<void> => insertPersonal(tx, messages.flatMap(rowsOf), now);
