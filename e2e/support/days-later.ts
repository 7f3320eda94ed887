import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** Makes every conversation of the portal under test as old as if so many days had passed since. */
export async function ageConversations(days: number): Promise<void> {
  const { databaseUrl } = JSON.parse(readFileSync(path.join(process.env.QUARTERDECK_DATA_DIR ?? ".data", "runtime.json"), "utf8")) as { databaseUrl: string };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("update query_thread set created_at = created_at - make_interval(days => $1), updated_at = updated_at - make_interval(days => $1), expires_at = expires_at - make_interval(days => $1)", [days]);
    await client.query("update query_run set created_at = created_at - make_interval(days => $1)", [days]);
  } finally {
    await client.end();
  }
}
