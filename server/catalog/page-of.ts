import "server-only";

/** Lists read one row more than asked for; that row only says that there is a next page. */
export function pageOf<Row extends { id: string }, Item>(rows: readonly Row[], limit: number, present: (row: Row) => Item): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  return { items: shown.map(present), nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
