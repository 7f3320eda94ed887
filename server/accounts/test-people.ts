import { encode } from "next-auth/jwt";
import type { RoleName } from "@/server/platform/auth/permissions";
import { systemActor } from "@/server/platform/auth/system-actor";
import { newId } from "@/server/platform/ids";
import { env } from "@/server/platform/env";
import type { Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { createPerson } from "./create-person";
import { openSession, ownActor } from "./open-session";
import { resolveActor } from "./resolve-actor";
import { cookieNames } from "./session-cookie";
import { findOwnUser, type UserRow } from "./users-repository";

export const testPassword = "plover wicket 71 tansy";
export const facts = { requestId: "rq_test", address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };

export const systemCtx = (): Ctx => ({ ...testContext("admin"), actor: systemActor("test"), clock: { now: () => new Date() } });

/** A person with a password and one role. */
export async function person(role: RoleName, email = `${newId("p")}@example.org`): Promise<UserRow> {
  const { id } = await createPerson(systemCtx(), { email, name: `Test ${role}`, password: testPassword, roles: [role] });
  const user = await findOwnUser(id);
  if (user === null) throw new Error("The person was not created.");
  return user;
}

/** What the person's operations run with. */
export const ctxOf = (user: UserRow, sessionId: string | null = null): Ctx => ({ ...systemCtx(), actor: { ...ownActor(user), sessionId } });

export interface SignedIn {
  sessionId: string;
  cookieHeader: string;
  ctx: Ctx;
}

/** Signs a person in as the route does and returns the cookie that a browser would keep. */
export async function signedIn(user: UserRow): Promise<SignedIn> {
  const sessionId = await openSession(systemCtx(), user, { method: "password", facts });
  const cookie = await encode({ token: { sid: sessionId }, secret: env().NEXTAUTH_SECRET });
  return { sessionId, cookieHeader: `theme=dark; ${cookieNames().session}=${cookie}`, ctx: ctxOf(user, sessionId) };
}

/** Sends the cookie again: who is it now? */
export const replay = async (cookieHeader: string): Promise<string> => {
  const actor = await resolveActor({ cookieHeader });
  return actor.kind === "anonymous" ? "anonymous" : (actor.email ?? "");
};
