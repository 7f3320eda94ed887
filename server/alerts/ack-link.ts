import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "../platform/env";
import { keyRing } from "../platform/secrets";

const lifetimeMs = 24 * 3_600_000;
const payloadSchema = z.object({ n: z.number().int(), to: z.string(), until: z.number() });

/** What a link allows: to acknowledge one alert, in the name of the address it was sent to, for a day. */
export interface AckGrant {
  number: number;
  address: string;
}

const sign = (key: string, body: string): Buffer => createHmac("sha256", key).update(`alerts.acknowledge ${body}`).digest();

export function ackLink({ number, address }: AckGrant, now: Date): string {
  const body = Buffer.from(JSON.stringify({ n: number, to: address, until: now.getTime() + lifetimeMs })).toString("base64url");
  return new URL(`/api/alerts-ack?token=${body}.${sign(keyRing().current, body).toString("base64url")}`, env().QUARTERDECK_URL).toString();
}

/** What a token allows; null when it was not made here, was changed, or has expired. */
export function readAckToken(token: string, now: Date): AckGrant | null {
  const [body = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const isOurs = keyRing().all.some((key) => {
    const own = sign(key, body);
    return own.length === given.length && timingSafeEqual(own, given);
  });
  if (!isOurs) return null;
  const parsed = payloadSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success && parsed.data.until > now.getTime() ? { number: parsed.data.n, address: parsed.data.to } : null;
}
