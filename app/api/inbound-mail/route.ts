import { serveInboundMail } from "@/server/api/serve-inbound-mail";

export const dynamic = "force-dynamic";

export const POST = (request: Request): Promise<Response> => serveInboundMail(request);
