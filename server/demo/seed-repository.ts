import "server-only";
import type { Tx } from "../platform/db";
import type { DemoCheck, Row, StatusStory, TableName } from "./core";

/** Rows that travel in one statement. */
const batchSize = 5_000;

function* batchesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += batchSize) yield items.slice(start, start + batchSize);
}

/** Many rows in one statement: they go over as one JSON text and the database takes each column by its own type. Names are ours, values are not part of the SQL. */
export async function insertRows(tx: Tx, table: TableName, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`).join(", ");
  for (const batch of batchesOf(rows)) await tx.$executeRawUnsafe(`insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1::json)`, JSON.stringify(batch));
}

/** Levels are three, whoever described them: those that the desk has set up stay as they are. */
export async function withoutKnownLevels(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const known = new Set((await tx.supportLevel.findMany({ select: { id: true } })).map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(String(id)));
}

/** Searches are noted by their words: what somebody here looked for in vain stays theirs. */
export async function withoutKnownRequests(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const known = new Set((await tx.documentRequest.findMany({ where: { words: { in: rows.map(({ words }) => String(words)) } }, select: { words: true } })).map(({ words }) => words));
  return rows.filter(({ words }) => !known.has(String(words)));
}

/** One row of a table whose integer key the database gives, and that key. */
export async function insertKeyed(tx: Tx, table: "monitor" | "slo", row: Row): Promise<number> {
  const columns = Object.keys(row).map((name) => `"${name}"`).join(", ");
  const [inserted] = await tx.$queryRawUnsafe<{ key: number }[]>(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json) returning key`, JSON.stringify([row]));
  if (!inserted) throw new Error(`The ${table} was not inserted.`);
  return inserted.key;
}

export async function insertChecks(tx: Tx, monitorKey: number, checks: readonly DemoCheck[]): Promise<void> {
  for (const batch of batchesOf(checks)) {
    await tx.$executeRaw`
      insert into check_result (monitor_key, at, status, http_status, latency_ms)
      select ${monitorKey}::int, to_timestamp(at / 1000.0), status, http_status, latency_ms
      from unnest(${batch.map((check) => check.atMs)}::bigint[], ${batch.map((check) => check.status)}::text[], ${batch.map((check) => check.httpStatus)}::int[], ${batch.map((check) => check.latencyMs)}::float8[])
        as checks (at, status, http_status, latency_ms)`;
  }
}

/** Components of the status page with the keys that the database gave to their monitors. */
export async function insertStatusComponents(tx: Tx, stories: readonly StatusStory[]): Promise<number> {
  const keys = new Map((await tx.monitor.findMany({ where: { slug: { in: stories.flatMap(({ monitors }) => monitors) } }, select: { slug: true, key: true } })).map(({ slug, key }) => [slug, key]));
  await insertRows(tx, "status_component", stories.map(({ component, monitors }) => ({ ...component, monitor_keys: monitors.flatMap((slug) => keys.get(slug) ?? []) })));
  return stories.length;
}

/** Slugs, numbers and addresses of real rows that the demo would need for itself. */
export async function findTaken(tx: Tx, wanted: readonly (readonly [table: "team" | "service" | "customer" | "monitor" | "slo" | "document" | "document_space" | "app_user", column: "slug" | "email", values: readonly string[]])[]): Promise<string[]> {
  const taken: string[] = [];
  for (const [table, column, values] of wanted) {
    const rows = await tx.$queryRawUnsafe<{ value: string }[]>(`select ${column} as value from ${table} where ${column} = any($1::text[])`, [...values]);
    taken.push(...rows.map((row) => `${table} ${row.value}`));
  }
  return taken;
}
