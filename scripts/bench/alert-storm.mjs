// node scripts/bench/alert-storm.mjs: a storm of 10,000 alerts through the REST face on a throwaway PostgreSQL. Prints medians; exits with 1 when anything is lost or a group is told about twice.
import { spawnSync } from "node:child_process";
import { ensureClient } from "../lib/build.mjs";
import { neutralEnvironment } from "../lib/test-portal.mjs";
import { run } from "../lib/terminal.mjs";
import { startThrowawayPostgres } from "../lib/throwaway-postgres.mjs";

await run(async () => {
  await ensureClient();
  const server = await startThrowawayPostgres({});
  try {
    const { status } = spawnSync(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/bench/alert-storm.ts"], { stdio: "inherit", env: { ...neutralEnvironment(), TEST_DATABASE_URL: server.url("postgres"), TZ: "UTC" } });
    process.exitCode = status ?? 1;
  } finally {
    await server.release();
  }
});
