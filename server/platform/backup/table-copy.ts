import "server-only";
import { Writable, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { DomainError } from "../errors";
import { rowsOf } from "./database-session";
import type { TableRecord } from "./manifest";
import { createDigest } from "./streams";

export interface Table {
  name: string;
  columns: string[];
  /** ORDER BY list that gives one order on every server. */
  order: string;
}

const quote = pg.escapeIdentifier;

// Partitions are read through their parent; generated columns cannot be written; the history of migrations is kept in the manifest.
const tablesSql = `
select c.relname as name,
  (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  (select array_agg(format('%I%s', a.attname, case when a.attcollation <> 0 then ' collate "C"' else '' end) order by array_position(i.indkey::int2[], a.attnum))
    from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '_prisma_migrations'
order by c.relname`;

export async function listTables(client: pg.Client): Promise<Table[]> {
  const found = await rowsOf<{ name: string; columns: string[]; key: string[] | null }>(client, tablesSql);
  return found.map(({ name, columns, key }) => ({ name, columns, order: key?.join(", ") ?? `${quote(name)}::text collate "C"` }));
}

const columnList = (columns: readonly string[]): string => columns.map(quote).join(", ");

/** The rows of a table as COPY text, in the order of its key. */
export function readTable(client: pg.Client, table: Table): Readable & { rowCount: number } {
  return client.query(copyTo(`copy (select ${columnList(table.columns)} from ${quote(table.name)} order by ${table.order}) to stdout`));
}

/** Writes the rows of a backup into its empty table. */
export async function writeTable(client: pg.Client, record: TableRecord, compressed: Readable): Promise<void> {
  const target = client.query(copyFrom(`copy ${quote(record.name)} (${columnList(record.columns)}) from stdin`));
  await pipeline(compressed, createGunzip(), target).catch((cause: unknown) => {
    throw new DomainError("VALIDATION", `The backup is damaged: the rows of ${record.name} cannot be read.`, { cause });
  });
}

/** Reads a table back and compares it with what the backup says of it. */
export async function checkTable(client: pg.Client, table: Table, record: TableRecord): Promise<void> {
  const source = readTable(client, { ...table, columns: record.columns });
  const digest = createDigest();
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(source, digest.stream, sink);
  if (source.rowCount === record.rows && digest.hex() === record.sha256) return;
  throw new DomainError("VALIDATION", `The backup is damaged: ${record.name} should hold ${record.rows} rows with hash ${record.sha256.slice(0, 12)}, and holds ${source.rowCount} that differ.`);
}
