import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const resolve = { alias: { "server-only": at("./scripts/empty.ts"), "@": at("./") } };

export default defineConfig({
  resolve,
  test: {
    env: { TZ: "UTC" },
    projects: [
      { resolve, test: { name: "unit", include: ["{server,components,lib,hooks,scripts}/**/*.test.{ts,tsx,mjs}"], isolate: false, setupFiles: ["scripts/fresh-file.ts"], testTimeout: 180_000, expect: { poll: { timeout: 30_000 } }, exclude: ["**/*.db.test.ts", "**/*.redis.test.ts"], env: { TZ: "UTC" } } },
      { resolve, test: { name: "db", include: ["server/**/*.db.test.ts"], maxWorkers: 2, isolate: false, testTimeout: 180_000, expect: { poll: { timeout: 30_000 } }, hookTimeout: 240_000, env: { TZ: "UTC" } } },
      { resolve, test: { name: "redis", include: ["server/**/*.redis.test.ts"], fileParallelism: false, testTimeout: 180_000, expect: { poll: { timeout: 30_000 } }, env: { TZ: "UTC" } } },
    ],
  },
});
