import { beforeAll, describe, expect, it } from "vitest";
import { permissions, roleNames } from "@/server/platform/auth/permissions";
import { clientAddress } from "./client-address";
import { permissionNameSchema, roleSchema } from "./contract";
import { isSameOrigin } from "./same-origin";
import { cookieNames, readCookie, sessionIdOf } from "./session-cookie";

beforeAll(() => {
  Object.assign(process.env, { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", QUARTERDECK_SECRET_KEY: "k".repeat(32), NEXTAUTH_SECRET: "a".repeat(32), QUARTERDECK_URL: "https://portal.example.org", QUARTERDECK_INSTANCE_ID: "abcd" });
});

describe("a mutation from a browser", () => {
  it.each([
    ["from this host", { origin: "http://localhost:3000", host: "localhost:3000" }, true],
    ["from the public address behind a proxy", { origin: "https://portal.example.org", host: "10.0.0.5:3000" }, true],
    ["from another port of this host", { origin: "http://localhost:3001", host: "localhost:3000" }, false],
    ["from another site", { origin: "https://evil.example", host: "localhost:3000", "sec-fetch-site": "cross-site" }, false],
    ["from another site that claims to be us", { origin: "https://evil.example", host: "localhost:3000", "sec-fetch-site": "same-origin" }, false],
    ["from a sandboxed frame", { origin: "null", host: "localhost:3000" }, false],
    ["without an origin but marked by the browser", { host: "localhost:3000", "sec-fetch-site": "same-origin" }, true],
    ["without any mark", { host: "localhost:3000" }, false],
  ])("%s", (_reason, headers, expected) => {
    expect(isSameOrigin({ headers: new Headers(headers as Record<string, string>) })).toBe(expected);
  });
});

describe("the address of a client", () => {
  it.each([
    ["is the peer's", { "x-peer-address": "203.0.113.9", "x-forwarded-for": "198.51.100.1" }, "", "203.0.113.9"],
    ["is what a trusted proxy says", { "x-peer-address": "10.0.0.5", "x-forwarded-for": "198.51.100.1" }, "10.0.0.0/8", "198.51.100.1"],
    ["is the last untrusted hop: what stands before it can be made up", { "x-peer-address": "::ffff:10.0.0.5", "x-forwarded-for": "1.2.3.4, 198.51.100.1, 10.0.0.9" }, "10.0.0.0/8", "198.51.100.1"],
    ["is the proxy's when it says nothing usable", { "x-peer-address": "10.0.0.5", "x-forwarded-for": "unknown" }, "10.0.0.5", "10.0.0.5"],
    ["works with IPv6", { "x-peer-address": "fd00::1", "x-forwarded-for": "2001:db8::7" }, "fd00::/8", "2001:db8::7"],
    ["is empty when nobody knows", {}, "10.0.0.0/8", ""],
  ])("%s", (_reason, headers, trusted, expected) => {
    expect(clientAddress(new Headers(headers as Record<string, string>), trusted)).toBe(expected);
  });
});

describe("cookies", () => {
  it("carry the instance, and over https are bound to the host", () => {
    expect(cookieNames()).toMatchObject({ isSecure: true, session: "__Host-qd-abcd.session" });
  });

  it("are read by their whole name", () => {
    expect(readCookie("a=1; ab=2;b= 3", "ab")).toBe("2");
    expect(readCookie("xab=2", "ab")).toBeNull();
    expect(readCookie(null, "ab")).toBeNull();
  });

  it("that this installation did not make hold no session", async () => {
    expect(await sessionIdOf("eyJhbGciOiJub25lIn0.eyJzaWQiOiJzZXNfMSJ9.")).toBeNull();
    expect(await sessionIdOf("")).toBeNull();
  });
});

describe("the contract", () => {
  it("names the roles and permissions that the platform knows", () => {
    expect(roleSchema.options).toEqual([...roleNames]);
    for (const permission of permissions) expect(permissionNameSchema.safeParse(permission).success).toBe(true);
  });
});
