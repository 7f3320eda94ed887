import { randomUUID } from "node:crypto";
import { TOAST_STYLE_HASHES } from "@/components/ui/toast-style-hashes";
import { NextResponse, type NextRequest } from "next/server";

// The toast library adds its own style element when it loads: allowed by digest, nothing else is.
const toastStyles = TOAST_STYLE_HASHES.map((hash) => `'${hash}'`).join(" ");

const policy = (nonce: string, isSecure: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src-elem 'self' 'nonce-${nonce}' ${toastStyles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    // Under strict-dynamic the rule for scripts would let no worker in: the page that is installed has one.
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");

/** A request id, a nonce and the security headers for every page. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomUUID().replaceAll("-", "");
  const requestId = `rq_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const isSecure = request.nextUrl.protocol === "https:";
  const csp = policy(nonce, isSecure);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", requestId);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  response.headers.set("x-request-id", requestId);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  if (isSecure) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

// The public status page carries a policy of its own, that never changes. What programs call needs neither nonce nor page, and a way through here
// costs as much as answering many of them: their headers are those of next.config.ts.
export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg|status$|status.rss$|status.json$|healthz$|readyz$|metrics$|api/(?:v1|trpc|mcp|ask|live|beat)(?:/|$)).*)"] };
