import "server-only";
import pg from "pg";
import { db } from "../../platform/db";
import { env } from "../../platform/env";

// Held, shared, for as long as a runner lives: the database itself knows who does.
const [lockSpace, lockKey] = [20_817, 5];
const prefix = "quarterdeck-runner ";

/** Names of the runners that are alive. */
export async function listAliveRunners(): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`select distinct a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.classid = ${lockSpace}::int::oid and l.objid = ${lockKey}::int::oid and l.granted and l.database = (select oid from pg_database where datname = current_database()) order by 1`;
  return rows.map(({ name }) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
}

/** Says that a runner is alive, over a connection of its own. When that breaks it is told at the next call of `keep`. */
export class Presence {
  private client: pg.Client | null = null;

  constructor(private readonly name: string) {}

  async keep(): Promise<void> {
    if (this.client) return;
    const client = new pg.Client({ connectionString: env().DATABASE_URL, application_name: `${prefix}${this.name}`.slice(0, 63), keepAlive: true });
    client.on("error", () => this.drop(client));
    await client.connect();
    await client.query("select pg_advisory_lock_shared($1::int, $2::int)", [lockSpace, lockKey]);
    this.client = client;
  }

  async end(): Promise<void> {
    const closing = this.client;
    this.client = null;
    await closing?.end().catch(() => undefined);
  }

  private drop(client: pg.Client): void {
    if (this.client === client) this.client = null;
    client.removeAllListeners("error").on("error", () => undefined);
    client.end().catch(() => undefined);
  }
}
