import { unstable_doesMiddlewareMatch as isProxied, unstable_getResponseFromNextConfig as answerOf } from "next/experimental/testing/server.js";
import { expect, it } from "vitest";
import nextConfig from "../next.config.ts";
import { config } from "../proxy.ts";

const policyOf = async (url, headers = {}) => (await answerOf({ url, nextConfig, headers })).headers;

it.each(["/healthz", "/readyz", "/metrics", "/api/v1/tickets?queue=mine", "/api/v1/ask", "/api/v1/openapi.json", "/api/trpc/tickets.list", "/api/mcp", "/api/ask", "/api/live", "/api/beat/token"])("%s is called by programs: it has headers of its own and skips the proxy", async (url) => {
  expect(isProxied({ config, nextConfig, url })).toBe(false);
  const headers = await policyOf(url);
  expect([headers.get("content-security-policy"), headers.get("x-content-type-options"), headers.get("strict-transport-security")]).toEqual(["default-src 'none'; frame-ancestors 'none'", "nosniff", null]);
  expect((await policyOf(url, { "x-forwarded-proto": "https" })).get("strict-transport-security")).toMatch(/^max-age=/);
});

it.each(["/", "/ask", "/tickets/1", "/healthzone", "/api/alerts-ack?token=t", "/api/maintenance-stop", "/api/auth/csrf", "/api/imports/tickets", "/api/tickets/T1/attachments", "/api/asked", "/apiv1", "/metricsx"])("%s gets its headers from the proxy, and no others", async (url) => {
  expect(isProxied({ config, nextConfig, url })).toBe(true);
  expect((await policyOf(url)).get("content-security-policy")).toBe(null);
});

it.each(["/status", "/status.rss", "/status.json"])("%s carries a policy of its own", async (url) => {
  expect(isProxied({ config, nextConfig, url })).toBe(false);
  expect((await policyOf(url)).get("content-security-policy")).toBe(null);
});
