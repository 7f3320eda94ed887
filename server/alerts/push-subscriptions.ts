import "server-only";
import type { z } from "zod";
import type { Clock } from "../platform/clock";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { sealSecret } from "../platform/secrets";
import { businessWrite } from "../platform/write";
import type { pushChangedOutput, pushEndpointInput, pushStateOutput, subscribePushInput, testChannelOutput } from "./contract";
import { postPush, pushKeysPurpose, type PushMessage } from "./post-push";
import { countSubscriptions, deleteSubscription, listSubscriptions, removeSubscription, saveSubscription, trimSubscriptions } from "./push-repository";
import { vapidKeys } from "./vapid";


const mostDevices = 10;
const host = (endpoint: string): string => new URL(endpoint).host;

function requirePerson({ actor }: Ctx): string {
  if (actor.userId === null) throw new DomainError("FORBIDDEN", "Only a person has browsers that are told.");
  return actor.userId;
}

export async function pushState(_input: object, ctx: Ctx): Promise<z.input<typeof pushStateOutput>> {
  const [{ publicKey }, rows] = await Promise.all([vapidKeys(ctx.clock.now()), ctx.actor.userId === null ? [] : listSubscriptions([ctx.actor.userId])]);
  return { publicKey, items: rows.map(({ id, endpoint, createdAt }) => ({ id, endpoint, createdAt: createdAt.toISOString() })), nextCursor: null };
}

/** Has a browser told. Its address is kept as it is, for it names the browser; without the sealed keys nothing can be said to it. */
export async function subscribePush({ endpoint, keys }: z.output<typeof subscribePushInput>, ctx: Ctx): Promise<z.input<typeof pushChangedOutput>> {
  const userId = requirePerson(ctx);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const id = newId("psh");
    await saveSubscription(tx, { id, userId, endpoint, keys: sealSecret(pushKeysPurpose, JSON.stringify(keys)), createdAt: ctx.clock.now() });
    await trimSubscriptions(tx, userId, mostDevices);
    record({ action: "push.subscribe", entityType: "push_subscription", entityId: id, after: { userId, host: host(endpoint) } });
    return { devices: await countSubscriptions(tx, userId) };
  });
}

export async function removePush({ endpoint }: z.output<typeof pushEndpointInput>, ctx: Ctx): Promise<z.input<typeof pushChangedOutput>> {
  const userId = requirePerson(ctx);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    if (!(await removeSubscription(tx, { userId, endpoint }))) throw new DomainError("NOT_FOUND", "This browser is not one of yours that are told.");
    record({ action: "push.remove", entityType: "push_subscription", entityId: userId, before: { userId, host: host(endpoint) } });
    return { devices: await countSubscriptions(tx, userId) };
  });
}

/** Tells every browser of some people at once; a failure names the first reason. Browsers that are gone are forgotten. */
export async function pushToPeople(people: readonly { id: string }[], message: PushMessage, clock: Clock): Promise<void> {
  const rows = await listSubscriptions(people.map(({ id }) => id));
  if (rows.length === 0) throw new Error("Nobody here has a browser that is told by push. Turn it on in the inbox, in each browser.");
  for (const row of rows) {
    const status = await postPush(row, message, clock);
    if (status === 404 || status === 410) await deleteSubscription(row.id);
    if (status < 200 || status > 299) throw new Error(`The push service ${host(row.endpoint)} answered ${status}.`);
  }
}

export async function testPush(_input: object, ctx: Ctx): Promise<z.input<typeof testChannelOutput>> {
  try {
    await pushToPeople([{ id: requirePerson(ctx) }], { title: "[test] Quarterdeck", body: "This browser is told. Nothing is wrong.", path: "/alerts/inbox", tag: "test", isUrgent: false }, ctx.clock);
    return { status: "sent", error: null };
  } catch (error) {
    return { status: "failed", error: error instanceof Error ? error.message : "failed" };
  }
}
