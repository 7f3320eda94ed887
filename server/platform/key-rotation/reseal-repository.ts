import "server-only";
import type { Tx } from "../db";
import { isSealed, openWith, sealedBy, sealWith, keyIdOf } from "../secrets/seal";

/** A column that holds sealed values. */
export interface SealedColumn {
  table: string;
  column: string;
  /** As given to `sealSecret`. */
  purpose: string;
  /** The value is a JSON string. */
  isJson?: boolean;
}

export interface Keys {
  current: string;
  all: readonly string[];
}

export interface ResealTally {
  resealed: number;
  /** Sealed with a key that is not at hand; left as they are. */
  unreadable: number;
}

interface Held {
  place: string;
  value: string;
}

function reseal(value: string, purpose: string, keys: Keys): string | null {
  try {
    return sealWith(keys.current, purpose, openWith(keys.all, purpose, value));
  } catch {
    return null;
  }
}

/** Seals every value of a column anew that another key than the current one has sealed. */
export async function resealColumn(tx: Tx, { table, column, purpose, isJson = false }: SealedColumn, keys: Keys): Promise<ResealTally> {
  const text = isJson ? `${column} #>> '{}'` : column;
  const held = await tx.$queryRawUnsafe<Held[]>(`select ctid::text as place, ${text} as value from ${table} where ${text} like 'v1:%' for update`);
  const tally: ResealTally = { resealed: 0, unreadable: 0 };
  for (const { place, value } of held) {
    if (!isSealed(value) || sealedBy(value) === keyIdOf(keys.current)) continue;
    const next = reseal(value, purpose, keys);
    if (next === null) tally.unreadable += 1;
    else tally.resealed += await tx.$executeRawUnsafe(`update ${table} set ${column} = ${isJson ? "to_jsonb($1::text)" : "$1"} where ctid = $2::tid`, next, place);
  }
  return tally;
}
