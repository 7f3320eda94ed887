import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { receiveAttachment } from "@/server/api/serve-attachments";

export const dynamic = "force-dynamic";

/** Takes one file for a ticket. */
export async function PUT(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  const usesCookie = request.headers.get("authorization") === null;
  if (usesCookie && !isSameOrigin(request)) return Response.json({ error: { code: "FORBIDDEN", message: "This request came from another site." } }, { status: 403 });
  return receiveAttachment(request, decodeURIComponent((await params).number), await requestContext(request, usesCookie ? "browser" : "rest"));
}
