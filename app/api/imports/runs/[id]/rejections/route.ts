import { requestContext } from "@/server/api/context";
import { downloadRejections } from "@/server/api/serve-imports";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const via = request.headers.get("authorization") === null ? "browser" : "rest";
  return downloadRejections((await params).id, await requestContext(request, via));
}
