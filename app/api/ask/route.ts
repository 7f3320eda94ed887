import { askInput, type BriefPart } from "#contract/query";
import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { failureResponse, serveQuestion } from "@/server/api/serve-question";
import { semanticLayer } from "@/server/api/semantic-layer";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { unkeptText, type Ctx } from "@/server/platform/registry";
import { admitQuestion, askQuestion } from "@/server/query";

export const dynamic = "force-dynamic";

const encoder = new TextEncoder();

async function readQuestion(request: Request, ctx: Ctx): Promise<ReturnType<typeof askInput.parse>> {
  if (!isSameOrigin(request)) throw new DomainError("FORBIDDEN", "This request came from another site.");
  if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Your session has ended. Sign in again.");
  if (!can(ctx.actor, "query.ask")) throw new DomainError("FORBIDDEN", "Your role does not include asking questions.");
  const input = askInput.safeParse(await request.json().catch(() => ({})));
  if (!input.success) throw new DomainError("VALIDATION", input.error.issues.map((issue) => issue.message).join(" "));
  const [fault] = unkeptText(input.data);
  if (fault) throw new DomainError("VALIDATION", `${fault.message}.`);
  return input.data;
}

/** Writes the parts as they come. The place is free again when they have been written, however slowly they are read. */
function streamOf(parts: AsyncGenerator<BriefPart>, release: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        for await (const part of parts) controller.enqueue(encoder.encode(`${JSON.stringify(part)}\n`));
        controller.close();
      } finally {
        release();
      }
    },
    cancel: () => void parts.return(undefined),
  });
}

async function answer(request: Request, ctx: Ctx): Promise<Response> {
  const input = await readQuestion(request, ctx);
  const release = await admitQuestion(ctx.signal);
  const body = streamOf(askQuestion(input, ctx, semanticLayer), release);
  return new Response(body, { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store, no-transform", "x-request-id": ctx.requestId } });
}

/** The browser's stream of a brief: one JSON part a line. Leaving the page cancels the work; beyond what can be answered at once: 503. */
export async function POST(request: Request): Promise<Response> {
  const serve = async (): Promise<Response> => {
    const ctx = await requestContext(request, "browser");
    return answer(request, ctx).catch((error: unknown) => failureResponse(error, ctx.requestId));
  };
  return serveQuestion(serve);
}
