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

async function countFor(key: string, policy: ThrottlePolicy, now: Date): Promise<number> {
  return waitMs(await addAttempt(key, countAttempt(null, policy, now), now), policy, now);
}

/** Counts this attempt before anything is checked and returns how long to wait; 0 = go on. The same for people who do not exist. */
export async function beginAttempt(attempt: Attempt, now: Date): Promise<number> {
  const address = addressKey(attempt);
  const waits = [await countFor(accountKey(attempt), accountThrottle, now), address === null ? 0 : await countFor(address, addressThrottle, now)];
  return Math.max(...waits);
}

export const attemptSucceeded = (attempt: Attempt, now: Date): Promise<void> => clearAttempts(accountKey(attempt), addressKey(attempt), now);
