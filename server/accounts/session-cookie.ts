import "server-only";
import { decode } from "next-auth/jwt";
import { env } from "@/server/platform/env";

/** Cookies ignore the port, so names carry the instance; over https they are also bound to this very host. */
export function cookieNames() {
  const isSecure = new URL(env().QUARTERDECK_URL).protocol === "https:";
  const name = (part: string): string => `${isSecure ? "__Host-" : ""}qd-${env().QUARTERDECK_INSTANCE_ID}.${part}`;
  return { isSecure, session: name("session"), csrf: name("csrf"), callback: name("callback"), pkce: name("pkce"), state: name("state"), nonce: name("nonce") };
}

/** One cookie of a `Cookie` header; null when absent. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** The session id inside the encrypted cookie; null for anything that this installation did not issue or that has ended. */
export async function sessionIdOf(cookie: string | null): Promise<string | null> {
  if (cookie === null || cookie === "") return null;
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
