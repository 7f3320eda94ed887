import "server-only";
import { acceptsSignature, receiveMail } from "../mailbox";
import { mailLimits } from "#contract/mailbox";
import { systemActor } from "../platform/auth/system-actor";
import { systemClock } from "../platform/clock";
import { newId } from "../platform/ids";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";

const refuse = (status: number, message: string): Response => Response.json({ error: { message } }, { status, headers: { "cache-control": "no-store" } });

/** Counts while it reads; null when it is too much. */
async function readWhole(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mailLimits.bytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** POST: one message as it came (message/rfc822), signed. 200 when it was taken or is known, so that whoever hands it over may forget it; 5xx brings it again. */
export async function serveInboundMail(request: Request, clock = systemClock): Promise<Response> {
  const signature = { timestamp: request.headers.get("x-quarterdeck-timestamp"), signature: request.headers.get("x-quarterdeck-signature") };
  // Whoever shows no signature is not listened to any further.
  if (signature.signature === null) return refuse(401, "The message is not signed.");
  const raw = await readWhole(request);
  if (raw === null) return refuse(413, "The message is larger than 36 MB.");
  if (!acceptsSignature(raw, signature, clock.now())) return refuse(401, "The signature does not fit, or is older than five minutes.");
  const ctx: Ctx = { requestId: newId("rq"), actor: systemActor("inbound mail"), clock, signal: request.signal, via: "rest" };
  try {
    const { outcome, reason } = await receiveMail(raw, ctx);
    return Response.json({ outcome, reason }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    log().error({ requestId: ctx.requestId, err: error }, "a message handed over was not taken in");
    return refuse(503, `The message could not be taken in now. Bring it again. Request ${ctx.requestId}.`);
  }
}
