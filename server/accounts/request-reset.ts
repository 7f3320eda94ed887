import "server-only";
import { z } from "zod";
import { appendAudit } from "@/server/platform/audit";
import { DomainError } from "@/server/platform/errors";
import { hasMailServer } from "@/server/platform/mail";
import { defineConsumer } from "@/server/platform/outbox";
import type { Ctx } from "@/server/platform/registry";
import { countAttempt, resetThrottle, resetThrottleOfAll, waitMs, type ThrottlePolicy } from "#core/accounts";
import { hashSecret } from "./hash-secret";
import { issueLink } from "./links";
import { appendResetRequest } from "./links-repository";
import { mailLink } from "./mail-link";
import { addAttempt } from "./throttle-repository";
import { findOwnUser, findUserByEmail } from "./users-repository";

const topic = "accounts.password.requested";

async function isTooOften(key: string, policy: ThrottlePolicy, now: Date): Promise<boolean> {
  return waitMs(await addAttempt(key, countAttempt(null, policy, now), now), policy, now) > 0;
}

/**
 * Somebody who forgot the password asks for a link. The answer and the work are the same whoever the address belongs to: the
 * link is made and mailed later, from the outbox.
 */
export async function requestReset({ email }: { email: string }, ctx: Ctx): Promise<{ done: true }> {
  if (!hasMailServer()) throw new DomainError("PRECONDITION_FAILED", "This portal sends no mail. Ask an administrator for a link.");
  const now = ctx.clock.now();
  const isRefused = [await isTooOften(`reset:${hashSecret(email).slice(0, 32)}`, resetThrottle, now), await isTooOften("reset:all", resetThrottleOfAll, now)].includes(true);
  const user = await findUserByEmail(email);
  if (!isRefused) await appendResetRequest({ topic, payload: { userId: user?.id ?? null } });
  return { done: true };
}

export const mailResetLink = defineConsumer({
  topic,
  summary: "Mails a link to who forgot the password.",
  payload: z.object({ userId: z.string().nullable() }),
  run: async ({ userId }, { tx, ctx }) => {
    const user = userId === null ? null : await findOwnUser(userId);
    if (user === null || user.status !== "active") return;
    const link = await issueLink(tx, { purpose: "reset", email: user.email, now: ctx.clock.now() });
    const opening = `Somebody, probably you, asked for a new password for ${user.email}. Open this link to choose one; without it nothing changes:`;
    await mailLink(tx, { to: user.email, subject: "Choose a new Quarterdeck password", opening, link }, ctx);
    await appendAudit(tx, ctx, { action: "accounts.password.link", entityType: "user", entityId: user.id, after: { expiresAt: link.expiresAt, askedFor: "by its owner's address" } });
  },
});
