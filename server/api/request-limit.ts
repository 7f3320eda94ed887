import "server-only";
import { createHash } from "node:crypto";
import { clientAddress } from "../accounts";
import { DomainError, httpStatusOf, toPublicError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { countRequest, type Allowance } from "../platform/requests";

/** A token counts by itself, a signed-in person as one, and a stranger by address: guessing tokens is limited, too. */
function callerOf(request: Request, { actor }: Ctx): string {
  if (actor.kind === "token") return `token:${createHash("sha256").update(request.headers.get("authorization") ?? "").digest("hex").slice(0, 32)}`;
  return actor.userId === null ? `address:${clientAddress(request.headers)}` : `user:${actor.userId}`;
}

const headersOf = ({ limit, remaining, resetSeconds, isAllowed }: Allowance): Record<string, string> => ({
  "RateLimit-Policy": `${limit};w=60`, "RateLimit-Limit": String(limit), "RateLimit-Remaining": String(remaining), "RateLimit-Reset": String(resetSeconds),
  ...(isAllowed ? {} : { "Retry-After": String(resetSeconds) }),
});

function refusal({ limit, resetSeconds }: Allowance, ctx: Ctx): Response {
  const error = new DomainError("LIMIT_EXCEEDED", `More than ${limit} requests in a minute. Try again in ${resetSeconds} s.`);
  return Response.json({ error: toPublicError(error, ctx.requestId) }, { status: httpStatusOf.LIMIT_EXCEEDED, headers: { "x-request-id": ctx.requestId, "cache-control": "no-store" } });
}

/** Serves a request of the API within its caller's limit, and tells what is left of it. */
export async function withinLimit(request: Request, ctx: Ctx, serve: () => Promise<Response>): Promise<Response> {
  const allowance = await countRequest(callerOf(request, ctx));
  const response = allowance.isAllowed ? await serve() : refusal(allowance, ctx);
  for (const [name, value] of Object.entries(headersOf(allowance))) response.headers.set(name, value);
  return response;
}
