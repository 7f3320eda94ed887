import "server-only";
import { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { acceptPassword } from "./accept-password";
import { acceptInvitationInput, inviteUserInput } from "./contract";
import { checkRoles } from "./invite-user";
import { forgetActors } from "./session-cache";
import { deleteDemoUsers, emailTaken, insertUser } from "./users-repository";

const personInput = inviteUserInput.extend({ name: acceptInvitationInput.shape.name, password: acceptInvitationInput.shape.password, zone: acceptInvitationInput.shape.zone, isDemo: z.boolean().default(false) });

/** Makes an account at once, with a password: for the command line and the demo organisation. People are otherwise invited. */
export async function createPerson(ctx: Ctx, raw: z.input<typeof personInput>): Promise<{ id: string; email: string }> {
  const person = personInput.parse(raw);
  await checkRoles(person.roles, person.customerId);
  const passwordHash = await acceptPassword(person.password, person);
  const id = newId("usr");
  const { email, name, roles, customerId, zone, isDemo } = person;
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    if (await emailTaken(tx, email)) throw new DomainError("CONFLICT", `There is an account with the address ${email} already.`);
    await insertUser(tx, { id, email, name, roles, customerId, zone, isDemo, passwordHash, createdAt: ctx.clock.now() });
    record({ action: "accounts.user.create", entityType: "user", entityId: id, after: { email, name, roles, customerId, isDemo } });
  });
  return { id, email };
}

/** Removes the accounts of the demo organisation with their sessions and tokens; returns how many there were. */
export async function removeDemoPeople(ctx: Ctx): Promise<number> {
  const removed = await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    const count = await deleteDemoUsers(tx);
    record({ action: "accounts.demo.remove", entityType: "user", entityId: "demo", before: { people: count } });
    return count;
  });
  forgetActors();
  return removed;
}
