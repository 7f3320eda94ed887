import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** The database of the portal under test. */
export async function connectToPortal(): Promise<pg.Client> {
  const { databaseUrl } = JSON.parse(readFileSync(path.join(process.env.QUARTERDECK_DATA_DIR ?? ".data", "runtime.json"), "utf8")) as { databaseUrl: string };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}
