import "server-only";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { credentialsInput, type SignInFault } from "./contract";
import { passwordFits } from "./password-hash";
import { attemptSucceeded, beginAttempt, type Attempt } from "./sign-in-throttle";
import { acceptCode } from "./totp";
import { findUserByEmail, type UserRow } from "./users-repository";

export type Verdict = { ok: true; user: UserRow } | { ok: false; fault: SignInFault };

const refuse = (fault: SignInFault): Verdict => ({ ok: false, fault });

async function secondFactor(user: UserRow, code: string, now: Date): Promise<SignInFault | null> {
  if (!user.totpEnabled || user.totpSecret === null) return null;
  if (code === "") return "code_required";
  return (await acceptCode({ id: user.id, totpSecret: user.totpSecret }, code, now)) ? null : "code_wrong";
}

/** One audit row for each window that guessing has closed. */
const recordThrottled = (ctx: Ctx, { email, address }: Attempt): Promise<void> =>
  businessWrite(ctx, { domains: [] }, async (_tx, record) => record({ action: "accounts.sign-in.throttled", entityType: "sign-in", entityId: email, after: { address } }));

/**
 * Checks e-mail, password and, where the person has one, the second factor. Every attempt is counted before it is checked;
 * an unknown person, a wrong password and a deactivated account cost the same time and get the same answer.
 */
export async function verifyCredentials(raw: unknown, address: string, ctx: Ctx): Promise<Verdict> {
  const input = credentialsInput.safeParse(raw);
  if (!input.success) return refuse("credentials");
  const { email, password, code } = input.data;
  const attempt = { email, address };
  const now = ctx.clock.now();
  const throttle = await beginAttempt(attempt, now);
  if (throttle.isFirstRefused) await recordThrottled(ctx, attempt);
  if (throttle.isRefused) return refuse("throttled");
  const user = await findUserByEmail(email);
  const usable = user !== null && user.status === "active" ? user : null;
  const fits = await passwordFits(usable?.passwordHash ?? null, password);
  if (usable === null || !fits) return refuse("credentials");
  const fault = await secondFactor(usable, code, now);
  if (fault !== null) return refuse(fault);
  await attemptSucceeded(attempt, now);
  return { ok: true, user: usable };
}
