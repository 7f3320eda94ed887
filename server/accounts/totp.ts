import "server-only";
import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { z } from "zod";
import { openSecret, sealSecret } from "@/server/platform/secrets";
import { hashSecret } from "./hash-secret";
import { swapTotp } from "./users-repository";

export const totpPurpose = "accounts.totp";
const periodSeconds = 30;
const recoveryCount = 8;

/** The sealed content of `totp_secret`. `lastStep`: the newest time step whose code was used, so that none counts twice. */
const stateSchema = z.object({ secret: z.string(), lastStep: z.number().int(), recovery: z.array(z.string()) });
export type TotpState = z.output<typeof stateSchema>;

export const sealTotp = (state: TotpState): string => sealSecret(totpPurpose, JSON.stringify(state));
export const openTotp = (sealed: string): TotpState => stateSchema.parse(JSON.parse(openSecret(totpPurpose, sealed)));
export const newTotpState = (): TotpState => ({ secret: new Secret({ size: 20 }).base32, lastStep: 0, recovery: [] });

const generator = (secret: string, label: string): TOTP => new TOTP({ issuer: "Quarterdeck", label, secret: Secret.fromBase32(secret), period: periodSeconds });
export const totpUri = (secret: string, label: string): string => generator(secret, label).toString();
/** The code of an instant: for tests and for nothing else that a server does. */
export const totpCode = (secret: string, at: Date): string => generator(secret, "").generate({ timestamp: at.getTime() });

/** The time step a code belongs to (one step of clock drift either way); null when it fits none. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = generator(secret, "").validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}

const normalRecovery = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The state after a code was used; null when it does not fit, was used before, or is older than one that was. */
export function redeemCode(state: TotpState, code: string, now: Date): TotpState | null {
  const digits = code.replace(/\s/g, "");
  if (/^\d{6}$/.test(digits)) {
    const step = stepOf(state.secret, digits, now);
    return step === null || step <= state.lastStep ? null : { ...state, lastStep: step };
  }
  const hash = hashSecret(normalRecovery(code));
  return state.recovery.includes(hash) ? { ...state, recovery: state.recovery.filter((each) => each !== hash) } : null;
}

/** Checks a person's code and uses it up; false also when the same code arrives twice at once. */
export async function acceptCode(user: { id: string; totpSecret: string }, code: string, now: Date): Promise<boolean> {
  const next = redeemCode(openTotp(user.totpSecret), code, now);
  return next !== null && swapTotp(user.id, { from: user.totpSecret, to: sealTotp(next) });
}

const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";
const newRecoveryCode = (): string => {
  const text = Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join("");
  return `${text.slice(0, 5)}-${text.slice(5)}`;
};

/** Codes for a lost phone: shown once, kept as digests, each good for one sign-in. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCount }, newRecoveryCode);
  return { codes, hashes: codes.map((code) => hashSecret(normalRecovery(code))) };
}
