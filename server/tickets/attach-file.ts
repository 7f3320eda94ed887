import "server-only";
import type { Readable } from "node:stream";
import { can } from "@/server/platform/auth/actor";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { openStoredFile, storeFile, type StoredFileRow } from "@/server/platform/storage";
import { businessWrite } from "@/server/platform/write";
import { deskLimits } from "#contract/tickets";
import { refuseAttachment, sniffType } from "#core/tickets";
import { countLoose, deleteAttachment, findAttachment, findLoose, insertAttachment, isPublicFile } from "./attachment-repository";
import { holdTicket, noSuchTicket } from "./change-ticket";
import { findTicketRow } from "./ticket-repository";

const headBytes = 512;
const pathOf = (ticketId: string, id: string): string => `tickets/${ticketId}/${id}`;

export interface NewAttachment {
  number: string;
  name: string;
  content: AsyncIterable<Uint8Array>;
  /** What the sender says that it sends; too much is refused before it is read. */
  declaredBytes: number | null;
}

/** Reads the beginning of a stream, and gives a stream of all of it. */
async function peek(content: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const source = content[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isDone = false;
  while (length < headBytes && !isDone) {
    const next = await source.next();
    isDone = next.done === true;
    if (next.done !== true) length += chunks.push(next.value) > 0 ? next.value.byteLength : 0;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* chunks;
    while (!isDone) {
      const next = await source.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, headBytes), whole: whole() };
}

const tooLarge = (name: string): DomainError => new DomainError("LIMIT_EXCEEDED", `${name} is larger than ${deskLimits.attachmentBytes / 1_000_000} MB. Share it in another way and paste the link.`);

/** Keeps a file for a ticket. Its type is what its content says; a name that claims another one is refused, and so is a program. */
export async function attachFile({ number, name, content, declaredBytes }: NewAttachment, ctx: Ctx): Promise<{ id: string; name: string; contentType: string; bytes: number }> {
  if (!can(ctx.actor, "tickets.write")) throw new DomainError("FORBIDDEN", "Your role does not include attaching files to tickets.");
  if (declaredBytes !== null && declaredBytes > deskLimits.attachmentBytes) throw tooLarge(name);
  const row = await findTicketRow(number, ctx.actor.scope, { signal: ctx.signal });
  if (!row) throw noSuchTicket(number);
  const { head, whole } = await peek(content);
  const type = sniffType(head);
  const reason = refuseAttachment(name, type);
  if (reason !== null) throw new DomainError("VALIDATION", reason);
  const id = newId("att");
  const now = ctx.clock.now();
  const stored = await storeFile({ path: pathOf(row.id, id), name, contentType: type.contentType, content: whole, limitBytes: deskLimits.attachmentBytes, now }).catch((error: unknown) => {
    throw error instanceof DomainError && error.code === "LIMIT_EXCEEDED" ? tooLarge(name) : error;
  });
  await businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    if ((await countLoose(tx, row.id)) >= deskLimits.attachments) throw new DomainError("LIMIT_EXCEEDED", `At most ${deskLimits.attachments} files wait to be sent with a message.`);
    await insertAttachment(tx, { id, ticketId: row.id, fileId: stored.id, name: stored.name, contentType: stored.contentType, bytes: stored.bytes, uploaderId: ctx.actor.userId, uploaderName: ctx.actor.name, createdAt: now });
    record({ action: "ticket.attach", entityType: "ticket", entityId: row.id, after: { number, name: stored.name, bytes: stored.bytes, sha256: stored.sha256 } });
  });
  return { id, name: stored.name, contentType: stored.contentType, bytes: stored.bytes };
}

/** A file that came with a message from outside, kept for that message. Why it is not kept, where it is not. */
export async function attachReceived(tx: Tx, file: { ticketId: string; messageId: string | null; name: string; content: Uint8Array; uploaderName: string }, now: Date): Promise<string | null> {
  const type = sniffType(file.content.subarray(0, headBytes));
  const reason = file.content.byteLength > deskLimits.attachmentBytes ? tooLarge(file.name).message : refuseAttachment(file.name, type);
  if (reason !== null) return reason;
  const id = newId("att");
  const content = (async function* () {
    yield await Promise.resolve(file.content);
  })();
  const stored = await storeFile({ path: pathOf(file.ticketId, id), name: file.name, contentType: type.contentType, content, limitBytes: deskLimits.attachmentBytes, now });
  await insertAttachment(tx, { id, ticketId: file.ticketId, messageId: file.messageId, fileId: stored.id, name: stored.name, contentType: stored.contentType, bytes: stored.bytes, uploaderId: null, uploaderName: file.uploaderName, createdAt: now });
  return null;
}

/** A file of a ticket, for whoever may see it; to everybody else it does not exist. */
export async function openAttachment(id: string, ctx: Ctx): Promise<{ row: StoredFileRow; content: Readable }> {
  const found = can(ctx.actor, "tickets.read") ? await findAttachment(ctx.actor.scope, { id, readerId: ctx.actor.userId }) : null;
  const opened = found && (await openStoredFile(pathOf(found.ticketId, found.id)));
  if (!opened) throw new DomainError("NOT_FOUND", "There is no such file.");
  return opened;
}

/** A file of one ticket's public part, for whoever holds a link to that ticket. */
export async function openPublicFile(ticketId: string, id: string): Promise<{ row: StoredFileRow; content: Readable } | null> {
  return (await isPublicFile(ticketId, id)) ? openStoredFile(pathOf(ticketId, id)) : null;
}

/** Takes away a file that no message carries yet. */
export async function removeAttachment({ number, id }: { number: string; id: string }, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { row } = await holdTicket(tx, ctx, number);
    if (!(await findLoose(tx, row.id, id))) throw new DomainError("NOT_FOUND", "This file belongs to a message, or is no longer there.");
    await deleteAttachment(tx, id);
    record({ action: "ticket.detach", entityType: "ticket", entityId: row.id, after: { number, id } });
    return { id };
  });
}
