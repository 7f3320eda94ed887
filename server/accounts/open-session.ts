import "server-only";
import type { Actor } from "@/server/platform/auth/actor";
import { permissionsOf } from "@/server/platform/auth/permissions";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { scopeOf } from "#core/accounts";
import { knownRoles } from "./resolve-actor";
import { insertSession } from "./sessions-repository";
import type { UserRow } from "./users-repository";

export const sessionLifetimeMs = 7 * 86_400_000;

export interface RequestFacts {
  requestId: string;
  address: string;
  userAgent: string;
}

/** The person as actor of their own sign-in, before there is a session. */
export function ownActor(user: UserRow): Actor {
  const roles = knownRoles(user.roles);
  return { kind: "user", userId: user.id, name: user.name, email: user.email, roles, permissions: permissionsOf(roles), scope: scopeOf(roles, user.customerId, user), sessionId: null, zone: user.zone };
}

/** Begins a session for a person whose sign-in has been checked. `method` goes into the audit. */
export async function openSession(ctx: Ctx, user: UserRow, { method, facts }: { method: "password" | "oidc"; facts: RequestFacts }): Promise<string> {
  const id = newId("ses");
  const now = ctx.clock.now();
  const asUser: Ctx = { ...ctx, actor: ownActor(user) };
  await businessWrite(asUser, { domains: [] }, async (tx, record) => {
    await insertSession(tx, {
      id, userId: user.id, authVersion: user.authVersion, createdAt: now, expiresAt: new Date(now.getTime() + sessionLifetimeMs), userAgent: facts.userAgent.slice(0, 300), address: facts.address.slice(0, 60),
    });
    record({ action: "accounts.session.begin", entityType: "session", entityId: id, after: { method, address: facts.address, userAgent: facts.userAgent.slice(0, 300) } });
  });
  return id;
}
