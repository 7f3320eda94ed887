import "server-only";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { anonymousActor } from "@/server/platform/auth/system-actor";
import { systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { authOptions } from "./auth-options";
import { clientAddress } from "./client-address";
import { isSameOrigin } from "./same-origin";

export interface AuthRouteContext {
  params: Promise<{ nextauth: string[] }>;
}

// What the portal uses of next-auth; its own pages and its session endpoint stay closed.
const allowed: Record<string, ReadonlySet<string>> = {
  GET: new Set(["csrf", "callback/oidc", "signin", "error", "signout"]),
  POST: new Set(["callback/credentials", "signin/oidc", "signout"]),
};

const refuse = (status: number, message: string): Response => Response.json({ message }, { status, headers: { "cache-control": "no-store" } });

/** The route below /api/auth. */
export async function handleAuth(request: NextRequest, context: AuthRouteContext): Promise<Response> {
  const action = (await context.params).nextauth.join("/");
  if (!allowed[request.method]?.has(action)) return refuse(404, "There is nothing here.");
  if (request.method === "POST" && !isSameOrigin(request)) return refuse(403, "This did not come from a page of this portal.");
  process.env.NEXTAUTH_URL = env().QUARTERDECK_URL;
  const requestId = request.headers.get("x-request-id") ?? newId("rq");
  const ctx: Ctx = { requestId, actor: anonymousActor, clock: systemClock, signal: request.signal, via: "browser" };
  const facts = { requestId, address: clientAddress(request.headers), userAgent: request.headers.get("user-agent") ?? "" };
  const response: unknown = await NextAuth(request, context, authOptions(ctx, facts));
  return response as Response;
}
