import "server-only";
import type { Actor } from "@/server/platform/auth/actor";
import { permissionsOf, roleNames, type RoleName } from "@/server/platform/auth/permissions";
import { anonymousActor } from "@/server/platform/auth/system-actor";
import { systemClock, type Clock } from "@/server/platform/clock";
import { runInTime } from "@/server/platform/registry";
import { bearerToken, effectivePermissions, scopeOf, sessionState, tokenState } from "#core/accounts";
import { hashSecret } from "./hash-secret";
import { rememberActor } from "./session-cache";
import { cookieNames, readCookie, sessionIdOf } from "./session-cookie";
import { findSession, touchSession } from "./sessions-repository";
import { findToken, touchToken } from "./tokens-repository";

export interface ActorRequest {
  cookieHeader?: string | null;
  /** Next's cookie store, where there is no header at hand. */
  cookies?: { get(name: string): { value: string } | undefined };
  authorization?: string | null;
  requestId?: string;
  clock?: Clock;
}

interface Owner {
  id: string;
  name: string;
  email: string;
  zone: string;
  customerId: string | null;
  roles: readonly { role: string }[];
}

const seenEveryMs = 60_000;
const isStale = (at: Date | null, now: Date): boolean => at === null || now.getTime() - at.getTime() >= seenEveryMs;
export const knownRoles = (grants: readonly { role: string }[]): RoleName[] => roleNames.filter((role) => grants.some((grant) => grant.role === role));

export const personActor = (owner: Owner, sessionId: string): Actor => {
  const roles = knownRoles(owner.roles);
  return { kind: "user", userId: owner.id, name: owner.name, email: owner.email, roles, permissions: permissionsOf(roles), scope: scopeOf(roles, owner.customerId, owner), sessionId, zone: owner.zone };
};

async function actorOfSession(id: string, clock: Clock): Promise<Actor | null> {
  const session = await findSession(id);
  const now = clock.now();
  if (session === null || sessionState(session, now) !== "live") return null;
  if (isStale(session.lastSeenAt, now)) await touchSession(id, session.userId, now);
  return personActor(session.user, id);
}

async function actorOfToken(tokenHash: string, clock: Clock): Promise<Actor | null> {
  const token = await findToken(tokenHash);
  const now = clock.now();
  if (token === null || token.user.status !== "active" || tokenState(token, now) !== "active") return null;
  if (isStale(token.lastUsedAt, now)) await touchToken(token.id, now);
  const owner = personActor(token.user, "");
  return { ...owner, kind: "token", name: `${owner.name} (token ${token.name})`, permissions: effectivePermissions(token.permissions, owner.permissions), sessionId: null };
}

/** A database that hangs must not keep whoever asks waiting for ever: they are told that it is late. */
const inTime = (load: () => Promise<Actor | null>): Promise<Actor | null> => runInTime(load, { signal: new AbortController().signal, cost: "normal" });

/**
 * Who makes this request. A request that presents a bearer token is judged by that alone, so that a bad token is never
 * covered by a good cookie. Anything unknown, ended, revoked or outdated is anonymous.
 * Throws UNAVAILABLE when the database does not say so in time.
 */
export async function resolveActor(request: ActorRequest): Promise<Actor> {
  const clock = request.clock ?? systemClock;
  if (request.authorization != null && request.authorization !== "") {
    const token = bearerToken(request.authorization);
    if (token === null) return anonymousActor;
    const tokenHash = hashSecret(token);
    return (await rememberActor(`t:${tokenHash}`, () => inTime(() => actorOfToken(tokenHash, clock)))) ?? anonymousActor;
  }
  const name = cookieNames().session;
  const sessionId = await sessionIdOf(request.cookies?.get(name)?.value ?? readCookie(request.cookieHeader, name));
  if (sessionId === null) return anonymousActor;
  return (await rememberActor(`s:${sessionId}`, () => inTime(() => actorOfSession(sessionId, clock)))) ?? anonymousActor;
}
