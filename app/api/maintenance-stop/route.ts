import { pageText, plainPage, plainPageHeaders } from "@/lib/plain-page";
import { readStopLink, stopByLink, type StopView } from "@/server/maintenance";
import { systemClock } from "@/server/platform/clock";

export const dynamic = "force-dynamic";

const tokenOf = (text: unknown): string => (typeof text === "string" && text.length <= 1_000 ? text : "");

function bodyOf(view: StopView, token: string): string {
  if (view.state === "invalid") return "<h1>This link cannot be used</h1><p>It is not whole. Copy it from the message once more, or answer the message.</p>";
  if (view.state === "stopped") return '<h1>Messages about planned work are stopped</h1><p role="status">Nothing more is sent to this address under this subscription.</p>';
  return `<h1>Stop messages about planned work?</h1><p>They go to ${pageText(view.address)} (${pageText(view.name)}).</p><form method="post" action="/api/maintenance-stop"><input type="hidden" name="token" value="${pageText(token)}"><button type="submit">Stop these messages</button></form>`;
}

const answer = (view: StopView, token: string, request: Request): Response =>
  new Response(plainPage({ title: "Messages about planned work", body: bodyOf(view, token), nonce: request.headers.get("x-nonce") ?? "" }), { status: view.state === "invalid" ? 410 : 200, headers: plainPageHeaders });

/** Shows what the link is about. It changes nothing: mail programs open links on their own. */
export async function GET(request: Request): Promise<Response> {
  const token = tokenOf(new URL(request.url).searchParams.get("token"));
  return answer(await readStopLink(token), token, request);
}

export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  return answer(await stopByLink(tokenOf(form.get("token")), systemClock), "", request);
}
