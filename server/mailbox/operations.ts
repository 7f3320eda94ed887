import "server-only";
import { z } from "zod";
import { env } from "../platform/env";
import { defineOperation } from "../platform/registry";
import { listInboundInput, listInboundOutput, mailboxStateOutput, mailOutcomes } from "./contract";
import { listInboundRows } from "./mailbox-repository";
import { imapAddress, lastPoll } from "./poll-imap";

async function listInbound(input: z.output<typeof listInboundInput>): Promise<z.input<typeof listInboundOutput>> {
  const { rows, total } = await listInboundRows(input);
  const shown = rows.slice(0, input.limit);
  const items = shown.map(({ id, fromEmail, subject, outcome, reason, ticket, bytes, receivedAt }) => ({ id, fromEmail, subject, outcome: z.enum(mailOutcomes).parse(outcome), reason, ticket, bytes, receivedAt: receivedAt.toISOString() }));
  return { items, nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total };
}

async function mailboxState(): Promise<z.input<typeof mailboxStateOutput>> {
  const { IMAP_URL, MAIL_REPLY_TO, MAIL_WEBHOOK_KEY } = env();
  const address = IMAP_URL === undefined ? null : imapAddress(IMAP_URL);
  const poll = address === null ? null : await lastPoll();
  return { imap: address && `${address.folder} of ${address.user} on ${address.host}`, hasWebhook: MAIL_WEBHOOK_KEY !== undefined, replyTo: MAIL_REPLY_TO ?? null, polledAt: poll?.at ?? null, error: poll?.error ?? null };
}

const read = { permission: "platform.manage", effect: "read", cost: "normal" } as const;

/** What came in by mail, and what became of it. */
export const mailboxOperations = {
  listInbound: defineOperation({ ...read, summary: "Messages that came in by mail, what became of each, and why", rest: "GET /inbound-mail", input: listInboundInput, output: listInboundOutput, run: listInbound }),
  state: defineOperation({ ...read, summary: "How mail comes in, and how the last look into the folder went", rest: "GET /inbound-mail/state", input: z.object({}), output: mailboxStateOutput, run: mailboxState }),
};
