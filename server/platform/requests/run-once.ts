import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../clock";
import { openSecret, sealSecret } from "../secrets";
import { claimRequest, findRequest, keepAnswer, releaseRequest, type RequestName, type StoredRequest } from "./requests-repository";

/** Answers may hold what is shown once, such as a new token. */
export const answerPurpose = "requests.answer";
const patienceMs = 5_000;
const stepMs = 50;
/** No request runs for longer: one without an answer by then lost its process. */
const longestMs = 120_000;

export interface Answer {
  status: number;
  body: unknown;
}

export type OnceOutcome = { kind: "ran" | "replayed"; answer: Answer } | { kind: "other-request" | "still-running" | "unknown-outcome" };

/** The request and the digest of what it asks: method, path and body. */
export interface NamedRequest extends RequestName {
  digest: string;
}

async function runClaimed(request: RequestName, work: () => Promise<Answer>): Promise<OnceOutcome> {
  try {
    const answer = await work();
    await keepAnswer(request, { status: answer.status, sealed: sealSecret(answerPurpose, JSON.stringify(answer.body)) });
    return { kind: "ran", answer };
  } catch (error) {
    // A write that fails changes nothing, so that the same key may try again.
    await releaseRequest(request);
    throw error;
  }
}

function outcomeOf(stored: StoredRequest, digest: string, now: Date): OnceOutcome {
  if (stored.digest !== digest) return { kind: "other-request" };
  if (stored.status !== null) return { kind: "replayed", answer: { status: stored.status, body: JSON.parse(openSecret(answerPurpose, String(stored.response))) as unknown } };
  return { kind: now.getTime() - stored.createdAt.getTime() > longestMs ? "unknown-outcome" : "still-running" };
}

/**
 * Runs a request that names an idempotency key at most once. A repetition gets the kept answer; one that arrives while the first still runs waits
 * for it a few seconds. When the process of the first has died, nobody knows whether it took effect, and it is never run again.
 */
export async function runOnce(request: NamedRequest, clock: Clock, work: () => Promise<Answer>): Promise<OnceOutcome> {
  const end = Date.now() + patienceMs;
  const { actorId, key, digest } = request;
  for (;;) {
    if (await claimRequest({ actorId, key, digest, createdAt: clock.now() })) return runClaimed({ actorId, key }, work);
    const stored = await findRequest({ actorId, key });
    const outcome = stored && outcomeOf(stored, digest, clock.now());
    if (outcome && (outcome.kind !== "still-running" || Date.now() >= end)) return outcome;
    await sleep(stepMs);
  }
}
