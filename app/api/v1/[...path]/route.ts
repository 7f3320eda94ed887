import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { openApiDocument } from "@/server/api/openapi";
import { serveQuestion } from "@/server/api/serve-question";
import { serveRest } from "@/server/api/rest";

type Segments = { params: Promise<{ path: string[] }> };

async function serve(request: Request, { params }: Segments): Promise<Response> {
  const { path } = await params;
  if (path.join("/") === "openapi.json") return Response.json(openApiDocument(new URL(request.url).origin));
  const usesCookie = request.headers.get("authorization") === null;
  if (usesCookie && request.method !== "GET" && !isSameOrigin(request)) return Response.json({ error: { code: "FORBIDDEN", message: "This request came from another site." } }, { status: 403 });
  const serve = async (): Promise<Response> => serveRest(request, path, await requestContext(request, "rest"));
  return request.method === "POST" && path.join("/") === "ask" ? serveQuestion(serve) : serve();
}

export { serve as GET, serve as POST, serve as PATCH, serve as DELETE };
