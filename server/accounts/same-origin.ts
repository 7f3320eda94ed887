import "server-only";
import { env } from "@/server/platform/env";

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/**
 * Whether a browser sent this from a page of this portal; ask it before any mutation that a cookie authorises. Without an
 * `Origin` header only `Sec-Fetch-Site: same-origin` will do: what cannot be told counts as foreign.
 */
export function isSameOrigin(request: { headers: { get(name: string): string | null } }): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "same-origin";
  const host = hostOf(origin);
  if (host === null) return false;
  return host === request.headers.get("host") || origin === new URL(env().QUARTERDECK_URL).origin;
}
