import { requestContext } from "@/server/api/context";
import { serveMcp } from "@/server/api/mcp";
import { withinLimit } from "@/server/api/request-limit";

async function serve(request: Request): Promise<Response> {
  const ctx = await requestContext(request, "mcp");
  if (ctx.actor.kind !== "token") return Response.json({ error: { code: "UNAUTHENTICATED", message: "Send an API token: Authorization: Bearer ..." } }, { status: 401 });
  return withinLimit(request, ctx, () => serveMcp(request, ctx));
}

export { serve as GET, serve as POST, serve as DELETE };
