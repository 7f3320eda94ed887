import "server-only";
import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** An opaque id such as `tkt_0k3v...`: a time-ordered prefix (48 bits) and 80 random bits, in Crockford base 32. */
export function newId(prefix: string, nowMs: number = Date.now()): string {
  let time = "";
  for (let i = 0, rest = nowMs; i < 10; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  const random = Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join("");
  return `${prefix}_${time}${random}`;
}

/** A secret for links and tokens: 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString("base64url");
