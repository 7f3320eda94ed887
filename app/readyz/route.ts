import { checkReadiness } from "@/server/platform/health";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { isReady, components } = await checkReadiness();
  return Response.json({ status: isReady ? "ready" : "not ready", components }, { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } });
}
