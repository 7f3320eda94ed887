import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { DomainError } from "../errors";
import { rowsOf } from "./database-session";
import type { Manifest } from "./manifest";

type Migration = Manifest["migrations"][number];

// The form in which the migration engine keeps its history; it goes on from here.
const historySql = `
create table _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0
)`;

/** Migrations applied to a database, oldest first; none when it has no history. */
export async function readMigrations(client: pg.Client): Promise<Migration[]> {
  const [history] = await rowsOf<{ present: boolean }>(client, "select to_regclass('public._prisma_migrations') is not null as present");
  if (!history?.present) return [];
  return rowsOf<Migration>(client, "select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null order by migration_name");
}

async function readScript(migration: Migration, directory: string): Promise<string> {
  const script = await readFile(path.join(directory, migration.name, "migration.sql"), "utf8").catch((cause: unknown) => {
    throw new DomainError("PRECONDITION_FAILED", `The backup needs the migration ${migration.name}, which this version of Quarterdeck does not have: restore it with the version that made it, or a newer one.`, { cause });
  });
  if (createHash("sha256").update(script).digest("hex") === migration.checksum) return script;
  throw new DomainError("PRECONDITION_FAILED", `The migration ${migration.name} differs from the one that the backup was made with.`);
}

/** Builds the schema of a backup in an empty database, inside the caller's transaction, and records its history. */
export async function applyMigrations(client: pg.Client, migrations: readonly Migration[], directory = path.resolve("prisma/migrations")): Promise<void> {
  await client.query(historySql);
  for (const migration of migrations) {
    await client.query(await readScript(migration, directory));
    await client.query("insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, clock_timestamp(), 1)", [randomUUID(), migration.checksum, migration.name]);
  }
}
