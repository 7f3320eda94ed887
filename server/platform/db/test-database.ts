import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { closeDb } from "./client";

export interface TestDatabase {
  url: string;
  /** The same database, for oracles in raw SQL. */
  query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  drop: () => Promise<void>;
}

const migrationsDir = path.resolve("prisma/migrations");

async function migrate(client: pg.Client): Promise<void> {
  const names = readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  for (const name of names) await client.query(readFileSync(path.join(migrationsDir, name, "migration.sql"), "utf8"));
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

/** A fresh, migrated database of this test file's own on the server named by TEST_DATABASE_URL; the process's environment points at it. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (adminUrl === undefined) throw new Error("TEST_DATABASE_URL names the PostgreSQL server for database tests; npm test sets it.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, `create database ${name}`);
  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString();
  Object.assign(process.env, { DATABASE_URL: url, QUARTERDECK_SECRET_KEY: "test-secret-key-of-thirty-two-characters", NEXTAUTH_SECRET: "test-auth-secret-of-thirty-two-chars", LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal" });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await migrate(client);
  return {
    url,
    query: async (text, values) => (await client.query(text, values)).rows as Record<string, unknown>[],
    drop: async () => {
      await closeDb();
      await client.end();
      await asAdmin(adminUrl, `drop database ${name} with (force)`);
    },
  };
}
