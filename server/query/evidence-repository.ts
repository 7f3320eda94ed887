import "server-only";
import { readRows, type ReadOptions } from "@/server/platform/db";
import type { Cell, Range } from "#contract/query";
import type { CompiledSql } from "#core/query";

const asCell = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" || typeof value === "boolean" || typeof value === "string" ? value : JSON.stringify(value);
};

/** Runs compiled SQL and gives rows of JSON values; instants become ISO text. */
export async function readEvidence(sql: CompiledSql, options: ReadOptions): Promise<Record<string, Cell>[]> {
  const rows = await readRows<Record<string, unknown>>(sql, options);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, asCell(value)])));
}

/** A pair of instants from SQL that selects `from_at` and `to_at`; null when there are no rows. */
export async function readSpan(sql: CompiledSql, options: ReadOptions): Promise<Range | null> {
  const [row] = await readRows<{ from_at: Date | null; to_at: Date | null }>(sql, options);
  return row?.from_at && row.to_at ? { from: row.from_at.toISOString(), to: row.to_at.toISOString() } : null;
}

interface NamedRow {
  type: string;
  id: string;
  name: string;
  aliases: string[];
}

/** Everything in the live catalogue that a question may name. */
export const readEntities = (): Promise<NamedRow[]> => readRows<NamedRow>({
  text: `select 'team' as type, slug as id, name, coalesce(aliases, '{}') as aliases from team
union all select 'service', slug, name, coalesce(aliases, '{}') as aliases from service
union all select 'customer', slug, name, coalesce(aliases, '{}') as aliases from customer
union all select 'monitor', slug, name, array[]::text[] from monitor
order by type, id`,
  values: [],
});

/** Values of ticket fields that are not fixed by the product. */
export const readTicketValues = (): Promise<{ field: string; value: string }[]> => readRows<{ field: string; value: string }>({
  text: `select * from (
  (select distinct 'category' as field, category as value from ticket where category is not null limit 300)
  union all (select distinct 'channel', channel from ticket where channel is not null limit 50)
) v order by field, value`,
  values: [],
});
