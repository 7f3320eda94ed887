/** How many failed attempts a key may have within one window, which begins with the first failure. */
export interface ThrottlePolicy {
  attempts: number;
  windowMs: number;
}

export const accountThrottle: ThrottlePolicy = { attempts: 10, windowMs: 15 * 60_000 };
/** Requests for a password link, for one address and for all together: enough for people, too few to flood a mailbox. */
export const resetThrottle: ThrottlePolicy = { attempts: 3, windowMs: 15 * 60_000 };
export const resetThrottleOfAll: ThrottlePolicy = { attempts: 100, windowMs: 15 * 60_000 };
export const addressThrottle: ThrottlePolicy = { attempts: 60, windowMs: 15 * 60_000 };

export interface ThrottleCount {
  failures: number;
  windowEnd: Date;
}

/** The count after one more attempt: a window that has ended starts anew (its end itself belongs to the new one). */
export function countAttempt(known: ThrottleCount | null, policy: ThrottlePolicy, now: Date): ThrottleCount {
  if (known === null || known.windowEnd.getTime() <= now.getTime()) return { failures: 1, windowEnd: new Date(now.getTime() + policy.windowMs) };
  return { failures: known.failures + 1, windowEnd: known.windowEnd };
}

/** Milliseconds until the next attempt is allowed; 0 = allowed. `count` already includes the attempt in question. */
export function waitMs(count: ThrottleCount, policy: ThrottlePolicy, now: Date): number {
  if (count.failures <= policy.attempts) return 0;
  return Math.max(0, count.windowEnd.getTime() - now.getTime());
}
