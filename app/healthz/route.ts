export const dynamic = "force-dynamic";

/** The process answers; nothing else is checked. */
export function GET(): Response {
  return Response.json({ status: "ok", uptimeSeconds: Math.round(process.uptime()) }, { headers: { "cache-control": "no-store" } });
}
