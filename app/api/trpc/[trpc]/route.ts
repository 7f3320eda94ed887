import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isSameOrigin } from "@/server/accounts";
import { requestContext } from "@/server/api/context";
import { appRouter } from "@/server/api/router";

async function serve(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isSameOrigin(request)) return Response.json({ error: { message: "This request came from another site." } }, { status: 403 });
  return fetchRequestHandler({ endpoint: "/api/trpc", req: request, router: appRouter, createContext: () => requestContext(request, "browser") });
}

export { serve as GET, serve as POST };
