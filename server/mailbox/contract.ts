import { z } from "zod";

/** matched: joined a ticket; created: opened one; ignored: no person wrote it; rejected: could not be taken. */
export const mailOutcomes = ["matched", "created", "ignored", "rejected"] as const;
export type MailOutcome = (typeof mailOutcomes)[number];

export const mailLimits = { bytes: 36_000_000, perSenderAnHour: 30, attachments: 20 } as const;

export const listInboundInput = z.object({
  outcome: z.enum(mailOutcomes).nullable().default(null),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(60).nullable().default(null),
});
export const inboundRow = z.object({
  id: z.string(),
  fromEmail: z.string(),
  subject: z.string(),
  outcome: z.enum(mailOutcomes),
  /** Why it was left aside, or what was left out of it. */
  reason: z.string(),
  /** The ticket that took it. */
  ticket: z.string().nullable(),
  bytes: z.number().int(),
  receivedAt: z.iso.datetime(),
});
export const listInboundOutput = z.object({ items: z.array(inboundRow), nextCursor: z.string().nullable(), total: z.number().int() });

/** How mail comes in: what is set up, and how the last look into the folder went. */
export const mailboxStateOutput = z.object({
  /** The server and folder that are read; null without IMAP_URL. */
  imap: z.string().nullable(),
  hasWebhook: z.boolean(),
  /** The address that answers go to; null without MAIL_REPLY_TO. */
  replyTo: z.string().nullable(),
  polledAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
});
