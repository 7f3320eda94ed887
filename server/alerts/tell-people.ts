import "server-only";
import type { Tx } from "../platform/db";
import { newId } from "../platform/ids";
import { insertPersonal } from "./deliveries-repository";

/** What one person has to know, told in the portal, with the page that it is about. */
export interface PersonalMessage {
  userId: string;
  /** A path of the portal, "/maintenance/12". */
  path: string;
  /** Names the message to this person: a repetition tells nothing. */
  key: string;
  title: string;
  body: string;
}

/** Writes messages to people's inboxes, in the transaction of what they are about: told if that happened, and only then. */
export const tellPeople = (tx: Tx, messages: readonly PersonalMessage[], now: Date): Promise<void> =>
  insertPersonal(tx, messages.map(({ userId, path, key, title, body }) => ({ id: newId("dlv"), recipient: userId, subjectId: path, dedupeKey: `${key}|${userId}`, title: title.slice(0, 250), body })), now);
