import "server-only";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { DomainError } from "../errors";
import { createArchive, type ArchiveWriter } from "./archive-writer";
import { inTransaction, rowsOf, withSession } from "./database-session";
import { manifestEntry, type Manifest, type TableRecord } from "./manifest";
import { readMigrations } from "./migration-history";
import { addFiles } from "./stored-files";
import { chain, createDigest } from "./streams";
import { listTables, readTable, type Table } from "./table-copy";

export interface BackupOptions {
  connectionString: string;
  /** The data directory, whose stored files are part of the backup. */
  dataDir: string;
  /** The archive to write; its folder is made when missing. */
  file: string;
  /** Name of the key that secrets are sealed with (`keyIdOf`); null when unknown. */
  keyId?: string | null;
  now?: Date;
}

export interface BackupResult {
  file: string;
  bytes: number;
  tables: number;
  rows: number;
  files: number;
  /** The newest migration of the schema that was backed up. */
  migration: string;
}

// Quick enough not to hold the snapshot open for long; rows compress to about a tenth either way.
const gzipLevel = 4;

async function addTable(client: pg.Client, table: Table, archive: ArchiveWriter): Promise<TableRecord> {
  const source = readTable(client, table);
  const digest = createDigest();
  const entry = `tables/${table.name}.copy.gz`;
  try {
    await archive.add(entry, chain(source, digest.stream, createGzip({ level: gzipLevel })));
  } catch (error) {
    // The connection answers again only when it has sent the rest of the table.
    source.unpipe().resume();
    throw error;
  }
  return { name: table.name, columns: table.columns, rows: source.rowCount, sha256: digest.hex(), entry };
}

const readSequences = (client: pg.Client): Promise<Manifest["sequences"]> =>
  rowsOf(client, `select sequencename as name, coalesce(last_value, start_value)::text as value, last_value is not null as "isCalled" from pg_sequences where schemaname = 'public' order by 1`);

/** Everything inside belongs to one moment: the snapshot of the transaction. */
async function addDatabase(client: pg.Client, archive: ArchiveWriter): Promise<Pick<Manifest, "tables" | "sequences" | "migrations" | "serverVersion">> {
  const migrations = await readMigrations(client);
  if (migrations.length === 0) throw new DomainError("PRECONDITION_FAILED", "The database holds no schema of Quarterdeck: there is nothing to back up.");
  const [server] = await rowsOf<{ version: number }>(client, "select current_setting('server_version_num')::int as version");
  const tables: TableRecord[] = [];
  for (const table of await listTables(client)) tables.push(await addTable(client, table, archive));
  return { migrations, tables, sequences: await readSequences(client), serverVersion: server?.version ?? 0 };
}

/**
 * Writes the database, as it is at one moment, and the stored files into one archive. The portal may go on working meanwhile.
 * The installation's keys (secrets.json) are not part of it: keep them apart.
 */
export async function createBackup({ connectionString, dataDir, file, keyId = null, now = new Date() }: BackupOptions): Promise<BackupResult> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const archive = await createArchive(file);
  try {
    const database = await withSession(connectionString, (client) => inTransaction(client, "isolation level repeatable read read only", () => addDatabase(client, archive)));
    // After the rows: a file that a row names was written before the row.
    const files = await addFiles(archive, dataDir);
    const manifest: Manifest = { format: 1, createdAt: now.toISOString(), keyId, ...database, files };
    await archive.add(manifestEntry, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    const bytes = await archive.finish();
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { file, bytes, tables: manifest.tables.length, rows, files: files.length, migration: manifest.migrations.at(-1)?.name ?? "" };
  } catch (error) {
    await archive.discard();
    throw error;
  }
}
