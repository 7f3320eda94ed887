import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "../platform/env";

const toleranceMs = 5 * 60_000;

/**
 * Whether a message was handed over by who holds MAIL_WEBHOOK_KEY, within the last minutes: `sha256=` and the HMAC-SHA256 of `TIMESTAMP.BODY`, the same
 * form that the portal's own webhooks carry. Nothing is accepted without a key.
 */
export function acceptsSignature(body: Uint8Array, { timestamp, signature }: { timestamp: string | null; signature: string | null }, now: Date): boolean {
  const { MAIL_WEBHOOK_KEY } = env();
  if (MAIL_WEBHOOK_KEY === undefined || timestamp === null || signature === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > toleranceMs) return false;
  const own = Buffer.from(`sha256=${createHmac("sha256", MAIL_WEBHOOK_KEY).update(`${timestamp}.`).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return own.length === given.length && timingSafeEqual(own, given);
}
