import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { OAuth2Server } from "oauth2-mock-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { authOptions } from "./auth-options";
import { accountsOperations as operations } from "./operations";
import { resolveActor } from "./resolve-actor";
import { cookieNames } from "./session-cookie";
import { ctxOf, facts, person, systemCtx } from "./test-people";
import type { UserRow } from "./users-repository";

const provider = new OAuth2Server();
let database: TestDatabase;
let admin: UserRow;
let claims: Record<string, unknown>;

beforeAll(async () => {
  database = await testDatabase();
  await provider.issuer.keys.generate("RS256");
  await provider.start(0, "localhost");
  Object.assign(process.env, { OIDC_ISSUER: provider.issuer.url, OIDC_CLIENT_ID: "quarterdeck", OIDC_CLIENT_SECRET: "client-secret", NEXTAUTH_URL: "http://localhost:3000" });
  provider.service.on("beforeTokenSigning", (token: { payload: Record<string, unknown> }) => Object.assign(token.payload, claims));
  admin = await person("admin");
});
beforeEach(() => {
  claims = { sub: "subject-1", email: "sailor@example.org", email_verified: true, name: "Sailor" };
});
afterAll(async () => {
  await provider.stop();
  await database.drop();
});

interface Step {
  path: string[];
  method: "GET" | "POST";
  query?: Record<string, string>;
  body?: Record<string, string>;
}

interface Answer {
  body: unknown;
  location: string | null;
}

/** A browser in short: keeps cookies and sends the next request of the sign-in. */
function browser() {
  const jar = new Map<string, string>();
  const keep = (header: string) => {
    const [name = "", value = ""] = (header.split(";")[0] ?? "").split("=");
    jar.set(name, decodeURIComponent(value));
  };
  const send = async ({ path, method, query = {}, body = {} }: Step): Promise<Answer> => {
    const headers = new Map<string, string | string[]>();
    const answer: Answer = { body: null, location: null };
    const response = {
      status: () => response, end: () => undefined, json: (value: unknown) => void (answer.body = value), send: (value: unknown) => void (answer.body = value),
      getHeader: (name: string) => headers.get(name), setHeader: (name: string, value: string | string[]) => (headers.set(name, value), response),
    };
    const request = { method, query: { ...query, nextauth: path }, body, cookies: Object.fromEntries(jar), headers: {} };
    await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, authOptions(systemCtx(), facts));
    for (const cookie of [headers.get("Set-Cookie") ?? []].flat()) keep(cookie);
    answer.location = [headers.get("Location") ?? null].flat()[0] ?? null;
    return answer;
  };
  return { jar, send };
}

async function signInElsewhere(change: (callback: URL) => void = () => undefined) {
  const { jar, send } = browser();
  const { csrfToken } = (await send({ path: ["csrf"], method: "GET" })).body as { csrfToken: string };
  const start = await send({ path: ["signin", "oidc"], method: "POST", body: { csrfToken, callbackUrl: "/tickets" } });
  const consent = await fetch(start.location ?? "", { redirect: "manual" });
  const callback = new URL(consent.headers.get("location") ?? "");
  change(callback);
  const end = await send({ path: ["callback", "oidc"], method: "GET", query: Object.fromEntries(callback.searchParams) });
  const cookie = jar.get(cookieNames().session);
  const actor = await resolveActor({ cookieHeader: cookie === undefined ? "" : `${cookieNames().session}=${cookie}` });
  return { start: new URL(start.location ?? ""), redirect: end.location, actor };
}

describe("single sign-on", () => {
  it("asks with PKCE and state, and refuses a person without account or invitation", async () => {
    const { start, redirect, actor } = await signInElsewhere();
    expect(start.searchParams.get("code_challenge_method")).toBe("S256");
    expect(start.searchParams.get("state")).toBeTruthy();
    expect(redirect).toBe("/sign-in?error=oidc_unknown");
    expect(actor.kind).toBe("anonymous");
  });

  it("does not believe an address that the provider has not verified", async () => {
    await person("operator", "captain@example.org");
    claims = { sub: "subject-2", email: "captain@example.org", email_verified: false };
    expect((await signInElsewhere()).actor.kind).toBe("anonymous");
    claims = { sub: "subject-2", email: "captain@example.org" };
    expect((await signInElsewhere()).actor.kind).toBe("anonymous");
  });

  it("knows a colleague by a verified address, returns to the place that was asked for, and remembers the identity", async () => {
    claims = { sub: "subject-2", email: "Captain@example.org", email_verified: true };
    const { redirect, actor } = await signInElsewhere();
    expect(redirect).toBe("/tickets");
    expect(actor).toMatchObject({ kind: "user", email: "captain@example.org", roles: ["operator"] });
    claims = { sub: "subject-2", email: "married@example.org", email_verified: true };
    expect((await signInElsewhere()).actor.email).toBe("captain@example.org");
  });

  it("makes the account of an invitation with its roles, and uses the invitation up", async () => {
    await execute(operations.inviteUser, { email: "sailor@example.org", roles: ["support"] }, ctxOf(admin));
    expect((await signInElsewhere()).actor).toMatchObject({ email: "sailor@example.org", name: "Sailor", roles: ["support"] });
    expect((await execute(operations.listInvitations, {}, ctxOf(admin))).items).toEqual([]);
    expect((await database.query("select action from audit_event order by seq desc limit 3")).map((row) => row.action)).toEqual(["accounts.session.begin", "accounts.identity.link", "accounts.invitation.accept"]);
  });

  it("refuses a deactivated person", async () => {
    await database.query("update app_user set status = 'inactive' where email = 'sailor@example.org'");
    const { redirect, actor } = await signInElsewhere();
    expect([redirect, actor.kind]).toEqual(["/sign-in?error=oidc_unknown", "anonymous"]);
  });

  it("refuses an answer whose state is not the one that this browser was sent away with", async () => {
    claims = { sub: "subject-2", email: "captain@example.org", email_verified: true };
    const { redirect, actor } = await signInElsewhere((callback) => callback.searchParams.set("state", "made-up"));
    expect(redirect).toContain("error=");
    expect(actor.kind).toBe("anonymous");
  });
});
