import "server-only";
import { createHmac } from "node:crypto";
import { failureText, retryAfterMs, webhookRequest, type Told } from "#core/alerts";
import { log } from "../platform/log";
import { sendMail } from "../platform/mail";
import { postOutbound } from "../platform/outbound";
import type { Ctx } from "../platform/registry";
import { ackLink } from "./ack-link";
import { findOpenOfGroup, findTarget } from "./channels-repository";
import { openTarget } from "./channel-target";
import { listDueDeliveries, markDelivery, pushRecipient, type DeliveryRow, type Outcome } from "./deliveries-repository";
import { postPush } from "./post-push";
import { deleteSubscription, findSubscription } from "./push-repository";
import { alertsUrl, alertUrl } from "./escalate-alerts";

const atOnce = 8;
const perRound = 40;
const webhookTimeoutMs = 10_000;
const keptErrorLength = 500;

type Clock = Pick<Ctx, "clock">;

/** A failed request with the status that the receiver answered, if it answered. */
class Refused extends Error {
  constructor(readonly status: number) {
    super(`The receiver answered ${status}.`);
  }
}

/** The signature lets a receiver know that a message comes from here and is new: HMAC-SHA256 over time and body. */
export const signatureOf = (key: string, timestamp: string, body: string): string => `sha256=${createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex")}`;

/** Posts one message to a webhook as its service wants it. */
export async function postToWebhook(target: { template: "generic" | "slack" | "ntfy" | "pushover"; url: string; key?: string | undefined; user?: string | undefined }, told: Told, { clock }: Clock): Promise<void> {
  const { url, headers, body } = webhookRequest(target, told);
  const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
  const signed: Record<string, string> = target.template === "generic" && target.key !== undefined ? { "x-quarterdeck-signature": signatureOf(target.key, timestamp, body) } : {};
  const { status } = await postOutbound({ url, body, headers: { ...headers, "x-quarterdeck-timestamp": timestamp, "x-quarterdeck-delivery": told.id, ...signed }, timeoutMs: webhookTimeoutMs });
  if (status < 200 || status > 299) throw new Refused(status);
}

/** Where a webhook leads that is not a channel of alerts, and the page that its message is about: whoever wrote the message knows. Null = it leads nowhere any more. */
export type FindAddress = (row: Pick<DeliveryRow, "subjectType" | "dedupeKey">) => Promise<{ target: WebhookAddress; url: string } | null>;
type WebhookAddress = Parameters<typeof postToWebhook>[0];
type Sending = Clock & { findAddress: FindAddress };

async function sendWebhook(row: DeliveryRow, ctx: Sending): Promise<"sent"> {
  if (row.channelId === null) {
    const found = await ctx.findAddress(row);
    if (!found) throw new Refused(410);
    await postToWebhook(found.target, { id: row.id, title: row.title, body: row.body, isUrgent: false, url: found.url }, ctx);
    return "sent";
  }
  const channel = await findTarget(row.channelId);
  const target = channel && openTarget(channel);
  if (!target || target.kind !== "webhook") throw new Refused(410);
  const alert = await findOpenOfGroup(row.subjectId);
  await postToWebhook(target, { id: row.id, title: row.title, body: row.body, isUrgent: row.title.startsWith("[page]"), url: alert ? alertUrl(alert.number) : alertsUrl() }, ctx);
  return "sent";
}

/** Mail about what fires carries a link that acknowledges it without signing in. */
async function sendEmail(row: DeliveryRow, { clock }: Clock): Promise<"sent" | "kept"> {
  const alert = await findOpenOfGroup(row.subjectId);
  const isPending = alert !== null && alert.openKey !== null && alert.acknowledgedAt === null && !row.title.startsWith("[ended]");
  const text = isPending ? `${row.body}\n\nAcknowledge (valid for a day): ${ackLink({ number: alert.number, address: row.recipient }, clock.now())}` : row.body;
  const outcome = await sendMail({ to: row.recipient, subject: row.title, text }, clock);
  if (outcome === "failed") throw new Error("The mail server did not take the message.");
  return outcome;
}

/** A browser whose push service no longer knows it is forgotten. */
async function sendPush(row: DeliveryRow, ctx: Clock): Promise<"sent"> {
  const subscription = await findSubscription(pushRecipient(row.recipient));
  if (!subscription) throw new Refused(410);
  const alert = await findOpenOfGroup(row.subjectId);
  const status = await postPush(subscription, { title: row.title, body: row.body, path: alert ? `/alerts/${alert.number}` : "/alerts/inbox", tag: row.subjectId, isUrgent: row.title.startsWith("[page]") }, ctx.clock);
  if (status === 404 || status === 410) await deleteSubscription(subscription.id);
  if (status < 200 || status > 299) throw new Refused(status);
  return "sent";
}

const senders: Readonly<Record<string, (row: DeliveryRow, ctx: Sending) => Promise<"sent" | "kept">>> = { email: sendEmail, webhook: sendWebhook, push: sendPush };

async function attempt(row: DeliveryRow, ctx: Sending): Promise<Outcome> {
  const now = ctx.clock.now();
  try {
    const status = await (senders[row.kind] ?? sendWebhook)(row, ctx);
    return { status, error: null, retryAt: null, sentAt: status === "sent" ? now : null };
  } catch (error) {
    const message = failureText(error);
    log().warn({ delivery: row.id, kind: row.kind, attempts: row.attempts + 1, error: error instanceof Error ? error.message : message }, "a message was not delivered");
    const waitMs = retryAfterMs(row.attempts + 1, error instanceof Refused ? error.status : null);
    return { status: waitMs === null ? "given_up" : "failed", error: message.slice(0, keptErrorLength), retryAt: waitMs === null ? null : new Date(now.getTime() + waitMs), sentAt: null };
  }
}

/** Sends what waits, some at a time. What fails waits longer and longer, while the rest goes on. */
export async function sendDeliveries(ctx: Pick<Ctx, "clock" | "signal">, findAddress: FindAddress = () => Promise.resolve(null)): Promise<{ sent: number; failed: number }> {
  const rows = await listDueDeliveries(ctx.clock.now(), perRound);
  const tally = { sent: 0, failed: 0 };
  for (let from = 0; from < rows.length; from += atOnce) {
    ctx.signal.throwIfAborted();
    await Promise.all(rows.slice(from, from + atOnce).map(async (row) => {
      const outcome = await attempt(row, { clock: ctx.clock, findAddress });
      await markDelivery(row.id, outcome);
      tally[outcome.error === null ? "sent" : "failed"] += 1;
    }));
  }
  return tally;
}
