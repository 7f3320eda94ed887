import { connectToPortal } from "./database";

/** Keeps everybody from reading a table of the portal under test, until it is let go. */
export async function lockTable(name: "ticket" | "outage" | "incident"): Promise<{ letGo: () => Promise<void> }> {
  const client = await connectToPortal();
  await client.query("begin");
  await client.query(`lock table ${name} in access exclusive mode`);
  return { letGo: () => client.end() };
}
