import "server-only";

export interface PageRequest {
  cursor?: string;
  limit: number;
}

/** Reads one row more than the page, after the row that the cursor names. */
export const pageArgs = ({ cursor, limit }: PageRequest) => ({ take: limit + 1, cursor: cursor === undefined ? undefined : { id: cursor }, skip: cursor === undefined ? 0 : 1 });

export const cutPage = <T extends { id: string }>(rows: T[], limit: number): { rows: T[]; nextCursor: string | null } => ({
  rows: rows.slice(0, limit), nextCursor: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
});
