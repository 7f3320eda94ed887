import "server-only";
import type { CookiesOptions, NextAuthOptions } from "next-auth";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { endOwnSession } from "./end-own-session";
import { oidcProvider, personOfIdentity } from "./oidc";
import { openSession, sessionLifetimeMs, type RequestFacts } from "./open-session";
import { cookieNames } from "./session-cookie";
import { findOwnUser } from "./users-repository";
import { verifyCredentials, type Verdict } from "./verify-credentials";

type Provider = NextAuthOptions["providers"][number];

function cookies(): Partial<CookiesOptions> {
  const names = cookieNames();
  const base = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: names.isSecure };
  const brief = { ...base, maxAge: 900 };
  return {
    sessionToken: { name: names.session, options: base }, csrfToken: { name: names.csrf, options: base }, callbackUrl: { name: names.callback, options: base },
    pkceCodeVerifier: { name: names.pkce, options: brief }, state: { name: names.state, options: brief }, nonce: { name: names.nonce, options: brief },
  };
}

async function checkedCredentials(ctx: Ctx, facts: RequestFacts, raw: unknown): Promise<Verdict> {
  try {
    return await verifyCredentials(raw, facts.address, ctx);
  } catch (error) {
    log().error({ requestId: ctx.requestId, err: error }, "sign-in could not be checked");
    return { ok: false, fault: "unavailable" };
  }
}

/** Throws the fault as the message: that is what next-auth hands to the page. */
const passwordProvider = (ctx: Ctx, facts: RequestFacts): Provider => ({
  id: "credentials", name: "Password", type: "credentials", credentials: {},
  authorize: async (raw) => {
    const verdict = await checkedCredentials(ctx, facts, raw);
    if (!verdict.ok) throw new Error(verdict.fault);
    return { id: verdict.user.id };
  },
});

function callbacks(ctx: Ctx, facts: RequestFacts): NextAuthOptions["callbacks"] {
  return {
    signIn: async ({ account, profile }) => {
      if (account?.provider !== "oidc") return true;
      return (await personOfIdentity(ctx, account.providerAccountId, profile)) !== null || "/sign-in?error=oidc_unknown";
    },
    // Paths stay paths: the portal may be reached by other names than QUARTERDECK_URL.
    redirect: ({ url, baseUrl }) => (/^\/(?![/\\])/.test(url) || url.startsWith(`${baseUrl}/`) ? url : "/"),
    // The cookie holds a session id and nothing else; the session's row decides on every request.
    jwt: async ({ token, account, user, profile }) => {
      if (!account) return typeof token.sid === "string" ? { sid: token.sid } : {};
      const person = account.provider === "oidc" ? await personOfIdentity(ctx, account.providerAccountId, profile) : await findOwnUser(user.id);
      if (person === null) throw new Error("The person who signed in is gone.");
      return { sid: await openSession(ctx, person, { method: account.provider === "oidc" ? "oidc" : "password", facts }) };
    },
  };
}

const logger: NextAuthOptions["logger"] = {
  error: (code, detail) => {
    const cause = detail instanceof Error ? detail : detail.error;
    log().warn({ code, reason: cause instanceof Error ? cause.message : "unknown" }, "sign-in failed");
  },
  warn: () => undefined,
  debug: () => undefined,
};

/** next-auth's options for one request: who asks goes into the session's row and the audit. */
export function authOptions(ctx: Ctx, facts: RequestFacts): NextAuthOptions {
  const oidc = oidcProvider();
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionLifetimeMs / 1000 },
    useSecureCookies: cookieNames().isSecure,
    cookies: cookies(),
    pages: { signIn: "/sign-in", signOut: "/sign-out", error: "/sign-in" },
    providers: [passwordProvider(ctx, facts), ...(oidc === null ? [] : [oidc])],
    callbacks: callbacks(ctx, facts),
    events: { signOut: ({ token }) => endOwnSession(ctx, token?.sid) },
    logger,
  };
}
