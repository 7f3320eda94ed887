import "server-only";
import { DomainError, httpStatusOf, toPublicError } from "../platform/errors";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import { downloadResponse } from "../platform/storage";
import { attachFile, openAttachment } from "../tickets";

async function answer(ctx: Ctx, work: () => Promise<Response>): Promise<Response> {
  try {
    if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Sign in to use files of tickets.");
    return await work();
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    if (failure.code === "INTERNAL") log().error({ requestId: ctx.requestId, err: error }, "attachment request failed");
    return Response.json({ error: failure }, { status: httpStatusOf[failure.code] });
  }
}

/** PUT: one file for a ticket, its name in the address. Answers with its id, for the message that will carry it. */
export function receiveAttachment(request: Request, number: string, ctx: Ctx): Promise<Response> {
  return answer(ctx, async () => {
    const name = new URL(request.url).searchParams.get("name")?.trim() ?? "";
    if (name === "" || request.body === null) throw new DomainError("VALIDATION", "Send one file, and its name as `name`.");
    const declared = request.headers.get("content-length");
    const content = request.body as unknown as AsyncIterable<Uint8Array>;
    return Response.json(await attachFile({ number, name, content, declaredBytes: declared === null ? null : Number(declared) }, ctx));
  });
}

/** GET: a file as a download. */
export const sendAttachment = (id: string, ctx: Ctx): Promise<Response> => answer(ctx, async () => downloadResponse(await openAttachment(id, ctx)));
