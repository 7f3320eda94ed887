import { sendRequestFile } from "@/server/api/serve-request";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return sendRequestFile(new URL(request.url).searchParams.get("token") ?? "", (await params).id);
}
