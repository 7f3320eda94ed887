import "server-only";
import { z } from "zod";
import type { Tx } from "../platform/db";
import { env } from "../platform/env";
import { queueMail, type MailHeaders } from "../platform/mail";
import { defineConsumer } from "../platform/outbox";
import { requestLink } from "../tickets";
import { messageIdOf, replyMark, subjectFor } from "#core/mailbox";
import { activeAddresses, findPublicMessage, findTicketParties, hasClosingWords, setMessageId, threadIds, type Parties } from "./mailbox-repository";
import { replyAddress } from "./reply-address";

const host = (): string => new URL(env().QUARTERDECK_URL).hostname;
const keptReferences = 12;

interface Letter {
  ticket: Parties;
  text: string;
  messageId: string;
  autoSubmitted?: "auto-generated" | "auto-replied";
  /** To the requester alone. */
  asksForRating?: boolean;
}

/** Threads hang together by their ids: all that came before, the first one always among them. */
function headersOf({ ticket, messageId, autoSubmitted }: Letter, before: readonly string[], to: string): MailHeaders {
  const others = before.filter((id) => id !== messageId);
  const references = [...others.slice(0, 1), ...others.slice(1).slice(-keptReferences)];
  const replyTo = replyAddress(ticket.number, to);
  return {
    messageId, ...(references.length === 0 ? {} : { references, inReplyTo: references.at(-1) ?? messageId }), ...(replyTo === null ? {} : { replyTo }), ...(autoSubmitted ? { autoSubmitted } : {}),
  };
}

const endOf = (ticket: Parties, link: string): string => `--\nRequest #${ticket.number}: ${ticket.subject}\nThe whole conversation, to answer, close or rate it: ${link}`;

/** Queues a letter for one person. Each gets a message of their own: nobody learns the addresses of others. */
async function post(tx: Tx, letter: Letter, { to, isRequester, now }: Reader & { now: Date }): Promise<void> {
  const { ticket } = letter;
  const link = isRequester ? requestLink({ number: ticket.number, address: to }, now) : new URL(`/tickets/${encodeURIComponent(ticket.number)}`, env().QUARTERDECK_URL).toString();
  const mark = replyAddress(ticket.number, to) === null ? "" : `${replyMark}\n\n`;
  const question = isRequester && letter.asksForRating === true ? `\n\nHow did it go?\nGood: ${link}?rate=5\nBad: ${link}?rate=1` : "";
  await queueMail(tx, { to, subject: subjectFor(ticket.number, ticket.subject), text: `${mark}${letter.text}${question}\n\n${endOf(ticket, link)}\n`, headers: headersOf(letter, await threadIds(tx, ticket.id), to) }, now);
}

interface Reader {
  to: string;
  isRequester: boolean;
}

/** Requester and watchers, each address once and without whoever wrote it. A requester whose account was closed is told nothing more. */
async function readersOf(tx: Tx, ticket: Parties, author: { id: string | null; email: string | null }): Promise<Reader[]> {
  const people = await activeAddresses(tx, [...ticket.watchers.map(({ userId }) => userId), ...(ticket.requesterId === null ? [] : [ticket.requesterId])]);
  const account = people.find(({ id }) => id === ticket.requesterId);
  const requester = ticket.requesterId === null ? ticket.requesterEmail : (account?.email ?? null);
  const watchers = people.filter(({ id }) => id !== ticket.requesterId && id !== author.id).map(({ email }) => ({ to: email, isRequester: false }));
  const all = [...(requester === null ? [] : [{ to: requester, isRequester: true }]), ...watchers].filter(({ to }) => to.toLowerCase() !== author.email?.toLowerCase());
  return all.filter(({ to }, index) => all.findIndex((other) => other.to.toLowerCase() === to.toLowerCase()) === index);
}

/** Each public word of a ticket goes to its requester and watchers by mail. The demo writes to nobody. */
export const mailReplies = defineConsumer({
  topic: "ticket.replied",
  summary: "Sends public answers to requester and watchers by mail.",
  payload: z.object({ messageId: z.string() }),
  run: async ({ messageId }, { tx, ctx }) => {
    const message = await findPublicMessage(tx, messageId);
    if (message === null || message.ticket.isDemo) return;
    const files = message.attachments.length === 0 ? "" : `\n\nFiles: ${message.attachments.map(({ name }) => name).join(", ")} (behind the link below)`;
    const id = message.messageId ?? messageIdOf(message.id, host());
    const isClosing = message.authorKind === "agent" && message.sentAt?.getTime() === message.ticket.resolvedAt?.getTime();
    const letter: Letter = { ticket: message.ticket, asksForRating: isClosing, text: `${message.authorName} wrote:\n\n${message.body}${files}`, messageId: message.authorKind === "agent" ? id : messageIdOf(message.id, host()) };
    for (const reader of await readersOf(tx, message.ticket, { id: message.authorId, email: message.authorEmail })) await post(tx, letter, { ...reader, now: ctx.clock.now() });
    if (message.messageId === null) await setMessageId(tx, message.id, id);
  },
});

async function tellRequester(tx: Tx, { number, now }: { number: string; now: Date }, write: (ticket: Parties) => Omit<Letter, "ticket">): Promise<void> {
  const ticket = await findTicketParties(tx, number);
  if (ticket === null || ticket.isDemo) return;
  const [requester] = (await readersOf(tx, ticket, { id: null, email: null })).filter(({ isRequester }) => isRequester);
  if (requester) await post(tx, { ...write(ticket), ticket }, { ...requester, now });
}

/** Who wrote to the desk learns that it arrived, and under which number. */
export const confirmOpening = defineConsumer({
  topic: "ticket.open",
  summary: "Confirms to the requester that their ticket arrived.",
  payload: z.object({ number: z.string(), channel: z.string().optional() }),
  run: async ({ number, channel }, { tx, ctx }) => {
    if (channel !== "email" && channel !== "portal") return;
    await tellRequester(tx, { number, now: ctx.clock.now() }, (ticket) => ({ text: `We have your request "${ticket.subject}" under the number ${ticket.number}. You will hear from us; to add something, answer this mail.`, messageId: messageIdOf(ticket.id, host()), autoSubmitted: "auto-replied" }));
  },
});

/** When a ticket is resolved its requester is asked how it went, unless an answer of the same moment has asked. */
export const askForRating = defineConsumer({
  topic: "ticket.resolved",
  summary: "Asks the requester of a resolved ticket how it went.",
  payload: z.object({ number: z.string() }),
  run: async ({ number }, { tx, ctx, key }) => {
    const ticket = await findTicketParties(tx, number);
    if (ticket?.resolvedAt == null || (await hasClosingWords(tx, ticket))) return;
    await tellRequester(tx, { number, now: ctx.clock.now() }, () => ({ text: `Your request "${ticket.subject}" is resolved. If it is not, answer this mail and it is opened again.`, messageId: messageIdOf(`${key}.${ticket.id}`, host()), autoSubmitted: "auto-generated", asksForRating: true }));
  },
});
