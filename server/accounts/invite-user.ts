import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { linkState, rolesFault } from "#core/accounts";
import type { inviteUserInput, InvitationView, RoleName } from "./contract";
import { issueLink, type IssuedLink } from "./links";
import { mailLink } from "./mail-link";
import { dropInvitation, findInvitation, findInvitations } from "./links-repository";
import { knownRoles } from "./resolve-actor";
import { emailTaken, findCustomerNames } from "./users-repository";

/** Refuses roles that do not go together, and customers that do not exist. */
export async function checkRoles(roles: readonly RoleName[], customerId: string | null): Promise<void> {
  const fault = rolesFault(roles, customerId);
  if (fault !== null) throw new DomainError("VALIDATION", fault, { faults: [{ path: "roles", message: fault }] });
  if (customerId !== null && !(await findCustomerNames([customerId])).has(customerId)) throw new DomainError("VALIDATION", "There is no such customer.", { faults: [{ path: "customerId", message: "There is no such customer." }] });
}

/** Issues an invitation and mails it; an older one for the same address stops working. The link is also shown to the inviter, who may hand it over. */
export async function inviteUser(input: z.output<typeof inviteUserInput>, ctx: Ctx): Promise<IssuedLink & { isMailed: boolean }> {
  await checkRoles(input.roles, input.customerId);
  return businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    if (await emailTaken(tx, input.email)) throw new DomainError("CONFLICT", "This person has an account already.");
    const link = await issueLink(tx, { purpose: "invite", email: input.email, roles: input.roles, customerId: input.customerId, now: ctx.clock.now() });
    record({ action: "accounts.invitation.create", entityType: "link", entityId: link.id, after: { email: input.email, roles: input.roles, customerId: input.customerId, expiresAt: link.expiresAt } });
    const isMailed = await mailLink(tx, { to: input.email, subject: "Your invitation to Quarterdeck", opening: `${ctx.actor.name} invites you to Quarterdeck. Open this link to choose your name and password:`, link }, ctx);
    return { ...link, isMailed };
  });
}

export async function listInvitations(input: { cursor?: string; limit: number }, ctx: Ctx): Promise<{ items: InvitationView[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await findInvitations(input);
  const names = await findCustomerNames(rows.flatMap((row) => (row.customerId === null ? [] : [row.customerId])));
  const items = rows.map((row) => ({
    id: row.id, email: row.email ?? "", roles: knownRoles(row.roles.map((role) => ({ role }))), customerName: row.customerId === null ? null : (names.get(row.customerId) ?? null),
    createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString(), isExpired: linkState(row, ctx.clock.now()) === "expired",
  }));
  return { items, nextCursor };
}

export async function revokeInvitation(id: string, ctx: Ctx): Promise<{ done: true }> {
  const link = await findInvitation(id);
  if (link === null) throw new DomainError("NOT_FOUND", "There is no such invitation.");
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    if (!(await dropInvitation(tx, id))) throw new DomainError("PRECONDITION_FAILED", "This invitation has been accepted already.");
    record({ action: "accounts.invitation.revoke", entityType: "link", entityId: id, before: { email: link.email, roles: link.roles } });
  });
  return { done: true };
}
