import "server-only";
import type { z } from "zod";
import { env } from "@/server/platform/env";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { newcomer } from "./accept-link";
import { acceptPassword } from "./accept-password";
import type { completeSetupInput } from "./contract";
import { issueLink, redeemLink, type IssuedLink } from "./links";
import { hashPassword } from "./password-hash";
import { countActiveAdmins, insertUser, lockAndCountAdmins, emailTaken } from "./users-repository";

const adminExists = () => new DomainError("PRECONDITION_FAILED", "There is an administrator already. Ask them for an invitation.");

export const hasAdmin = async (): Promise<boolean> => (await countActiveAdmins()) > 0;

/** A one-time link with which the first administrator sets up an account; refused once there is one. */
export async function createSetupLink(ctx: Ctx): Promise<IssuedLink> {
  return businessWrite(ctx, { domains: [] }, async (tx, record) => {
    if ((await lockAndCountAdmins(tx)) > 0) throw adminExists();
    const link = await issueLink(tx, { purpose: "setup", email: null, roles: ["admin"], now: ctx.clock.now() });
    record({ action: "accounts.setup.link", entityType: "link", entityId: link.id, after: { expiresAt: link.expiresAt } });
    return link;
  });
}

/** Creates the administrator that QUARTERDECK_ADMIN_EMAIL and QUARTERDECK_ADMIN_PASSWORD name, once, while there is none. */
export async function ensureFirstAdmin(ctx: Ctx): Promise<{ created: boolean }> {
  const { QUARTERDECK_ADMIN_EMAIL: given, QUARTERDECK_ADMIN_PASSWORD: password } = env();
  if (given === undefined || password === undefined || (await hasAdmin())) return { created: false };
  const email = given.toLowerCase();
  const passwordHash = await hashPassword(password);
  const id = newId("usr");
  try {
    await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
      if ((await lockAndCountAdmins(tx)) > 0) throw adminExists();
      if (await emailTaken(tx, email)) throw new DomainError("CONFLICT", "QUARTERDECK_ADMIN_EMAIL names a person who has an account already, without being an administrator.");
      await insertUser(tx, { id, email, name: "Administrator", passwordHash, roles: ["admin"], customerId: null, zone: "UTC", createdAt: ctx.clock.now() });
      record({ action: "accounts.setup.complete", entityType: "user", entityId: id, after: { email, roles: ["admin"], method: "environment" } });
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log().warn({ requestId: ctx.requestId, reason: error.message }, "no administrator was created");
    return { created: false };
  }
  return { created: true };
}

export async function completeSetup(input: z.output<typeof completeSetupInput>, ctx: Ctx): Promise<{ email: string }> {
  const { email, name, zone } = input;
  const id = newId("usr");
  await businessWrite(newcomer(ctx, id, name), { domains: ["accounts"] }, async (tx, record) => {
    const admins = await lockAndCountAdmins(tx);
    await redeemLink(tx, { token: input.token, purpose: "setup", now: ctx.clock.now() });
    if (admins > 0) throw adminExists();
    if (await emailTaken(tx, email)) throw new DomainError("CONFLICT", "Somebody has an account with this address already. Use another one.");
    const passwordHash = await acceptPassword(input.password, { email, name });
    await insertUser(tx, { id, email, name, passwordHash, roles: ["admin"], customerId: null, zone, createdAt: ctx.clock.now() });
    record({ action: "accounts.setup.complete", entityType: "user", entityId: id, after: { email, name, roles: ["admin"], method: "link" } });
  });
  return { email };
}
