import "server-only";
import nodemailer from "nodemailer";
import type { Clock } from "../clock";
import { env } from "../env";
import { newId } from "../ids";
import { insertMail, markMail } from "./mail-repository";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Line breaks in a header field would start another field. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ").trim();

/** Keeps the message, then sends it by SMTP; without SMTP_URL it stays in the visible outbox and says so. */
export async function sendMail(mail: Mail, clock: Clock): Promise<"sent" | "kept" | "failed"> {
  const id = newId("mail");
  const { SMTP_URL, MAIL_FROM } = env();
  const message = { to: oneLine(mail.to), subject: oneLine(mail.subject), text: mail.text };
  await insertMail({ id, ...message, status: SMTP_URL ? "sending" : "kept", createdAt: clock.now() });
  if (!SMTP_URL) return "kept";
  try {
    await nodemailer.createTransport(SMTP_URL, { connectionTimeout: 10_000 } as object).sendMail({ from: MAIL_FROM, ...message });
    await markMail(id, { status: "sent", error: null, sentAt: clock.now() });
    return "sent";
  } catch (error) {
    await markMail(id, { status: "failed", error: error instanceof Error ? error.message : "failed", sentAt: null });
    return "failed";
  }
}
