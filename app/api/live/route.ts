import { requestContext } from "@/server/api/context";
import { serveLive } from "@/server/api/serve-live";

export const dynamic = "force-dynamic";

/** The stream of changes that open pages follow. */
export async function GET(request: Request): Promise<Response> {
  const { actor } = await requestContext(request, "browser");
  return serveLive(request.signal, actor);
}
