import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { semanticLayer } from "@/server/api/semantic-layer";
import { httpStatusOf, toPublicError } from "@/server/platform/errors";
import { openAsk } from "@/server/query";

export const dynamic = "force-dynamic";

const encoder = new TextEncoder();

/** The browser's stream of a brief: one JSON part a line. Leaving the page cancels the work. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return Response.json({ error: { message: "This request came from another site." } }, { status: 403 });
  const ctx = await requestContext(request, "browser");
  try {
    const parts = openAsk(await request.json().catch(() => ({})), ctx, semanticLayer);
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
      },
      cancel: () => void parts.return(undefined),
    });
    return new Response(body, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store", "x-request-id": ctx.requestId } });
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return Response.json({ error: failure }, { status: httpStatusOf[failure.code] });
  }
}
