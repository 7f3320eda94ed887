import "server-only";
import type { FeedAnswer } from "./serve-feed";

const plain = (status: number, text: string): Response => new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });

/** A feed as HTTP: nothing is sent to a program that has this state already. */
export function feedResponse(answer: FeedAnswer, ifNoneMatch: string | null): Response {
  if (answer.state === "limited") return plain(429, "Too many addresses were tried. Wait a minute.");
  if (answer.state !== "served") return plain(404, "No calendar has this address. It may have been revoked.");
  const headers = { etag: answer.etag, "cache-control": "private, max-age=300, must-revalidate", "x-robots-tag": "noindex" };
  const known = ifNoneMatch?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  if (known.includes(answer.etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(answer.text, { headers: { ...headers, "content-type": "text/calendar; charset=utf-8", "content-disposition": 'inline; filename="planned-work.ics"' } });
}
