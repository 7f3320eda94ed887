import "server-only";
import type { Clock } from "../clock";
import { env } from "../env";
import { newId } from "../ids";
import { insertMail, markMail, type MailHeaders, type NewMail } from "./mail-repository";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  headers?: MailHeaders;
}

/** Line breaks in a header field would start another field. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ").trim();

const flat = (headers: MailHeaders): MailHeaders => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(oneLine) : oneLine(value)]));

export const hasMailServer = (): boolean => env().SMTP_URL !== undefined;

/** The row of a new message; without SMTP_URL it stays in the visible outbox and says so. */
export const toNewMail = (mail: Mail, now: Date): NewMail => ({ id: newId("mail"), to: oneLine(mail.to), subject: oneLine(mail.subject), text: mail.text, headers: flat(mail.headers ?? {}), status: hasMailServer() ? "queued" : "kept", createdAt: now });

/** Hands a message to the SMTP server. The id makes the same message recognisable when it has to be sent again. */
export async function transmit(mail: Mail & { id: string }): Promise<void> {
  const { SMTP_URL, MAIL_FROM, QUARTERDECK_URL } = env();
  if (SMTP_URL === undefined) throw new Error("SMTP_URL names no mail server.");
  const { id, to, subject, text, headers: { autoSubmitted, ...threading } = {} } = mail;
  // Loaded with the first message: most portals at rest send none.
  const { default: nodemailer } = await import("nodemailer");
  const transport = nodemailer.createTransport(SMTP_URL, { connectionTimeout: 10_000, socketTimeout: 20_000 } as object);
  try {
    // One recipient, whatever stands in the address: a comma in it would be a second one.
    await transport.sendMail({ from: MAIL_FROM, to: { name: "", address: to }, subject, text, messageId: `<${id}@${new URL(QUARTERDECK_URL).hostname}>`, ...threading, ...(autoSubmitted ? { headers: { "Auto-Submitted": autoSubmitted } } : {}) });
  } finally {
    transport.close();
  }
}

/** Sends a message within the request that asks for it, to see at once whether mail works. Everything else is queued. */
export async function sendMail(mail: Mail, clock: Clock): Promise<"sent" | "kept" | "failed"> {
  const row = toNewMail(mail, clock.now());
  await insertMail(row);
  if (!hasMailServer()) return "kept";
  try {
    await transmit(row);
    await markMail(row.id, { status: "sent", error: null, sentAt: clock.now() });
    return "sent";
  } catch (error) {
    await markMail(row.id, { status: "failed", error: error instanceof Error ? error.message : "failed", sentAt: null });
    return "failed";
  }
}
