// node scripts/bench/search.mjs [ITEMS]: how well 40 labelled searches are answered (nDCG@10), and how fast the search is over 250,000 items.
// On a throwaway database. The runbooks come from QUARTERDECK_REAL_DATA; without it only the portal's own documentation is judged. Prints JSON.
import { spawn } from "node:child_process";
import { ensureClient } from "../lib/build.mjs";
import { startThrowawayPostgres } from "../lib/throwaway-postgres.mjs";
import { neutralEnvironment } from "../lib/test-portal.mjs";

await ensureClient();
const server = await startThrowawayPostgres({});
const env = { ...neutralEnvironment(), QUARTERDECK_REAL_DATA: process.env.QUARTERDECK_REAL_DATA ?? "", TEST_DATABASE_URL: server.url("postgres"), TZ: "UTC", LOG_LEVEL: "error", DB_SLOW_QUERY_MS: "60000" };
const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/bench/search.ts", process.argv[2] ?? "250000"], { stdio: "inherit", env });
const finish = async (code) => {
  await server.release();
  process.exit(code ?? 1);
};
child.on("exit", (code) => void finish(code));
