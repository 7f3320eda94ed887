import { serveStatus } from "@/server/status";

export const dynamic = "force-dynamic";

export const GET = (request: Request): Promise<Response> => serveStatus(request, "html");
