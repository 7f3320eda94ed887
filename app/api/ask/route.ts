import { askInput } from "#contract/query";
import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { semanticLayer } from "@/server/api/semantic-layer";
import { can } from "@/server/platform/auth/actor";
import { DomainError, httpStatusOf, toPublicError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { askQuestion } from "@/server/query";

export const dynamic = "force-dynamic";

const encoder = new TextEncoder();

async function readQuestion(request: Request, ctx: Ctx): Promise<ReturnType<typeof askInput.parse>> {
  if (!isSameOrigin(request)) throw new DomainError("FORBIDDEN", "This request came from another site.");
  if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Your session has ended. Sign in again.");
  if (!can(ctx.actor, "query.ask")) throw new DomainError("FORBIDDEN", "Your role does not include asking questions.");
  const input = askInput.safeParse(await request.json().catch(() => ({})));
  if (!input.success) throw new DomainError("VALIDATION", input.error.issues.map((issue) => issue.message).join(" "));
  return input.data;
}

/** The browser's stream of a brief: one JSON part a line. Leaving the page cancels the work. */
export async function POST(request: Request): Promise<Response> {
  const ctx = await requestContext(request, "browser");
  try {
    const parts = askQuestion(await readQuestion(request, ctx), ctx, semanticLayer);
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
      },
      cancel: () => void parts.return(undefined),
    });
    return new Response(body, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store, no-transform", "x-request-id": ctx.requestId } });
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    return Response.json({ error: failure }, { status: httpStatusOf[failure.code] });
  }
}
