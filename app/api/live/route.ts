import { requestContext } from "@/server/api/context";
import { liveStream } from "@/server/platform/live";

export const dynamic = "force-dynamic";

/** Which domains changed, as it happens. Carries no data: a page asks again for what it may see. */
export async function GET(request: Request): Promise<Response> {
  const { actor } = await requestContext(request, "browser");
  if (actor.kind === "anonymous") return new Response("Sign in to follow changes.\n", { status: 401 });
  return new Response(liveStream(request.signal), { headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
}
