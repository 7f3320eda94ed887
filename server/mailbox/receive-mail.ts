import "server-only";
import { env } from "../platform/env";
import { newId } from "../platform/ids";
import { log } from "../platform/log";
import { permissionsOf, roleNames } from "../platform/auth/permissions";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { storeFile } from "../platform/storage";
import { businessWrite, type ChangeEntry } from "../platform/write";
import { attachReceived, openWithin, receiveWithin } from "../tickets";
import { deskLimits } from "#contract/tickets";
import { numbersIn, ownIdIn, plainSubject, whyAutomatic } from "#core/mailbox";
import { mailLimits, type MailOutcome } from "./contract";
import { countFromSender, customerSlug, findByMessageIds, findParties, findPerson, insertInbound, isKnownInbound, keepInbound, settleInbound, type NewInbound, type Parties, type Person } from "./mailbox-repository";
import { parseMail, type ReceivedMail } from "./parse-mail";
import { numberByToken } from "./reply-address";

export interface ReceivedOutcome {
  /** `duplicate`: the same message was taken before. */
  outcome: MailOutcome | "duplicate";
  reason: string;
  ticketId: string | null;
}

const hourMs = 3_600_000;
const hostOf = (): string => new URL(env().QUARTERDECK_URL).hostname;
const addressIn = (text: string): string => /<([^<>]+)>/.exec(text)?.[1] ?? text;

const ownMail = () => ({ host: hostOf(), addresses: [addressIn(env().MAIL_FROM), ...(env().MAIL_REPLY_TO === undefined ? [] : [env().MAIL_REPLY_TO ?? ""])] });

/** Whether a person answers tickets, by the roles that they hold now. */
const isOfDesk = (person: Person | null): boolean => person?.status === "active" && permissionsOf(roleNames.filter((role) => person.roles.some((held) => held.role === role))).has("tickets.write");

interface Match {
  ticket: Parties;
  authorKind: "requester" | "agent";
}

const isRequester = ({ requesterEmail, requesterId }: Parties, mail: ReceivedMail, person: Person | null): boolean => requesterEmail?.toLowerCase() === mail.fromEmail || (person !== null && requesterId === person.id);
const isWatcher = ({ watchers }: Parties, person: Person | null): boolean => person?.status === "active" && watchers.some(({ userId }) => userId === person.id);

/** What a sender is to a ticket; null when it is none of their business. The address of a sender is easily forged: it speaks for the desk only with a token. */
function roleIn(ticket: Parties, { mail, person, hasToken }: { mail: ReceivedMail; person: Person | null; hasToken: boolean }): Match["authorKind"] | null {
  if (isRequester(ticket, mail, person)) return "requester";
  if (isOfDesk(person)) return hasToken ? "agent" : null;
  return hasToken || isWatcher(ticket, person) ? "requester" : null;
}

async function findMatch(mail: ReceivedMail, person: Person | null): Promise<Match | null> {
  const byToken = numberByToken(mail.recipients, mail.fromEmail);
  const byIds = byToken === null ? await findByMessageIds(mail.answers, mail.answers.flatMap((id) => ownIdIn(id, hostOf()) ?? [])) : null;
  const wheres = byToken !== null ? [{ number: byToken }] : [...(byIds === null ? [] : [{ id: byIds }]), ...numbersIn(mail.subject).map((number) => ({ number }))];
  for (const where of wheres) {
    const ticket = await findParties(where);
    const authorKind = ticket && roleIn(ticket, { mail, person, hasToken: byToken !== null });
    if (ticket && authorKind !== null) return { ticket, authorKind };
  }
  return null;
}

interface Work {
  mail: ReceivedMail;
  person: Person | null;
  match: Match | null;
  ctx: Ctx;
}

const cut = (text: string): string => (text.length > deskLimits.body - 200 ? `${text.slice(0, deskLimits.body - 200)}\n\n(The rest was cut off: the message is too long.)` : text);

async function join(tx: Tx, { mail, person, match, ctx }: Work & { match: Match }): Promise<{ ticketId: string; messageId: string | null; entry: ChangeEntry }> {
  const { received, entry } = await receiveWithin(tx, {
    number: match.ticket.number, body: cut(mail.text) || "(no text)", author: { id: person?.id ?? null, name: person?.name ?? mail.fromName, email: mail.fromEmail }, channel: "email",
    authorKind: match.authorKind, messageId: mail.messageId, inReplyTo: mail.answers[0] ?? null,
  }, ctx);
  return { ticketId: received.ticketId, messageId: received.messageId, entry };
}

