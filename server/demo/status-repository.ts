import "server-only";
import { readRows } from "../platform/db";

export interface DemoPresence {
  hasDemo: boolean;
  hasReal: boolean;
}

/** Accounts do not count as real data: the first administrator exists in every organisation. */
export async function readDemoPresence(): Promise<DemoPresence> {
  const tables = ["ticket", "monitor", "slo", "incident", "service", "team", "customer", "goal", "document", "app_user"];
  const demo = tables.map((table) => `exists (select 1 from ${table} where is_demo)`).join(" or ");
  const [row] = await readRows<DemoPresence>({ text: `select (${demo}) as "hasDemo", (exists (select 1 from ticket where not is_demo) or exists (select 1 from monitor where not is_demo and source <> 'self')) as "hasReal"`, values: [] });
  return row ?? { hasDemo: false, hasReal: false };
}
