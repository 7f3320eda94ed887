import "server-only";
import pg from "pg";
import { DomainError } from "../errors";
import { openArchive, type Archive } from "./archive-reader";
import { inTransaction, rowsOf, withSession } from "./database-session";
import { readManifest, type Manifest } from "./manifest";
import { applyMigrations } from "./migration-history";
import { stageFiles } from "./stored-files";
import { checkTable, listTables, writeTable } from "./table-copy";

export interface RestoreOptions {
  /** An empty database. */
  connectionString: string;
  dataDir: string;
  file: string;
}

export interface RestoreResult {
  tables: number;
  rows: number;
  files: number;
  /** When the backup was made, as an ISO instant. */
  createdAt: string;
  migration: string;
  /** Name of the key that the secrets inside were sealed with; they can be opened only where that key is. */
  keyId: string | null;
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const [found] = await rowsOf<{ tables: number }>(client, "select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");
  if (found?.tables === 0) return;
  throw new DomainError("CONFLICT", "The database is not empty, and a restore never overwrites: name an empty database, or move the data directory aside.");
}

type ForeignKey = { table: string; name: string; definition: string };

/** Rows come table by table, so that references can be checked only when all are there. Returns what puts the checks back. */
async function liftForeignKeys(client: pg.Client): Promise<() => Promise<void>> {
  const sql = "select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0";
  const keys = await rowsOf<ForeignKey>(client, sql);
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${pg.escapeIdentifier(key.name)}`);
  return async () => {
    for (const key of keys) await client.query(`alter table ${key.table} add constraint ${pg.escapeIdentifier(key.name)} ${key.definition}`);
  };
}

async function fillTables(client: pg.Client, archive: Archive, manifest: Manifest): Promise<void> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  // What triggers wrote of these rows is in the backup as well.
  for (const name of tables.keys()) await client.query(`alter table ${pg.escapeIdentifier(name)} disable trigger user`);
  // A migration may bring rows of its own; the backup holds what became of them.
  for (const name of tables.keys()) await client.query(`truncate ${pg.escapeIdentifier(name)} cascade`);
  for (const record of manifest.tables) {
    const table = tables.get(record.name);
    if (!table) throw new DomainError("VALIDATION", `The backup is damaged: its schema has no table ${record.name}.`);
    await writeTable(client, record, archive.read(record.entry));
    await checkTable(client, table, record);
  }
  for (const name of tables.keys()) await client.query(`alter table ${pg.escapeIdentifier(name)} enable trigger user`);
}

async function restoreDatabase(client: pg.Client, archive: Archive, manifest: Manifest): Promise<void> {
  await requireEmpty(client);
  await applyMigrations(client, manifest.migrations);
  const putBack = await liftForeignKeys(client);
  await fillTables(client, archive, manifest);
  for (const { name, value, isCalled } of manifest.sequences) await client.query("select setval(format('public.%I', $1::text)::regclass, $2::bigint, $3)", [name, value, isCalled]);
  await putBack();
  // Answers that a shared cache still holds were computed from other data under versions that would come again.
  await client.query("update data_version set version = version + extract(epoch from clock_timestamp())::bigint");
}

/**
 * Builds the schema that the backup was made with in an empty database, copies the rows in, reads them back and compares counts
 * and hashes, all in one transaction: after a failure the database is as empty as before.
 */
export async function restoreBackup({ connectionString, dataDir, file }: RestoreOptions): Promise<RestoreResult> {
  const archive = await openArchive(file);
  const manifest = await readManifest(archive);
  const files = await stageFiles(archive, manifest.files, dataDir);
  try {
    await withSession(connectionString, async (client) => {
      await inTransaction(client, "", () => restoreDatabase(client, archive, manifest));
      await client.query("analyze");
    });
    await files.place();
  } catch (error) {
    await files.discard();
    throw error;
  }
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return { tables: manifest.tables.length, rows, files: manifest.files.length, createdAt: manifest.createdAt, migration: manifest.migrations.at(-1)?.name ?? "", keyId: manifest.keyId };
}
