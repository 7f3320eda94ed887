import "server-only";
import { createHash } from "node:crypto";
import { DomainError, toPublicError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { runOnce, type Answer, type OnceOutcome } from "../platform/requests";

const keyForm = /^[\x21-\x7e]{1,200}$/;
const unprocessable = 422;

export interface RepeatableRequest {
  method: string;
  path: string;
  body: string;
  /** The Idempotency-Key header, null when there is none. */
  key: string | null;
}

export interface RestAnswer extends Answer {
  headers?: Record<string, string>;
}

const digestOf = ({ method, path, body }: RepeatableRequest): string => createHash("sha256").update(`${method}\n${path}\n${body}`).digest("hex");

function checkKey(key: string, ctx: Ctx): string {
  if (ctx.actor.userId === null) throw new DomainError("UNAUTHENTICATED", "Idempotency-Key needs a token or a signed-in person: keys belong to who names them.");
  if (!keyForm.test(key)) throw new DomainError("VALIDATION", "Idempotency-Key takes 1 to 200 visible ASCII characters, such as a UUID.");
  return ctx.actor.userId;
}

const refusals: Record<Exclude<OnceOutcome["kind"], "ran" | "replayed">, { status: number; message: string; headers?: Record<string, string> }> = {
  "other-request": { status: unprocessable, message: "This Idempotency-Key was used for another request. Use a new one." },
  "still-running": { status: 409, message: "The first request with this Idempotency-Key is still running. Ask again in a moment.", headers: { "Retry-After": "1" } },
  "unknown-outcome": { status: 409, message: "The first request with this Idempotency-Key was cut off. Look whether it took effect before you send it with another key." },
};

/** Runs a request, at most once for each key that its sender gives it. */
export async function answerOnce(request: RepeatableRequest, ctx: Ctx, work: () => Promise<Answer>): Promise<RestAnswer> {
  if (request.key === null || request.method !== "POST") return work();
  const outcome = await runOnce({ actorId: checkKey(request.key, ctx), key: request.key, digest: digestOf(request) }, ctx.clock, work);
  if (outcome.kind === "ran") return outcome.answer;
  if (outcome.kind === "replayed") return { ...outcome.answer, headers: { "Idempotency-Replayed": "true" } };
  const { status, message, headers } = refusals[outcome.kind];
  return { status, body: { error: toPublicError(new DomainError("CONFLICT", message), ctx.requestId) }, headers };
}
