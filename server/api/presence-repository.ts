import "server-only";
import { readRows } from "../platform/db";

export interface Presence {
  tickets: number;
  monitors: number;
  runbooks: number;
  services: number;
}

/** How much of each kind the portal holds. */
export async function countPresence(): Promise<Presence> {
  const [row] = await readRows<Presence>({
    text: `select (select count(*)::int from ticket) as tickets, (select count(*)::int from monitor where source <> 'self' and archived_at is null) as monitors,
      (select count(*)::int from document where kind = 'runbook') as runbooks, (select count(*)::int from service) as services`,
    values: [],
  });
  return row ?? { tickets: 0, monitors: 0, runbooks: 0, services: 0 };
}
