import "server-only";
import type { z } from "zod";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { listSessionsInput, SessionView } from "./contract";
import { requireOwner } from "./require-person";
import { forgetActors } from "./session-cache";
import { endSession, endSessionsOf, findLiveSessions, findSessionOwner } from "./sessions-repository";

type SessionPage = { items: SessionView[]; nextCursor: string | null };

export async function listSessions(input: z.output<typeof listSessionsInput>, ctx: Ctx): Promise<SessionPage> {
  const { rows, nextCursor } = await findLiveSessions({ ...input, now: ctx.clock.now() });
  const items = rows.map((row) => ({
    id: row.id, userId: row.userId, userName: row.user.name, createdAt: row.createdAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
    userAgent: row.userAgent, address: row.address, isCurrent: row.id === ctx.actor.sessionId,
  }));
  return { items, nextCursor };
}

export const listOwnSessions = (input: { cursor?: string; limit: number }, ctx: Ctx): Promise<SessionPage> => listSessions({ ...input, userId: requireOwner(ctx) }, ctx);

/** Ends a session: one's own, or anybody's for who manages accounts. To others it does not exist. */
export async function revokeSession(id: string, ctx: Ctx): Promise<{ done: true }> {
  const session = await findSessionOwner(id);
  const mayEnd = session !== null && (session.userId === ctx.actor.userId || can(ctx.actor, "accounts.manage"));
  if (!mayEnd) throw new DomainError("NOT_FOUND", "There is no such session.");
  await businessWrite(ctx, { domains: [] }, async (tx, record) => {
    if (!(await endSession(tx, id, ctx.clock.now()))) throw new DomainError("PRECONDITION_FAILED", "This session has ended already.");
    record({ action: "accounts.session.revoke", entityType: "session", entityId: id, before: { person: session.user.name, address: session.address, userAgent: session.userAgent } });
  });
  forgetActors();
  return { done: true };
}

/** Ends all of one's sessions but the one that asks. */
export async function revokeOtherSessions(ctx: Ctx): Promise<{ revoked: number }> {
  const userId = requireOwner(ctx);
  const revoked = await businessWrite(ctx, { domains: [] }, async (tx, record) => {
    const count = await endSessionsOf(tx, userId, { now: ctx.clock.now(), exceptId: ctx.actor.sessionId });
    record({ action: "accounts.session.revoke-others", entityType: "user", entityId: userId, after: { ended: count } });
    return count;
  });
  forgetActors();
  return { revoked };
}
