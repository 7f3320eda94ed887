import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/server/platform/env";
import { keyRing } from "@/server/platform/secrets";

const lifetimeMs = 90 * 24 * 3_600_000;
const payloadSchema = z.object({ t: z.string(), to: z.string(), until: z.number() });

/** What a link allows: to read one ticket's public part, answer, close and rate it, in the name of the address it was sent to. */
export interface RequestGrant {
  number: string;
  address: string;
}

const sign = (key: string, body: string): Buffer => createHmac("sha256", key).update(`tickets.request ${body}`).digest();

export const requestPath = (token: string): string => `/request/${token}`;

/** A token that is good for three months from `now`. */
export function requestToken({ number, address }: RequestGrant, now: Date): string {
  const body = Buffer.from(JSON.stringify({ t: number, to: address.toLowerCase(), until: now.getTime() + lifetimeMs })).toString("base64url");
  return `${body}.${sign(keyRing().current, body).toString("base64url")}`;
}

export const requestLink = (grant: RequestGrant, now: Date): string => new URL(requestPath(requestToken(grant, now)), env().QUARTERDECK_URL).toString();

/** What a token allows; null when it was not made here, was changed, or has expired. */
export function readRequestToken(token: string, now: Date): RequestGrant | null {
  const [body = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const isOurs = keyRing().all.some((key) => {
    const own = sign(key, body);
    return own.length === given.length && timingSafeEqual(own, given);
  });
  if (!isOurs) return null;
  const parsed = payloadSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success && parsed.data.until > now.getTime() ? { number: parsed.data.t, address: parsed.data.to } : null;
}
