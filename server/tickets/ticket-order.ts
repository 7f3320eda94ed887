import "server-only";
import { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import type { TicketListInput, TicketSort } from "#contract/tickets";

interface Key {
  /** `last` stands for a value that sorts behind all others in the asked direction. */
  sql: (last: string) => string;
  type: "timestamptz" | "float8" | "text";
  last: { asc: string; desc: string };
}

const always = { asc: "", desc: "" };
const infinite = { asc: "'infinity'", desc: "'-infinity'" };

const keys: Record<TicketSort, Key> = {
  opened: { sql: () => "t.opened_at", type: "timestamptz", last: always },
  updated: { sql: () => "t.updated_at", type: "timestamptz", last: always },
  number: { sql: () => "t.number", type: "text", last: always },
  resolution: { sql: (last) => `coalesce(extract(epoch from t.resolved_at - t.opened_at)::float8, ${last}::float8)`, type: "float8", last: infinite },
  // Without a clock: behind everything that is due, by priority.
  due: { sql: () => "t.due_order", type: "timestamptz", last: always },
  // p1 is the greatest: "descending" reads as the most urgent first.
  priority: { sql: (last) => `coalesce(-substr(t.priority, 2)::float8, ${last}::float8)`, type: "float8", last: infinite },
};

const walked: readonly TicketSort[] = ["opened", "due", "number"];

const cursorSchema = z.tuple([z.string(), z.string(), z.string(), z.string()]);

export interface TicketOrder {
  /** An index walks it, so that the first thousands of all tickets are found without sorting them. */
  isWalked: boolean;
  /** The sort key as text, for the cursor. */
  keySql: string;
  orderBy: string;
  /** Condition for the rows behind the cursor, given the placeholders of its key and id. */
  behind: (key: string, id: string) => string;
}

export function ticketOrder({ sort, direction }: Pick<TicketListInput, "sort" | "direction">): TicketOrder {
  const { sql, type, last } = keys[sort];
  const key = sql(last[direction]);
  const asText = type === "timestamptz" ? `to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MSZ')` : `${key}::text`;
  return {
    isWalked: walked.includes(sort),
    keySql: asText,
    orderBy: `${key} ${direction}, t.id ${direction}`,
    behind: (value, id) => `(${key}, t.id) ${direction === "asc" ? ">" : "<"} (${value}::${type}, ${id})`,
  };
}

export const encodeCursor = (input: Pick<TicketListInput, "sort" | "direction">, row: { key: string; id: string }): string =>
  Buffer.from(JSON.stringify([input.sort, input.direction, row.key, row.id])).toString("base64url");

/** Null without a cursor. One that belongs to another order, or to nothing, is refused: skipping rows silently would be worse. */
export function decodeCursor(input: Pick<TicketListInput, "sort" | "direction" | "cursor">): { key: string; id: string } | null {
  if (input.cursor === null) return null;
  const refuse = (): never => {
    throw new DomainError("VALIDATION", "This page of the list no longer exists. Start again from its first page.");
  };
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(input.cursor, "base64url").toString("utf8"));
  } catch {
    return refuse();
  }
  const parsed = cursorSchema.safeParse(raw);
  if (!parsed.success) return refuse();
  const [sort, direction, key, id] = parsed.data;
  const isKey = keys[input.sort].type === "text" || (keys[input.sort].type === "timestamptz" ? !Number.isNaN(Date.parse(key)) : /^-?(Infinity|[\d.]+(e[+-]?\d+)?)$/i.test(key));
  return sort === input.sort && direction === input.direction && isKey ? { key, id } : refuse();
}
