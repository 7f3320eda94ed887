import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { acceptPassword } from "./accept-password";
import type { changePasswordInput, ProfileView, updateProfileInput } from "./contract";
import { passwordFits } from "./password-hash";
import { requireOwner, requirePerson } from "./require-person";
import { forgetActors } from "./session-cache";
import { endSessionsOf } from "./sessions-repository";
import { attemptSucceeded, beginAttempt } from "./sign-in-throttle";
import { openTotp } from "./totp";
import { findOwnUser, updateAccess, updateDetails, type UserRow } from "./users-repository";
import { userViews } from "./views";

export async function ownRow(id: string): Promise<UserRow> {
  const row = await findOwnUser(id);
  if (row === null) throw new DomainError("NOT_FOUND", "This account is gone.");
  return row;
}

export async function getProfile(ctx: Ctx): Promise<ProfileView> {
  const row = await ownRow(requireOwner(ctx));
  const [view] = await userViews([row]);
  if (view === undefined) throw new DomainError("NOT_FOUND", "This account is gone.");
  return { ...view, hasPassword: row.passwordHash !== null, recoveryCodesLeft: row.totpEnabled && row.totpSecret !== null ? openTotp(row.totpSecret).recovery.length : 0 };
}

export async function updateProfile(input: z.output<typeof updateProfileInput>, ctx: Ctx): Promise<ProfileView> {
  const row = await ownRow(requireOwner(ctx));
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    await updateDetails(tx, row.id, input);
    record({ action: "accounts.profile.update", entityType: "user", entityId: row.id, before: { name: row.name, zone: row.zone }, after: input });
  });
  forgetActors();
  return getProfile(ctx);
}

/** Asks the person at an open browser for the password again; counted like a sign-in, so that it cannot be guessed here either. */
export async function confirmPassword(row: UserRow, password: string, { path, now }: { path: string; now: Date }): Promise<void> {
  const attempt = { email: row.email, address: "" };
  if ((await beginAttempt(attempt, now)).isRefused) throw new DomainError("LIMIT_EXCEEDED", "Too many attempts. Wait a quarter of an hour and try again.");
  if (!(await passwordFits(row.passwordHash, password))) throw new DomainError("VALIDATION", "The current password is not right.", { faults: [{ path, message: "The current password is not right." }] });
  await attemptSucceeded(attempt, now);
}

/** Sets a new password and ends every session of the person, this one too: a copied cookie must not outlive it. */
export async function changePassword(input: z.output<typeof changePasswordInput>, ctx: Ctx): Promise<{ done: true }> {
  const row = await ownRow(requirePerson(ctx));
  const now = ctx.clock.now();
  await confirmPassword(row, input.current, { path: "current", now });
  const passwordHash = await acceptPassword(input.next, { email: row.email, name: row.name }, "next");
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    await updateAccess(tx, row.id, { passwordHash });
    const ended = await endSessionsOf(tx, row.id, { now });
    record({ action: "accounts.password.change", entityType: "user", entityId: row.id, after: { sessionsEnded: ended } });
  });
  forgetActors();
  return { done: true };
}
