/** Rows of a CSV text as objects by column name. */
export function parseCsv(text: string): Record<string, string>[];
/** Groups rows by a key, in order of appearance. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | undefined): Map<string, T[]>;
