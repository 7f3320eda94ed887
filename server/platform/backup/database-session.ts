import "server-only";
import pg from "pg";

// Text forms must not depend on how a server or an account is set up, or equal rows would differ in their hashes.
const settings = ["timezone = 'UTC'", "datestyle = 'ISO, YMD'", "intervalstyle = 'postgres'", "bytea_output = 'hex'", "extra_float_digits = 1", "client_encoding = 'UTF8'", "statement_timeout = 0", "lock_timeout = 0", "idle_in_transaction_session_timeout = 0", "search_path = public"];

/** One connection of its own: a backup may take longer than any request. */
export async function withSession<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: "quarterdeck-backup" });
  // Without a listener a lost connection would end the process; the statement under way rejects anyway.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(settings.map((each) => `set ${each}`).join("; "));
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs the work in one transaction of the given kind. */
export async function inTransaction<T>(client: pg.Client, kind: string, work: () => Promise<T>): Promise<T> {
  await client.query(`begin ${kind}`);
  try {
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

export async function rowsOf<T>(client: pg.Client, text: string, values: unknown[] = []): Promise<T[]> {
  return (await client.query(text, values)).rows as T[];
}
