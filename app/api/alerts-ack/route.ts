import { plainPageHeaders as headers } from "@/lib/plain-page";
import { ackByLink, readAckLink } from "@/server/alerts";
import { systemClock } from "@/server/platform/clock";
import { ackPage } from "./ack-page";

export const dynamic = "force-dynamic";

const tokenOf = (text: unknown): string => (typeof text === "string" && text.length <= 1_000 ? text : "");

/** Shows what the link is about. It changes nothing: mail programs open links on their own. */
export async function GET(request: Request): Promise<Response> {
  const token = tokenOf(new URL(request.url).searchParams.get("token"));
  const view = await readAckLink(token, systemClock);
  return new Response(ackPage(view, { token, nonce: request.headers.get("x-nonce") ?? "" }), { status: view.state === "invalid" ? 410 : 200, headers });
}

export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const view = await ackByLink(tokenOf(form.get("token")), systemClock);
  return new Response(ackPage(view, { token: "", nonce: request.headers.get("x-nonce") ?? "" }), { status: view.state === "invalid" ? 410 : 200, headers });
}
