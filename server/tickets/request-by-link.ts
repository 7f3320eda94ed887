import "server-only";
import type { Readable } from "node:stream";
import { permissionsOf } from "@/server/platform/auth/permissions";
import { anonymousActor } from "@/server/platform/auth/system-actor";
import type { Clock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import type { StoredFileRow } from "@/server/platform/storage";
import { stateKindSchema, type StateKind } from "#contract/tickets";
import { openPublicFile } from "./attach-file";
import { listLoose } from "./attachment-repository";
import { listMessages, type MessageRecord } from "./message-repository";
import { readRequestToken, requestToken } from "./request-link";
import { findAccount, findRequest } from "./request-repository";
import { answerRequest, closeRequest, rateRequest, type Asker, type ReceivedFile } from "./work-on-request";

interface Held {
  row: NonNullable<Awaited<ReturnType<typeof findRequest>>>;
  asker: Asker & { email: string };
}

/** The link is the right; whoever has been deactivated since, or is no longer the requester, has lost it. */
async function holderOf(token: string, now: Date): Promise<Held | null> {
  const grant = readRequestToken(token, now);
  const row = grant && (await findRequest(grant.number));
  if (!grant || !row) return null;
  const account = await findAccount(grant.address);
  if (account !== null && account.status !== "active") return null;
  const isRequester = row.requesterId === null ? row.requesterEmail?.toLowerCase() === grant.address : row.requesterId === account?.id;
  return isRequester ? { row, asker: { id: account?.id ?? null, name: account?.name ?? row.requester ?? grant.address, email: grant.address } } : null;
}

export interface RequestFile {
  id: string;
  name: string;
  bytes: number;
}

export interface RequestView {
  number: string;
  subject: string;
  description: string;
  state: string;
  stateKind: StateKind;
  openedAt: string;
  messages: { id: string; isOwn: boolean; authorName: string; body: string; at: string; files: RequestFile[] }[];
  files: RequestFile[];
  rating: { score: number; comment: string } | null;
}

const fileOf = ({ id, name, bytes }: RequestFile): RequestFile => ({ id, name, bytes });
const messageOf = ({ id, authorKind, authorName, body, createdAt, attachments }: MessageRecord): RequestView["messages"][number] => ({ id, isOwn: authorKind === "requester", authorName, body, at: createdAt.toISOString(), files: attachments.map(fileOf) });

/** The public part of the one ticket that a link leads to; null when the link is not good. Looking changes nothing: mail programs open links on their own. */
export async function readRequest(token: string, clock: Clock): Promise<RequestView | null> {
  const held = await holderOf(token, clock.now());
  if (!held) return null;
  const { row } = held;
  const [messages, files] = await Promise.all([listMessages(row.id, { isInside: false }), listLoose(row.id, { isInside: false, readerId: held.asker.id })]);
  return {
    number: row.number, subject: row.subject, description: row.description, state: row.state, stateKind: stateKindSchema.parse(row.stateKind), openedAt: row.openedAt.toISOString(),
    messages: messages.map(messageOf), files: files.map(fileOf), rating: row.rating && { score: row.rating.score, comment: row.rating.comment },
  };
}

export type LinkAction = { kind: "answer"; body: string; files: readonly ReceivedFile[] } | { kind: "close" } | { kind: "rate"; score: number; comment: string };

export interface LinkOutcome {
  /** The ticket that it was done to. */
  number: string;
  isFollowUp: boolean;
  /** The same person's link to it, where it is another one than the link leads to. */
  movedTo: string | null;
}

/** Does one thing in the name of the address that the link was sent to. Null when the link is not good. */
export async function actByLink(token: string, action: LinkAction, clock: Clock): Promise<LinkOutcome | null> {
  const held = await holderOf(token, clock.now());
  if (!held) return null;
  const { asker, row: { number } } = held;
  const ctx: Ctx = { requestId: newId("rq"), clock, signal: AbortSignal.timeout(30_000), via: "page", actor: { ...anonymousActor, userId: asker.id, name: `${asker.name} (by link)`, email: asker.email, permissions: permissionsOf(["requester"]), scope: { kind: "all" } } };
  if (action.kind === "answer") {
    const taken = await answerRequest({ number, body: action.body, files: action.files }, ctx, asker);
    return { ...taken, movedTo: taken.number === number ? null : requestToken({ number: taken.number, address: asker.email }, clock.now()) };
  }
  await (action.kind === "close" ? closeRequest({ number }, ctx, asker) : rateRequest({ number, score: action.score, comment: action.comment }, ctx, asker));
  return { number, isFollowUp: false, movedTo: null };
}

/** A file of the ticket's public part; null when the link is not good, or there is none. */
export async function openFileByLink(token: string, id: string, clock: Clock): Promise<{ row: StoredFileRow; content: Readable } | null> {
  const held = await holderOf(token, clock.now());
  return held && openPublicFile(held.row.id, id);
}
