import "server-only";
import type { NextAuthOptions } from "next-auth";
import { z } from "zod";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { dropLinksFor, findOpenInvitation, type LinkRow } from "./links-repository";
import { emailTaken, findIdentity, findOwnUser, findUserByEmail, insertIdentity, insertUser, type UserRow } from "./users-repository";

const claimsSchema = z.object({ sub: z.string().min(1), email: z.email().optional(), email_verified: z.union([z.boolean(), z.literal("true"), z.literal("false")]).optional(), name: z.string().optional() });
type Claims = z.output<typeof claimsSchema>;

/** The single sign-on of OIDC_ISSUER as next-auth knows it; null when it is not set up. */
export function oidcProvider(): NextAuthOptions["providers"][number] | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return null;
  return {
    id: "oidc", name: OIDC_NAME, type: "oauth", wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`, idToken: true, checks: ["pkce", "state"],
    clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, authorization: { params: { scope: "openid email profile" } },
    profile: (claims: Claims) => ({ id: claims.sub, email: claims.email ?? null, name: claims.name ?? null }),
  };
}

export const singleSignOnName = (): string | null => (oidcProvider() === null ? null : env().OIDC_NAME);

/** An address counts only when the provider says that it verified it: otherwise anyone could claim a colleague's. */
const verifiedEmail = (claims: Claims): string | null => (claims.email !== undefined && String(claims.email_verified) === "true" ? claims.email.toLowerCase() : null);

async function joinByInvitation(ctx: Ctx, claims: Claims, invitation: LinkRow): Promise<string> {
  const id = newId("usr");
  const email = invitation.email ?? "";
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    if (await emailTaken(tx, email)) throw new Error("The invited person has an account by now.");
    await insertUser(tx, { id, email, name: claims.name ?? email, passwordHash: null, roles: invitation.roles, customerId: invitation.customerId, zone: "UTC", createdAt: ctx.clock.now() });
    await dropLinksFor(tx, email, "invite");
    record({ action: "accounts.invitation.accept", entityType: "user", entityId: id, after: { email, roles: invitation.roles, customerId: invitation.customerId, method: "oidc" } });
  });
  return id;
}

async function linkIdentity(ctx: Ctx, subject: string, userId: string): Promise<void> {
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    await insertIdentity(tx, { provider: env().OIDC_ISSUER ?? "", subject, userId });
    record({ action: "accounts.identity.link", entityType: "user", entityId: userId, after: { provider: env().OIDC_ISSUER ?? "" } });
  });
}

const activeOrNull = (user: UserRow | null): UserRow | null => (user?.status === "active" ? user : null);

/**
 * The person behind a verified identity: known already, or known by a verified address, or invited at it. Null refuses
 * the sign-in: nobody gets an account by merely existing at the provider.
 */
export async function personOfIdentity(ctx: Ctx, subject: string, profile: unknown): Promise<UserRow | null> {
  const known = await findIdentity(env().OIDC_ISSUER ?? "", subject);
  if (known) return activeOrNull(await findOwnUser(known.userId));
  const claims = claimsSchema.safeParse(profile);
  const email = claims.success ? verifiedEmail(claims.data) : null;
  if (!claims.success || email === null) return null;
  const existing = await findUserByEmail(email);
  if (existing !== null && existing.status !== "active") return null;
  const invitation = existing === null ? await findOpenInvitation(email, ctx.clock.now()) : null;
  if (existing === null && invitation === null) return null;
  const userId = existing?.id ?? (invitation === null ? "" : await joinByInvitation(ctx, claims.data, invitation));
  await linkIdentity(ctx, subject, userId);
  return activeOrNull(await findOwnUser(userId));
}
