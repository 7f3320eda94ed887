import pg from "pg";
import { migrationNames, PROJECT } from "./migration-files.mjs";
import { UserFacingError } from "./process.mjs";

// Any number will do that nobody else locks; the engine's own lock is another one.
const LOCK = 4_071_553;

async function withClient(connectionString, use) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const OLDEST_SERVER = 150_000;

/** @param {number} version as the server tells it: 150004 for 15.4 */
export function checkServerVersion(version) {
  if (version < OLDEST_SERVER) throw new UserFacingError(`PostgreSQL ${Math.floor(version / 10_000)} is too old: Quarterdeck needs PostgreSQL ${OLDEST_SERVER / 10_000} or newer.`);
}

async function readServerVersion(client) {
  const { rows } = await client.query("select current_setting('server_version_num')::int as version");
  return rows[0].version;
}

async function readHistory(client) {
  const { rows } = await client.query("select to_regclass('_prisma_migrations') is not null as present");
  if (!rows[0].present) return [];
  const history = await client.query("select migration_name as name, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null order by started_at");
  return history.rows;
}

async function compare(client, project) {
  const history = await readHistory(client);
  const known = migrationNames(project.migrations);
  const applied = history.filter((each) => each.finished).map((each) => each.name);
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    undone: history.filter((each) => !each.finished).map((each) => each.name),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/**
 * Compares the database with the migrations of this code. Loads no engine, so that a warm start stays fast.
 * @returns {Promise<{ applied: string[], pending: string[], undone: string[], unknown: string[] }>} `undone`: begun and
 *   not committed; `unknown`: applied to the database by newer code.
 */
export const migrationStatus = (connectionString, project = PROJECT) => withClient(connectionString, (client) => compare(client, project));

let engine = Promise.resolve();

/**
 * Brings the database to the schema of this code, one process at a time, and refuses one that is ahead of it.
 * @param {(status: object) => Promise<void>} [beforeApplying] called only when something is to be applied to a database in use.
 * @returns {Promise<string[]>} names of the migrations applied now
 */
export async function deployMigrations(connectionString, { project = PROJECT, beforeApplying } = {}) {
  return withClient(connectionString, async (client) => {
    checkServerVersion(await readServerVersion(client));
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const status = await compare(client, project);
    if (status.unknown.length) throw new UserFacingError(`The database is newer than this version of Quarterdeck (it has ${status.unknown.at(-1)}): start the newer version, or restore a backup made before the upgrade.`);
    if (!status.pending.length) return [];
    if (status.applied.length) await beforeApplying?.(status);
    const { applyMigrations } = await import("./schema-engine.mjs");
    // The engine is one program in this process's memory, and serves one database at a time.
    const applied = engine.then(() => applyMigrations(project, connectionString, status.undone));
    engine = applied.catch(() => undefined);
    return applied;
  });
}
