import "server-only";
import { log } from "@/server/platform/log";
import { credentialsInput, type SignInFault } from "./contract";
import { passwordFits } from "./password-hash";
import { attemptSucceeded, beginAttempt } from "./sign-in-throttle";
import { acceptCode } from "./totp";
import { findUserByEmail, type UserRow } from "./users-repository";

export type Verdict = { ok: true; user: UserRow } | { ok: false; fault: SignInFault };

const refuse = (fault: SignInFault): Verdict => ({ ok: false, fault });

async function secondFactor(user: UserRow, code: string, now: Date): Promise<SignInFault | null> {
  if (!user.totpEnabled || user.totpSecret === null) return null;
  if (code === "") return "code_required";
  return (await acceptCode({ id: user.id, totpSecret: user.totpSecret }, code, now)) ? null : "code_wrong";
}

/**
 * Checks e-mail, password and, where the person has one, the second factor. Every attempt is counted before it is checked;
 * an unknown person, a wrong password and a deactivated account cost the same time and get the same answer.
 */
export async function verifyCredentials(raw: unknown, request: { address: string; now: Date; requestId: string }): Promise<Verdict> {
  const input = credentialsInput.safeParse(raw);
  if (!input.success) return refuse("credentials");
  const { email, password, code } = input.data;
  const attempt = { email, address: request.address };
  if ((await beginAttempt(attempt, request.now)) > 0) {
    log().warn({ requestId: request.requestId, address: request.address }, "sign-in throttled");
    return refuse("throttled");
  }
  const user = await findUserByEmail(email);
  const usable = user !== null && user.status === "active" ? user : null;
  const fits = await passwordFits(usable?.passwordHash ?? null, password);
  if (usable === null || !fits) return refuse("credentials");
  const fault = await secondFactor(usable, code, request.now);
  if (fault !== null) return refuse(fault);
  await attemptSucceeded(attempt, request.now);
  return { ok: true, user: usable };
}
