import "server-only";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { ownActor } from "./open-session";
import { forgetActors } from "./session-cache";
import { endSession, findSession } from "./sessions-repository";

/** Signing out: the cookie is dropped by the browser, and the session ends here, so that a copy of the cookie is worth nothing. */
export async function endOwnSession(ctx: Ctx, sessionId: unknown): Promise<void> {
  if (typeof sessionId !== "string") return;
  const session = await findSession(sessionId);
  if (session === null || session.revokedAt !== null) return;
  await businessWrite({ ...ctx, actor: { ...ownActor(session.user), sessionId } }, { domains: [] }, async (tx, record) => {
    await endSession(tx, sessionId, ctx.clock.now());
    record({ action: "accounts.session.end", entityType: "session", entityId: sessionId });
  });
  forgetActors();
}
