import "server-only";
import type { Tx } from "../platform/db";

type Counts = Record<string, number>;
const named = (rows: { what: string; count: bigint }[]): Counts => Object.fromEntries(rows.map((row) => [row.what, Number(row.count)]));

/** Rows elsewhere that name this team; they hold no foreign key, so the database would not stop a removal. */
export async function countTeamUses(tx: Tx, id: string): Promise<Counts> {
  return named(await tx.$queryRaw`
    select 'service' as what, count(*) from service where owner_team_id = ${id}
    union all select 'ticket', count(*) from ticket t where t.team_id = ${id} or exists (select 1 from ticket_event e where e.ticket_id = t.id and (e.team_id = ${id} or e.from_team_id = ${id}))`);
}

export async function countCustomerUses(tx: Tx, id: string): Promise<Counts> {
  return named(await tx.$queryRaw`
    select 'ticket' as what, count(*) from ticket where customer_id = ${id}
    union all select 'account', count(*) from app_user where customer_id = ${id}`);
}
