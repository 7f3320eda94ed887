import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { closeLive } from "../live/hub";
import { forgetProcessState } from "../process-state";
import { closeDb } from "./client";

export interface TestDatabase {
  url: string;
  /** The same database, for oracles in raw SQL. */
  query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  drop: () => Promise<void>;
}

/** What the first test file found. Files share a process, and none may find what another has set. */
const surroundings = { ...process.env };

function restoreEnvironment(): void {
  for (const name of Object.keys(process.env)) if (!(name in surroundings)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, surroundings);
}

const migrationsDir = path.resolve("prisma/migrations");

const migrationNames = () => readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
const readMigrations = () => migrationNames().map((name) => readFileSync(path.join(migrationsDir, name, "migration.sql"), "utf8"));

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const databaseUrl = (adminUrl: string, name: string) => Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();

/** A migrated database that others are copied from: made once for a server and a set of migrations. */
async function migratedTemplate(admin: pg.Client, adminUrl: string): Promise<string> {
  const migrations = readMigrations();
  const name = `migrated_${createHash("sha256").update(migrations.join("\0")).digest("hex").slice(0, 12)}`;
  await admin.query("select pg_advisory_lock(hashtext($1))", [name]);
  const found = await admin.query("select datistemplate as ready from pg_database where datname = $1", [name]);
  if (found.rows[0]?.ready === true) return name;
  // One that is no template yet was left by a process that ended half-way.
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  await withClient(databaseUrl(adminUrl, name), async (client) => {
    for (const migration of migrations) await client.query(migration);
  });
  await admin.query(`alter database ${name} is_template true`);
  return name;
}

async function createFromTemplate(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query(`create database ${name} template ${await migratedTemplate(admin, adminUrl)}`);
  });
}

/** A fresh, migrated database of this test file's own on the server named by TEST_DATABASE_URL; the process's environment points at it. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (adminUrl === undefined) throw new Error("TEST_DATABASE_URL names the PostgreSQL server for database tests; npm test sets it.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await createFromTemplate(adminUrl, name);
  const url = databaseUrl(adminUrl, name);
  forgetProcessState();
  Object.assign(process.env, { DATABASE_URL: url, QUARTERDECK_SECRET_KEY: "test-secret-key-of-thirty-two-characters", NEXTAUTH_SECRET: "test-auth-secret-of-thirty-two-chars", LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal" });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    query: async (text, values) => (await client.query(text, values)).rows as Record<string, unknown>[],
    drop: async () => {
      closeLive();
      await closeDb();
      restoreEnvironment();
      forgetProcessState();
      await client.end();
      await withClient(adminUrl, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}
