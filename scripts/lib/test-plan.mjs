import { ensureBuild, ensureClient } from "./build.mjs";
import { startThrowawayPostgres } from "./throwaway-postgres.mjs";
import { TOOL_ENV } from "./project.mjs";
import { inParallel, runPlaywright, runVitest } from "./scoreboard.mjs";
import { ensureAlertmanager, ensureChromium, ensureIcalendar, ensureImapServer, ensureOldestPostgres, ensurePrometheus, ensureRedis } from "./system-packages.mjs";
import { neutralEnvironment, startRedis, startTestPortal } from "./test-portal.mjs";
import { UserFacingError } from "./process.mjs";

const isCi = process.env.CI === "true" || process.env.CI === "1";
const cleanups = new Set();

// Temporary folders and their databases go with the process; what else runs must be ended first.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    void Promise.allSettled([...cleanups].map((clean) => clean())).then(() => process.exit(1));
  });
}

/** Uses something that must be ended, also when the run is interrupted. */
async function using(stop, use) {
  cleanups.add(stop);
  try {
    return await use();
  } finally {
    cleanups.delete(stop);
    await stop();
  }
}

const npmScript = (board, name, script) => () => board.command(name, "npm", ["run", "-s", script], TOOL_ENV);

/** Everything that reads the code and needs neither database nor browser. */
export async function runGates(board, folder) {
  const generated = await board.run("database client", async () => {
    await ensureClient();
    return { passed: 1, failed: 0, output: "" };
  });
  if (!generated) return;
  if (!(await ensureIcalendar())) console.log("skip  tests with python3-icalendar and python3-dateutil: they cannot be installed here");
  await inParallel(2, [
    npmScript(board, "lint", "lint"),
    npmScript(board, "types", "typecheck"),
    npmScript(board, "dependency rules", "deps"),
    npmScript(board, "dead code", "dead"),
    () => board.run("unit tests", () => runVitest("unit", { folder, env: neutralEnvironment() })),
  ]);
}

async function databaseTests(folder, label, binaries) {
  const server = await startThrowawayPostgres({ inMemory: true, ...(binaries ? { binaries } : {}) });
  return using(server.release, () => runVitest("db", { folder, label, env: { ...neutralEnvironment(), TEST_DATABASE_URL: server.url("postgres") } }));
}

async function oldestDatabase(board, folder) {
  const binaries = await ensureOldestPostgres();
  if (binaries) return board.run("database tests on PostgreSQL 15", () => databaseTests(folder, "db-15", binaries));
  return console.log("skip  database tests on PostgreSQL 15: it cannot be installed here");
}

async function redisTests(board, folder) {
  const program = await ensureRedis();
  if (!program && !isCi) return console.log("skip  cache tests: redis-server cannot be installed here");
  return board.run("cache tests on Redis", async () => {
    if (!program) throw new UserFacingError("redis-server is needed under CI and cannot be installed here.");
    const redis = await startRedis(program);
    return using(redis.stop, () => runVitest("redis", { folder, env: { ...neutralEnvironment(), TEST_REDIS_URL: redis.url } }));
  });
}

/** What a project of the browser tests needs before it, its configuration says. */
async function browserTests(folder, project) {
  const chromium = await ensureChromium();
  if (!chromium) throw new UserFacingError("No Chromium: install it, or name one in PLAYWRIGHT_CHROMIUM.");
  const portal = await startTestPortal();
  return using(portal.stop, () => runPlaywright({ folder, project, env: { ...portal.env, PLAYWRIGHT_CHROMIUM: chromium } }));
}

async function buildPortal() {
  await ensureBuild();
  return { passed: 1, failed: 0, output: "" };
}

/** Two portals at once: one from empty through the demo organisation to empty again, one over imported records. */
const endToEnd = (board, folder) =>
  inParallel(2, [
    () => board.run("end-to-end tests, empty and with the demo", () => browserTests(folder, "demo removed")),
    () => board.run("end-to-end tests over imported records", () => browserTests(folder, "imported")),
  ]);

/** Tests against real databases and in a real browser. */
export async function runSuites(board, folder) {
  await board.command("migrations lead to the schema", process.execPath, ["scripts/migrate.mjs", "drift"], {});
  if (!(await ensureAlertmanager())) console.log("skip  tests with a real Alertmanager: it cannot be installed here");
  if (!(await ensurePrometheus())) console.log("skip  tests with a real Prometheus: it cannot be installed here");
  if (!(await ensureImapServer())) console.log("skip  the test with a real IMAP server: it cannot be installed here");
  await inParallel(2, [
    () => board.run("database tests on the embedded PostgreSQL", () => databaseTests(folder, "db")),
    () => oldestDatabase(board, folder),
  ]);
  await redisTests(board, folder);
  if (await board.run("build", buildPortal)) await endToEnd(board, folder);
}
