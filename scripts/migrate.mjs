// npm run migrate -- dev NAME | deploy | status | drift
import fs from "node:fs";
import path from "node:path";
import { withDatabase } from "./lib/data-directory.mjs";
import { PROJECT } from "./lib/migration-files.mjs";
import { deployMigrations, migrationStatus } from "./lib/migrations.mjs";
import { startThrowawayPostgres } from "./lib/throwaway-postgres.mjs";
import { UserFacingError } from "./lib/process.mjs";
import { run } from "./lib/terminal.mjs";

const LOCK = '# Written together with the migrations; keep it in version control.\nprovider = "postgresql"\n';

/** SQL from the migrations to the schema files, found on an empty server that is thrown away. */
async function pendingChange() {
  const { applyMigrations, diffToSchema } = await import("./lib/schema-engine.mjs");
  const server = await startThrowawayPostgres();
  try {
    await server.ensureDatabase("scratch");
    await applyMigrations(PROJECT, server.url("scratch"));
    return await diffToSchema(PROJECT, server.url("scratch"));
  } finally {
    await server.release();
  }
}

async function dev(name) {
  if (!/^[a-z0-9_]+$/.test(name ?? "")) throw new UserFacingError("Name the change in lower case with underscores: npm run migrate -- dev add_ticket_tags");
  const sql = await pendingChange();
  if (sql === null) return console.log("The migrations already lead to the schema: nothing to write.");
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = path.join(PROJECT.migrations, `${stamp}_${name}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "migration.sql"), sql);
  fs.writeFileSync(path.join(PROJECT.migrations, "migration_lock.toml"), LOCK);
  console.log(`${sql}\nWritten to ${path.relative(".", folder)}/migration.sql. Read it before you commit it.`);
}

async function drift() {
  const sql = await pendingChange();
  if (sql === null) return console.log("The migrations lead to the schema.");
  console.log(`${sql}\nThe schema has changes that no migration holds: npm run migrate -- dev NAME`);
  process.exitCode = 1;
}

async function deploy(url) {
  const names = await deployMigrations(url);
  console.log(names.length ? `Applied ${names.join(", ")}.` : "The database is up to date.");
}

async function status(url) {
  const { applied, pending, unknown } = await migrationStatus(url);
  console.log(`${applied.length} applied, ${pending.length} pending, ${unknown.length} unknown to this code`);
  for (const [word, names] of Object.entries({ pending, unknown })) for (const name of names) console.log(`  ${word}: ${name}`);
  if (pending.length + unknown.length) process.exitCode = 1;
}

const commands = { dev, drift: () => drift(), deploy: () => withDatabase(deploy), status: () => withDatabase(status) };
const [name, argument] = process.argv.slice(2);
await run(async () => {
  if (!Object.hasOwn(commands, name ?? "")) throw new UserFacingError("Say one of: dev NAME, deploy, status, drift.");
  await commands[name](argument);
});
