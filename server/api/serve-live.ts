import "server-only";
import { can, type Actor } from "../platform/auth/actor";
import { liveStream } from "../platform/live";

/** Which domains changed, as it happens. Carries no data: a page asks again for what it may see. Who reads which ticket is for the desk alone, as it names the ticket. */
export function serveLive(signal: AbortSignal, actor: Actor): Response {
  if (actor.kind === "anonymous") return new Response("Sign in to follow changes.\n", { status: 401 });
  const stream = liveStream(signal, (topic) => topic !== "presence" || can(actor, "tickets.write"));
  return new Response(stream, { headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
}
