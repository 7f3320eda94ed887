import { serveRequest } from "@/server/api/serve-request";

export const dynamic = "force-dynamic";

export const POST = (request: Request): Promise<Response> => serveRequest(request);
