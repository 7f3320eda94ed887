import { clientAddress } from "@/server/accounts";
import { feedResponse, serveFeed } from "@/server/maintenance";
import { systemClock } from "@/server/platform/clock";

export const dynamic = "force-dynamic";

/** Planned work for a calendar program: whoever has the address may read it. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const answer = await serveFeed({ token: token.replace(/\.ics$/, "").slice(0, 200), address: clientAddress(request.headers) }, systemClock);
  return feedResponse(answer, request.headers.get("if-none-match"));
}
