import "server-only";
import { resolveActor } from "../accounts";
import { systemClock } from "../platform/clock";
import { newId } from "../platform/ids";
import type { Ctx, Face } from "../platform/registry";

/** The context of one HTTP request: who asks, from which face, and a signal that ends with the connection. */
export async function requestContext(request: Request, via: Face): Promise<Ctx> {
  const requestId = request.headers.get("x-request-id") ?? newId("rq");
  const actor = await resolveActor({ cookieHeader: request.headers.get("cookie"), authorization: request.headers.get("authorization"), requestId });
  return { requestId, actor, clock: systemClock, signal: request.signal, via };
}
