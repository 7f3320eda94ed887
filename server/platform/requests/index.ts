import "server-only";
import type { Clock } from "../clock";
import { env } from "../env";
import { RequestLimiter, type Allowance } from "./request-limiter";
import { deleteLimitsBefore, deleteRequestsBefore } from "./requests-repository";
import { processState } from "../process-state";

export { answerPurpose, runOnce, type Answer, type OnceOutcome } from "./run-once";
export type { Allowance } from "./request-limiter";

const keptMs = 24 * 3_600_000;

const limiter = processState("request limiter", () => new RequestLimiter(env().API_REQUESTS_PER_MINUTE));

/** Counts one request of a caller against API_REQUESTS_PER_MINUTE. */
export const countRequest = (caller: string): Promise<Allowance> => limiter.current().consume(caller);

/** Forgets idempotency keys after a day, and counts of minutes that are over. */
export async function forgetRequests(clock: Clock): Promise<number> {
  const nowMs = clock.now().getTime();
  await deleteLimitsBefore(new Date(nowMs - 3_600_000));
  return deleteRequestsBefore(new Date(nowMs - keptMs));
}
