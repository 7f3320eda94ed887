import "server-only";
import webPush from "web-push";
import { env } from "../platform/env";
import { newId } from "../platform/ids";
import { keyRing, keyIdOf, openSecret, sealSecret } from "../platform/secrets";
import { findSecret, insertSecret } from "./push-repository";

/** What the keys are sealed for, and their name among the secrets. */
export const vapidPurpose = "alerts.vapid";

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** The keys by which push services know this installation (RFC 8292). Made when first needed; of two processes at once, one makes them. */
export async function vapidKeys(now: Date): Promise<VapidKeys> {
  const held = await findSecret(vapidPurpose);
  if (held !== null) return JSON.parse(openSecret(vapidPurpose, held)) as VapidKeys;
  const ciphertext = sealSecret(vapidPurpose, JSON.stringify(webPush.generateVAPIDKeys()));
  await insertSecret({ id: newId("sec"), name: vapidPurpose, keyId: keyIdOf(keyRing().current), ciphertext, createdAt: now });
  return vapidKeys(now);
}

/** Whom a push service may turn to about what this installation sends. */
export function vapidSubject(): string {
  const { QUARTERDECK_URL: url, QUARTERDECK_ADMIN_EMAIL: admin, MAIL_FROM: from } = env();
  if (admin !== undefined) return `mailto:${admin}`;
  return url.startsWith("https:") ? url : `mailto:${/<([^>]+)>/.exec(from)?.[1] ?? from}`;
}
