import "server-only";
import { createHmac } from "node:crypto";
import { z } from "zod";
import { retryAfterMs } from "#core/alerts";
import { newId } from "../platform/ids";
import { postOutbound } from "../platform/outbound";
import { defineConsumer, type OutboxConsumer } from "../platform/outbox";
import type { Ctx } from "../platform/registry";
import { openSecret, sealSecret } from "../platform/secrets";
import { topicNames, webhookUrl } from "./contract";
import { findSubscription, hasListeners, insertEventDeliveries, listDueEvents, listListeners, markSubscription, settleDelivery, type EventDeliveryRecord } from "./webhooks-repository";

export const webhookPurpose = "event_subscription.secret";
const perRound = 40;
const atOnce = 8;
const timeoutMs = 10_000;

const targetSchema = z.object({ url: webhookUrl, key: z.string() });
export type Target = z.output<typeof targetSchema>;

export const sealTarget = (target: Target): string => sealSecret(webhookPurpose, JSON.stringify(target));

/** Null when it was sealed with a key that this installation does not have. */
export function openTarget(sealed: string): Target | null {
  try {
    return targetSchema.parse(JSON.parse(openSecret(webhookPurpose, sealed)));
  } catch {
    return null;
  }
}

/** A failed request with the status that the receiver answered. */
class Refused extends Error {
  constructor(readonly status: number) {
    super(`The receiver answered ${status}.`);
  }
}

/** Posts one event. The signature says that it comes from here and is new: HMAC-SHA256 over time and body. */
export async function postEvent({ url, key }: Target, { id, body }: { id: string; body: string }, now: Date): Promise<void> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = `sha256=${createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex")}`;
  const { status } = await postOutbound({ url, body, timeoutMs, headers: { "content-type": "application/json", "x-quarterdeck-timestamp": timestamp, "x-quarterdeck-delivery": id, "x-quarterdeck-signature": signature } });
  if (status < 200 || status > 299) throw new Refused(status);
}

export const bodyOf = (event: { id: string; topic: string; at: string; data: unknown }): string => JSON.stringify(event);

const tell = (topic: string): OutboxConsumer => defineConsumer({
  topic,
  summary: `Tells webhooks of ${topic}.`,
  payload: z.record(z.string(), z.unknown()),
  isWanted: () => hasListeners(topic),
  run: async (data, { tx, ctx, key }) => {
    const now = ctx.clock.now();
    const listeners = await listListeners(tx, topic);
    const rows = listeners.map(({ id, name }) => ({ id: newId("dlv"), subjectId: id, recipient: name, dedupeKey: `event:${key}:${id}`, title: topic, body: bodyOf({ id: key, topic, at: now.toISOString(), data }), createdAt: now }));
    if (rows.length > 0) await insertEventDeliveries(tx, rows);
  },
});

/** Writes a delivery for whoever wants to know, in the transaction that marks the event as told. */
export const eventConsumers: readonly OutboxConsumer[] = topicNames.map(tell);

async function send(row: EventDeliveryRecord, now: Date): Promise<void> {
  const subscription = await findSubscription(row.subjectId);
  try {
    const target = subscription?.isEnabled === true ? openTarget(subscription.secret) : null;
    if (target === null) throw new Refused(410);
    await postEvent(target, row, now);
    await settleDelivery(row.id, { status: "sent", error: null, retryAt: null, sentAt: now });
    if (subscription?.failedAt) await markSubscription(row.subjectId, { failedAt: null, error: null });
  } catch (error) {
    const message = (error instanceof Error ? error.message : "failed").slice(0, 500);
    const waitMs = retryAfterMs(row.attempts + 1, error instanceof Refused ? error.status : null);
    await settleDelivery(row.id, { status: waitMs === null ? "given_up" : "failed", error: message, retryAt: waitMs === null ? null : new Date(now.getTime() + waitMs), sentAt: null });
    await markSubscription(row.subjectId, { failedAt: now, error: message });
  }
}

/** Sends what waits and is due, some at a time; one that fails holds up no other. */
export async function sendEvents({ clock, signal }: Pick<Ctx, "clock" | "signal">): Promise<void> {
  const now = clock.now();
  const rows = await listDueEvents(now, perRound);
  for (let from = 0; from < rows.length; from += atOnce) {
    signal.throwIfAborted();
    await Promise.all(rows.slice(from, from + atOnce).map((row) => send(row, now)));
  }
}
