// npm run bench:slo: a round of evaluation and the list, with 500 SLOs over 90 days of minutes, on a throwaway PostgreSQL. Prints medians; exits with 1 beyond the limits.
import { spawnSync } from "node:child_process";
import { ensureClient } from "./lib/build.mjs";
import { startThrowawayPostgres } from "./lib/throwaway-postgres.mjs";
import { neutralEnvironment } from "./lib/test-portal.mjs";
import { run } from "./lib/terminal.mjs";

await run(async () => {
  await ensureClient();
  const server = await startThrowawayPostgres({});
  try {
    const { status } = spawnSync(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/bench/slo-rounds.ts"], { stdio: "inherit", env: { ...neutralEnvironment(), TEST_DATABASE_URL: server.url("postgres"), TZ: "UTC" } });
    process.exitCode = status ?? 1;
  } finally {
    await server.release();
  }
});
