import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { eventDelivery, topicNames, type createWebhookInput, type createWebhookOutput, type eventDeliveriesInput, type eventDeliveriesOutput, type testWebhookOutput, type updateWebhookInput, type webhookInput, type webhooksOutput } from "./contract";
import { bodyOf, openTarget, postEvent, sealTarget } from "./send-events";
import { deleteSubscription, findSubscription, insertSubscription, listEventDeliveries, listSubscriptions, updateSubscription } from "./webhooks-repository";

const noSuchWebhook = (): DomainError => new DomainError("NOT_FOUND", "There is no such webhook.");
const topicsIn = (topics: readonly string[]) => topicNames.filter((topic) => topics.includes(topic));
const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export async function listWebhooks(): Promise<z.input<typeof webhooksOutput>> {
  const items = (await listSubscriptions()).map(({ id, version, name, topics, isEnabled, secret, failedAt, error }) => {
    const target = openTarget(secret);
    return { id, version, name, topics: topicsIn(topics), isEnabled, host: target && new URL(target.url).host, failedAt: iso(failedAt), error };
  });
  return { items, nextCursor: null };
}

/** The key is made here and given out once. */
export async function createWebhook({ url, ...fields }: z.output<typeof createWebhookInput>, ctx: Ctx): Promise<z.input<typeof createWebhookOutput>> {
  const [id, key] = [newId("whk"), randomBytes(32).toString("base64url")];
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    await insertSubscription(tx, { id, ...fields, secret: sealTarget({ url, key }), createdAt: ctx.clock.now() });
    record({ action: "webhook.create", entityType: "event_subscription", entityId: id, after: fields });
    return { id, key };
  });
}

export async function updateWebhook({ id, version, url, ...fields }: z.output<typeof updateWebhookInput>, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findSubscription(id, tx);
    if (!before) throw noSuchWebhook();
    const target = openTarget(before.secret);
    if (url !== undefined && target === null) throw new DomainError("PRECONDITION_FAILED", "Its signing key was sealed with another key. Remove this webhook and make a new one.");
    const secret = url === undefined || target === null ? {} : { secret: sealTarget({ ...target, url }) };
    if (!(await updateSubscription(tx, { id, version }, { ...fields, ...secret }))) throw new DomainError("CONFLICT", "Somebody else has changed this webhook since you opened it. Look at the change, then make yours again.");
    record({ action: "webhook.update", entityType: "event_subscription", entityId: id, before: { name: before.name, topics: before.topics, isEnabled: before.isEnabled }, after: { ...fields, hasNewAddress: url !== undefined } });
    return { id };
  });
}

export async function removeWebhook({ id }: z.output<typeof webhookInput>, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findSubscription(id, tx);
    if (!before) throw noSuchWebhook();
    await deleteSubscription(tx, id);
    record({ action: "webhook.remove", entityType: "event_subscription", entityId: id, before: { name: before.name, topics: before.topics } });
    return { id };
  });
}

/** Sends a test event at once and says how it went. */
export async function testWebhook({ id }: z.output<typeof webhookInput>, { clock }: Ctx): Promise<z.input<typeof testWebhookOutput>> {
  const found = await findSubscription(id);
  if (!found) throw noSuchWebhook();
  const target = openTarget(found.secret);
  if (target === null) throw new DomainError("PRECONDITION_FAILED", "Its address was sealed with another key. Remove this webhook and make a new one.");
  const event = { id: newId("test"), topic: "test", at: clock.now().toISOString(), data: { webhook: found.name } };
  try {
    await postEvent(target, { id: event.id, body: bodyOf(event) }, clock.now());
    return { status: "sent", error: null };
  } catch (error) {
    return { status: "failed", error: error instanceof Error ? error.message : "failed" };
  }
}

export async function listEventLog(input: z.output<typeof eventDeliveriesInput>): Promise<z.input<typeof eventDeliveriesOutput>> {
  const rows = await listEventDeliveries(input);
  const shown = rows.slice(0, input.limit);
  const items = shown.map(({ id, recipient, title, status, attempts, error, createdAt, sentAt, retryAt }) => ({ id, webhook: recipient, topic: title, status: eventDelivery.shape.status.parse(status), attempts, error, at: createdAt.toISOString(), sentAt: iso(sentAt), retryAt: iso(retryAt) }));
  return { items, nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null };
}
