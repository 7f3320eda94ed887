import { connectToPortal } from "./database";

/** Makes every conversation of the portal under test as old as if so many days had passed since. */
export async function ageConversations(days: number): Promise<void> {
  const client = await connectToPortal();
  try {
    await client.query("update query_thread set created_at = created_at - make_interval(days => $1), updated_at = updated_at - make_interval(days => $1), expires_at = expires_at - make_interval(days => $1)", [days]);
    await client.query("update query_run set created_at = created_at - make_interval(days => $1)", [days]);
  } finally {
    await client.end();
  }
}
