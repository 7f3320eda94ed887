import { timingSafeEqual } from "node:crypto";
import { env } from "@/server/platform/env";
import { metricsText } from "@/server/platform/metrics";

export const dynamic = "force-dynamic";

const isEqual = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Prometheus metrics, for the bearer of METRICS_TOKEN only. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  const given = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (token === undefined || !isEqual(given, token)) return new Response("Send METRICS_TOKEN as a bearer token.\n", { status: 401 });
  const { body, contentType } = await metricsText();
  return new Response(body, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
