// npm run -s cli -- COMMAND: works on the same data whether the portal runs or not. Standard output is the command's alone.
import fs from "node:fs";
import { dataDirectory, isPortalRunning, readRuntime, serverEnvironment, openDatabase } from "./lib/data-directory.mjs";
import { checkDatabaseUrl, loadEnvFile, makeWritable } from "./lib/environment.mjs";
import { UserFacingError } from "./lib/process.mjs";
import { run } from "./lib/terminal.mjs";

// These read or write the database in whatever version it is.
const ANY_SCHEMA = ["backup", "restore"];

async function prepareSchema(url, directory) {
  const { deployMigrations, migrationStatus } = await import("./lib/migrations.mjs");
  const { backUpBeforeUpgrade } = await import("./lib/upgrade-backup.mjs");
  const beforeApplying = ({ pending }) => backUpBeforeUpgrade(url, directory, pending[0]);
  if (!isPortalRunning(directory)) return deployMigrations(url, { beforeApplying });
  const { pending } = await migrationStatus(url);
  if (pending.length) throw new UserFacingError("The running portal is older than this code: end it and start it again with npm run up.");
}

await run(async () => {
  const args = process.argv.slice(2);
  if (!fs.existsSync("node_modules/tsx")) throw new UserFacingError("Nothing is installed yet: run npm run up first.");
  const { ensureClient } = await import("./lib/build.mjs");
  const { runServerCli } = await import("./lib/server-cli.mjs");
  loadEnvFile();
  checkDatabaseUrl();
  const directory = dataDirectory();
  makeWritable(directory);
  process.on("SIGINT", () => undefined);
  await ensureClient();
  const database = await openDatabase(directory);
  try {
    if (!ANY_SCHEMA.includes(args[0])) await prepareSchema(database.url, directory);
    const port = process.env.PORT || readRuntime(directory)?.port;
    const { code } = await runServerCli(args, { env: serverEnvironment(directory, { databaseUrl: database.url, port }) });
    process.exitCode = code;
  } finally {
    await database.release();
  }
});
