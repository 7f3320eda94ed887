import { clientAddress } from "@/server/accounts";
import { serveFeed } from "@/server/maintenance";
import { systemClock } from "@/server/platform/clock";

export const dynamic = "force-dynamic";

const plain = (status: number, text: string): Response => new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });

/** Planned work for a calendar program: whoever has the address may read it. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const answer = await serveFeed({ token: token.replace(/\.ics$/, "").slice(0, 200), address: clientAddress(request.headers) }, systemClock);
  if (answer.state === "limited") return plain(429, "Too many addresses were tried. Wait a minute.");
  if (answer.state !== "served") return plain(404, "No calendar has this address. It may have been revoked.");
  const headers = { etag: answer.etag, "cache-control": "private, max-age=300, must-revalidate", "x-robots-tag": "noindex" };
  const known = request.headers.get("if-none-match")?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  if (known.includes(answer.etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(answer.text, { headers: { ...headers, "content-type": "text/calendar; charset=utf-8", "content-disposition": 'inline; filename="planned-work.ics"' } });
}
