import "server-only";
import { createHash } from "node:crypto";
import PostalMime, { type Address, type Email } from "postal-mime";
import { z } from "zod";
import { htmlText, messageIdsIn, replyText } from "#core/mailbox";

export interface ReceivedMail {
  /** Its Message-ID; made from its content where it has none, so that it is still taken once. */
  messageId: string;
  fromEmail: string;
  fromName: string;
  subject: string;
  /** Every address that it may have been delivered to. */
  recipients: string[];
  /** Ids of the messages that it answers, the nearest first. */
  answers: string[];
  headers: ReadonlyMap<string, string>;
  text: string;
  attachments: { name: string; content: Uint8Array }[];
}

const flat = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, " ").trim();
const addressesOf = (list: readonly Address[] | undefined): string[] => (list ?? []).flatMap((one) => (one.group ? one.group.flatMap(({ address }) => address ?? []) : (one.address ?? [])));

/** Names of fields that say where a server delivered a message to: a token may stand in them alone. */
const deliveryFields = ["delivered-to", "x-original-to", "envelope-to", "x-delivered-to"];

function recipientsOf(mail: Email, headers: ReadonlyMap<string, string>): string[] {
  const delivered = deliveryFields.flatMap((name) => headers.get(name) ?? []);
  return [...addressesOf(mail.to), ...addressesOf(mail.cc), ...delivered].map((address) => address.replace(/[<>]/g, "").trim());
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array => (typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content));

const textOf = ({ text, html }: Email): string => replyText(text?.trim() ? text : htmlText(html ?? ""));

/** Reads a message (RFC 5322, MIME). Null when it has no usable sender: nobody could be answered. */
export async function parseMail(raw: Uint8Array): Promise<ReceivedMail | null> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 50, maxHeadersSize: 1_000_000 });
  const sender = z.email().max(254).safeParse(mail.from?.address?.trim());
  if (!sender.success) return null;
  // The first of a field that occurs more than once: what was added last, by the nearest server.
  const headers = new Map([...mail.headers].reverse().map(({ key, value }) => [key, flat(value)]));
  const [messageId = `<${createHash("sha256").update(raw).digest("hex").slice(0, 40)}@no-message-id>`] = messageIdsIn(mail.messageId);
  return {
    messageId, fromEmail: sender.data.toLowerCase(), fromName: flat(mail.from?.name ?? "").slice(0, 120) || sender.data, subject: flat(mail.subject ?? "").slice(0, 500), recipients: recipientsOf(mail, headers),
    answers: [...new Set([...messageIdsIn(mail.inReplyTo), ...messageIdsIn(mail.references).reverse()])].slice(0, 30), headers, text: textOf(mail),
    attachments: mail.attachments.map(({ filename, content }, index) => ({ name: flat(filename ?? "") || `file-${index + 1}`, content: bytesOf(content) })),
  };
}
