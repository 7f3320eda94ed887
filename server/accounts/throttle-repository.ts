import "server-only";
import { db } from "@/server/platform/db";
import type { ThrottleCount } from "#core/accounts";

/** Counts one attempt and returns the count. `fresh` is what a new window begins with; the arithmetic is the core's `countAttempt`, done in one statement so that parallel attempts all count. */
export async function addAttempt(key: string, fresh: ThrottleCount, now: Date): Promise<ThrottleCount> {
  const rows = await db().$queryRaw<ThrottleCount[]>`
    insert into login_throttle (key, failures, window_end) values (${key}, 1, ${fresh.windowEnd})
    on conflict (key) do update set
      failures = case when login_throttle.window_end <= ${now} then 1 else login_throttle.failures + 1 end,
      window_end = case when login_throttle.window_end <= ${now} then ${fresh.windowEnd} else login_throttle.window_end end
    returning failures, window_end as "windowEnd"`;
  return rows[0] ?? fresh;
}

/** After a success: the account starts anew, the address gets its one attempt back, and ended windows go. */
export async function clearAttempts(accountKey: string, addressKey: string | null, now: Date): Promise<void> {
  await db().loginThrottle.deleteMany({ where: { OR: [{ key: accountKey }, { windowEnd: { lte: now } }] } });
  if (addressKey !== null) await db().loginThrottle.updateMany({ where: { key: addressKey, failures: { gt: 0 } }, data: { failures: { decrement: 1 } } });
}

export const deleteThrottlesBefore = async (instant: Date): Promise<number> => (await db().loginThrottle.deleteMany({ where: { windowEnd: { lt: instant } } })).count;