async function open(tx: Tx, { mail, person, ctx }: Work): Promise<{ ticketId: string; messageId: null; entry: ChangeEntry }> {
  const requester = person?.name ?? mail.fromName;
  const subject = plainSubject(mail.subject).slice(0, deskLimits.subject);
  const { id, number } = await openWithin(tx, {
    fields: { subject, description: cut(mail.text), requester, requesterEmail: mail.fromEmail, customer: await customerSlug(tx, person?.customerId ?? null), service: null, team: null, category: null, tags: [], impact: "medium", urgency: "medium", level: "l1", assigneeId: null },
    channel: "email", requesterId: person?.id ?? null, at: ctx.clock.now(), actor: requester,
  });
  return { ticketId: id, messageId: null, entry: { action: "ticket.open", entityType: "ticket", entityId: id, after: { number, channel: "email", subject, requesterEmail: mail.fromEmail }, payload: { number, channel: "email" } } };
}

/** Keeps the files of a message; why some are not kept. */
async function attachAll(tx: Tx, target: { ticketId: string; messageId: string | null }, { mail, ctx }: Work): Promise<string> {
  const refusals: string[] = [];
  for (const file of mail.attachments.slice(0, mailLimits.attachments)) {
    const reason = await attachReceived(tx, { ...target, ...file, uploaderName: mail.fromName }, ctx.clock.now());
    if (reason !== null) refusals.push(reason);
  }
  const left = mail.attachments.length - mailLimits.attachments;
  return [...refusals, ...(left > 0 ? [`${left} more files were left out.`] : [])].join(" ");
}

async function take(row: NewInbound, work: Work): Promise<ReceivedOutcome> {
  const { match, ctx } = work;
  return businessWrite(ctx, { domains: ["tickets"], timeoutMs: 30_000 }, async (tx, record) => {
    const outcome: MailOutcome = match === null ? "created" : "matched";
    if (!(await insertInbound(tx, row))) {
      record({ action: "mail.duplicate", entityType: "inbound_mail", entityId: row.messageId.slice(0, 200) });
      return { outcome: "duplicate", reason: "", ticketId: null };
    }
    const { entry, ...target } = match === null ? await open(tx, work) : await join(tx, { ...work, match });
    record(entry);
    const reason = await attachAll(tx, target, work);
    await settleInbound(tx, row.id, { outcome, reason, ticketId: target.ticketId });
    return { outcome, reason, ticketId: target.ticketId };
  });
}

async function whyLeft(mail: ReceivedMail, person: Person | null, { clock }: Ctx): Promise<{ outcome: "ignored" | "rejected"; reason: string } | null> {
  const automatic = whyAutomatic(mail, ownMail());
  if (automatic !== null) return { outcome: "ignored", reason: automatic };
  if (person !== null && person.status !== "active") return { outcome: "rejected", reason: "Its sender's account is not active." };
  const recent = await countFromSender(mail.fromEmail, new Date(clock.now().getTime() - hourMs));
  return recent < mailLimits.perSenderAnHour ? null : { outcome: "rejected", reason: `Its sender has written ${recent} times within an hour: it opens and joins nothing, and is kept here.` };
}

/** Keeps a message that did nothing, with the reason and, where somebody may want to read it, whole. */
async function leave(row: NewInbound, raw: Uint8Array, { outcome, reason }: { outcome: "ignored" | "rejected"; reason: string }): Promise<ReceivedOutcome> {
  if (outcome === "rejected") {
    const content = (async function* () {
      yield await Promise.resolve(raw);
    })();
    await storeFile({ path: `inbound-mail/${row.id}`, name: `${row.id}.eml`, contentType: "text/plain", content, now: row.receivedAt });
  }
  const isNew = await keepInbound({ ...row, outcome, reason });
  return isNew ? { outcome, reason, ticketId: null } : { outcome: "duplicate", reason: "", ticketId: null };
}

/**
 * Takes in one message. The same message again changes nothing. Throws only when it could not be worked on and should be brought again:
 * what is wrong with the message itself is written down, never thrown.
 */
export async function receiveMail(raw: Uint8Array, ctx: Ctx): Promise<ReceivedOutcome> {
  const blank = { id: newId("inm"), bytes: raw.byteLength, receivedAt: ctx.clock.now(), outcome: "rejected" as const, reason: "", ticketId: null };
  const mail = await parseMail(raw).catch((error: unknown) => {
    log().warn({ err: error, inbound: blank.id }, "a message could not be read");
    return null;
  });
  if (mail === null) return leave({ ...blank, messageId: `<${blank.id}@unreadable>`, fromEmail: "", subject: "" }, raw, { outcome: "rejected", reason: "It has no sender, or is no message." });
  if (await isKnownInbound(mail.messageId)) return { outcome: "duplicate", reason: "", ticketId: null };
  const row: NewInbound = { ...blank, messageId: mail.messageId, fromEmail: mail.fromEmail, subject: mail.subject };
  const person = await findPerson(mail.fromEmail);
  const left = await whyLeft(mail, person, ctx);
  return left === null ? take(row, { mail, person, match: await findMatch(mail, person), ctx }) : leave(row, raw, left);
}
