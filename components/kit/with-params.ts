/** Search parameters as a page receives them, already awaited. */
export type PageParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface PageUrl {
  pathname: string;
  params: PageParams;
}

/**
 * The same address with some parameters changed. Null removes one; everything else stays, in a stable order, so that a
 * link keeps filter, tab and range.
 */
export function withParams(url: PageUrl, changes: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(url.params)) {
    if (value === undefined || Object.hasOwn(changes, name)) continue;
    for (const one of typeof value === "string" ? [value] : value) search.append(name, one);
  }
  for (const [name, value] of Object.entries(changes)) if (value !== null) search.append(name, value);
  const query = search.toString();
  return query === "" ? url.pathname : `${url.pathname}?${query}`;
}

export interface Sort {
  column: string;
  direction: "asc" | "desc";
}

/** "-opened" is descending by opened; null for a column that may not be sorted by. */
export function parseSort(text: string | undefined, allowed: readonly string[]): Sort | null {
  if (text === undefined || text === "") return null;
  const direction = text.startsWith("-") ? "desc" : "asc";
  const column = direction === "desc" ? text.slice(1) : text;
  return allowed.includes(column) ? { column, direction } : null;
}

export function sortParam(sort: Sort): string {
  return sort.direction === "desc" ? `-${sort.column}` : sort.column;
}
