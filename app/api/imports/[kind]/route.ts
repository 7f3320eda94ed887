import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { receivePiece, runUpload } from "@/server/api/serve-imports";
import type { Ctx } from "@/server/platform/registry";

export const dynamic = "force-dynamic";

type Route = { params: Promise<{ kind: string }> };
type Serve = (request: Request, kind: string, ctx: Ctx) => Promise<Response>;

const guarded = (serve: Serve) => async (request: Request, { params }: Route): Promise<Response> => {
  const usesCookie = request.headers.get("authorization") === null;
  if (usesCookie && !isSameOrigin(request)) return Response.json({ error: { code: "FORBIDDEN", message: "This request came from another site." } }, { status: 403 });
  return serve(request, (await params).kind, await requestContext(request, usesCookie ? "browser" : "rest"));
};

export const PUT = guarded(receivePiece);
export const POST = guarded(runUpload);
