import "server-only";
import { accountThrottle, addressThrottle, countAttempt, waitMs, type ThrottlePolicy } from "#core/accounts";
import { hashSecret } from "./hash-secret";
import { addAttempt, clearAttempts } from "./throttle-repository";

export interface Attempt {
  email: string;
  /** Empty when unknown: then only the account is throttled. */
  address: string;
}

// Keys are digests: the table must not become a list of the addresses that people tried.
const accountKey = ({ email }: Attempt): string => `account:${hashSecret(email).slice(0, 32)}`;
const addressKey = ({ address }: Attempt): string | null => (address === "" ? null : `address:${address}`);

export interface AttemptVerdict {
  isRefused: boolean;
  /** True for the one attempt with which a window closes: worth a record, unlike the flood behind it. */
  isFirstRefused: boolean;
}

async function countFor(key: string, policy: ThrottlePolicy, now: Date): Promise<AttemptVerdict> {
  const count = await addAttempt(key, countAttempt(null, policy, now), now);
  return { isRefused: waitMs(count, policy, now) > 0, isFirstRefused: count.failures === policy.attempts + 1 };
}

/** Counts this attempt before anything is checked. The same for people who do not exist. */
export async function beginAttempt(attempt: Attempt, now: Date): Promise<AttemptVerdict> {
  const address = addressKey(attempt);
  const verdicts = [await countFor(accountKey(attempt), accountThrottle, now), ...(address === null ? [] : [await countFor(address, addressThrottle, now)])];
  return { isRefused: verdicts.some((each) => each.isRefused), isFirstRefused: verdicts.some((each) => each.isFirstRefused) };
}

export const attemptSucceeded = (attempt: Attempt, now: Date): Promise<void> => clearAttempts(accountKey(attempt), addressKey(attempt), now);
