import { requestContext } from "@/server/api/context";
import { sendAttachment } from "@/server/api/serve-attachments";

export const dynamic = "force-dynamic";

/** A file of a ticket, always as a download. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const via = request.headers.get("authorization") === null ? "browser" : "rest";
  return sendAttachment((await params).id, await requestContext(request, via));
}
