import "server-only";
import type { Actor } from "../platform/auth/actor";
import { anonymousActor } from "../platform/auth/system-actor";

export interface Credentials {
  cookieHeader: string | null;
  authorization: string | null;
  requestId: string;
}

export const resolveActor = (_credentials: Credentials): Promise<Actor> => Promise.resolve(anonymousActor);

/** A browser names the origin of a state-changing request; anything else is refused. */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && new URL(origin).host === request.headers.get("host");
}
