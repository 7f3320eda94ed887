import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { anonymousActor } from "../../platform/auth/system-actor";
import type { Clock } from "../../platform/clock";
import { env } from "../../platform/env";
import { DomainError } from "../../platform/errors";
import { newId } from "../../platform/ids";
import type { Ctx } from "../../platform/registry";
import { keyRing } from "../../platform/secrets";
import { unsubscribe } from "./subscriptions";
import { findSubscription } from "./subscriptions-repository";

const sign = (key: string, id: string): Buffer => createHmac("sha256", key).update(`maintenance.unsubscribe ${id}`).digest();

/** The address at which a subscriber stops the messages of one subscription; it holds until that is gone. */
export const stopLink = (id: string): string => new URL(`/api/maintenance-stop?token=${id}.${sign(keyRing().current, id).toString("base64url")}`, env().QUARTERDECK_URL).toString();

/** The subscription that a token was made for; null when it was not made here or was changed. */
function readStopToken(token: string): string | null {
  const [id = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const isOurs = keyRing().all.some((key) => {
    const own = sign(key, id);
    return own.length === given.length && timingSafeEqual(own, given);
  });
  return isOurs ? id : null;
}

export type StopView = { state: "invalid" } | { state: "stopped" } | { state: "pending"; name: string; address: string };

/** What the link is about. Looking changes nothing: mail programs open links on their own. */
export async function readStopLink(token: string): Promise<StopView> {
  const id = readStopToken(token);
  if (id === null) return { state: "invalid" };
  const subscription = await findSubscription(id);
  return subscription ? { state: "pending", name: subscription.name, address: subscription.address } : { state: "stopped" };
}

/** Ends the subscription in the name of its address; one that is gone already is no fault. */
export async function stopByLink(token: string, clock: Clock): Promise<StopView> {
  const id = readStopToken(token);
  if (id === null) return { state: "invalid" };
  const subscription = await findSubscription(id);
  const ctx: Ctx = { requestId: newId("rq"), clock, signal: AbortSignal.timeout(10_000), via: "page", actor: { ...anonymousActor, name: `${subscription?.address ?? "a subscriber"} (by mail link)` } };
  await unsubscribe({ id }, ctx).catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === "NOT_FOUND")) throw error;
  });
  return { state: "stopped" };
}
