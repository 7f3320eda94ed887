import "server-only";
import type { z } from "zod";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite, type ChangeEntry } from "@/server/platform/write";
import type { changeRolesInput } from "./contract";
import { checkRoles } from "./invite-user";
import { issueLink, type IssuedLink } from "./links";
import { mailLink } from "./mail-link";
import { forgetActors } from "./session-cache";
import { endSessionsOf } from "./sessions-repository";
import { findUserByEmail, lockAndCountAdmins, lockUser, replaceRoles, updateAccess, updateDetails, type UserRow } from "./users-repository";
import { accessOf } from "./views";

type Change = (tx: Tx, user: UserRow) => Promise<Omit<ChangeEntry, "entityType" | "entityId">>;

/** One change to one person's access: locked, recorded, and known to the next request of this process. */
async function changePerson(ctx: Ctx, id: string, change: Change): Promise<{ done: true }> {
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    const user = await lockUser(tx, id);
    if (user === null) throw new DomainError("NOT_FOUND", "There is no such person.");
    record({ ...(await change(tx, user)), entityType: "user", entityId: id });
  });
  forgetActors();
  return { done: true };
}

/** The portal never ends up without an active administrator: nobody could let anyone in again. */
async function protectLastAdmin(tx: Tx, userId: string): Promise<void> {
  if ((await lockAndCountAdmins(tx, userId)) === 0) throw new DomainError("PRECONDITION_FAILED", "This is the last active administrator. Make somebody else one first.");
}

export async function changeRoles({ id, roles, customerId }: z.output<typeof changeRolesInput>, ctx: Ctx): Promise<{ done: true }> {
  await checkRoles(roles, customerId);
  return changePerson(ctx, id, async (tx, user) => {
    if (!roles.includes("admin")) await protectLastAdmin(tx, id);
    await replaceRoles(tx, id, { roles, customerId });
    await endSessionsOf(tx, id, { now: ctx.clock.now() });
    return { action: "accounts.user.roles", before: accessOf(user), after: { roles, customerId, status: user.status } };
  });
}

export const deactivateUser = (id: string, ctx: Ctx): Promise<{ done: true }> =>
  changePerson(ctx, id, async (tx, user) => {
    if (user.status !== "active") throw new DomainError("PRECONDITION_FAILED", "This account is deactivated already.");
    await protectLastAdmin(tx, id);
    await updateAccess(tx, id, { status: "inactive" });
    await endSessionsOf(tx, id, { now: ctx.clock.now() });
    return { action: "accounts.user.deactivate", before: accessOf(user), after: { ...accessOf(user), status: "inactive" } };
  });

export const reactivateUser = (id: string, ctx: Ctx): Promise<{ done: true }> =>
  changePerson(ctx, id, async (tx, user) => {
    if (user.status === "active") throw new DomainError("PRECONDITION_FAILED", "This account is active already.");
    await updateAccess(tx, id, { status: "active" });
    return { action: "accounts.user.reactivate", before: accessOf(user), after: { ...accessOf(user), status: "active" } };
  });

/** For a lost phone without recovery codes: the person signs in with the password alone and may set up a new one. */
export const removeSecondFactor = (id: string, ctx: Ctx): Promise<{ done: true }> =>
  changePerson(ctx, id, async (tx, user) => {
    if (!user.totpEnabled) throw new DomainError("PRECONDITION_FAILED", "This person has no second factor.");
    await updateDetails(tx, id, { totpSecret: null, totpEnabled: false });
    return { action: "accounts.totp.remove", before: { totpEnabled: true }, after: { totpEnabled: false } };
  });

/** Makes and mails a link with which the person chooses a new password. The old one works until then. */
export async function createResetLink(id: string, ctx: Ctx): Promise<IssuedLink & { isMailed: boolean }> {
  return businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    const user = await lockUser(tx, id);
    if (user === null) throw new DomainError("NOT_FOUND", "There is no such person.");
    if (user.status !== "active") throw new DomainError("PRECONDITION_FAILED", "Reactivate the account first.");
    const link = await issueLink(tx, { purpose: "reset", email: user.email, now: ctx.clock.now() });
    record({ action: "accounts.password.link", entityType: "user", entityId: id, after: { expiresAt: link.expiresAt } });
    const isMailed = await mailLink(tx, { to: user.email, subject: "Choose a new Quarterdeck password", opening: `${ctx.actor.name} made this link for you, ${user.name}. Open it to choose a new password:`, link }, ctx);
    return { ...link, isMailed };
  });
}

/** The same by address: for the command line, when nobody can sign in any more. */
export async function createResetLinkFor(email: string, ctx: Ctx): Promise<IssuedLink> {
  const user = await findUserByEmail(email.trim().toLowerCase());
  if (user === null) throw new DomainError("NOT_FOUND", `Nobody has the address ${email}.`);
  return createResetLink(user.id, ctx);
}
