import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { acceptPassword } from "./accept-password";
import type { acceptInvitationInput, completeResetInput } from "./contract";
import { redeemLink } from "./links";
import { forgetActors } from "./session-cache";
import { endSessionsOf } from "./sessions-repository";
import { emailTaken, findUserByEmail, insertUser, updateAccess } from "./users-repository";

/** Who opens an account acts as its owner from its first audit row on. */
export const newcomer = (ctx: Ctx, id: string, name: string): Ctx => ({ ...ctx, actor: { ...ctx.actor, userId: id, name } });

/** Makes the invited person's account. The link decides address, roles and customer; the person only name, zone and password. */
export async function acceptInvitation(input: z.output<typeof acceptInvitationInput>, ctx: Ctx): Promise<{ email: string }> {
  const id = newId("usr");
  return businessWrite(newcomer(ctx, id, input.name), { domains: ["accounts"] }, async (tx, record) => {
    const link = await redeemLink(tx, { token: input.token, purpose: "invite", now: ctx.clock.now() });
    const email = link.email ?? "";
    if (await emailTaken(tx, email)) throw new DomainError("CONFLICT", "There is an account with this address already. Sign in instead.");
    const passwordHash = await acceptPassword(input.password, { email, name: input.name });
    await insertUser(tx, { id, email, name: input.name, passwordHash, roles: link.roles, customerId: link.customerId, zone: input.zone, createdAt: ctx.clock.now() });
    record({ action: "accounts.invitation.accept", entityType: "user", entityId: id, after: { email, name: input.name, roles: link.roles, customerId: link.customerId, method: "link" } });
    return { email };
  });
}

/** Sets a new password by link and ends every session of the person. The second factor stays as it is. */
export async function completeReset(input: z.output<typeof completeResetInput>, ctx: Ctx): Promise<{ email: string }> {
  const email = await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    const now = ctx.clock.now();
    const link = await redeemLink(tx, { token: input.token, purpose: "reset", now });
    const user = await findUserByEmail(link.email ?? "");
    if (user === null || user.status !== "active") throw new DomainError("PRECONDITION_FAILED", "This account is not active. Ask an administrator.");
    await updateAccess(tx, user.id, { passwordHash: await acceptPassword(input.password, { email: user.email, name: user.name }) });
    const ended = await endSessionsOf(tx, user.id, { now });
    record({ action: "accounts.password.reset", entityType: "user", entityId: user.id, after: { sessionsEnded: ended } });
    return user.email;
  });
  forgetActors();
  return { email };
}
