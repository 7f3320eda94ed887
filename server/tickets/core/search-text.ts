export interface SearchTerm {
  /** For `to_tsquery`: a word as a prefix, or words in a row. Quoted words and `<->` alone, whatever was written. */
  tsquery: string;
  /** `-word`: it must not occur. */
  isExcluded: boolean;
}

/** What is written into the search field of tickets, taken apart. */
export interface SearchText {
  /** Filters by name, as `ticketFilters` has them; several values of one name are alternatives. */
  filters: Record<string, string[]>;
  /** All of them must hold. */
  terms: SearchTerm[];
  /** Operators that mean nothing here, to tell the person. */
  unknown: string[];
}

/** Operators by the names that people try, and the filter that each means. */
const operators: Readonly<Record<string, string>> = {
  state: "state", is: "state", status: "status", priority: "priority", prio: "priority", customer: "customer", team: "team", group: "team", service: "service", assignee: "assignee",
  requester: "requester", from: "requester", category: "category", channel: "channel", impact: "impact", urgency: "urgency", tag: "tag", level: "level", tier: "customer_tier", sla: "sla", reopened: "reopened", escalated: "escalated",
};

const part = /(-?)(?:([a-z_]+):)?(?:"([^"]*)"?|(\S+))/giu;
const maxParts = 20;

const lexemes = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** "sku-17" is two lexemes in a row, the last one perhaps not written out yet; in quotation marks it is. */
const queryOf = (text: string, isQuoted: boolean): string => lexemes(text).map((word, index, { length }) => (isQuoted || index < length - 1 ? `'${word}'` : `'${word}':*`)).join(" <-> ");

/** Values that a filter spells differently from people. */
const normal = (filter: string, value: string): string => (["state", "status", "priority", "sla", "impact", "urgency", "reopened", "escalated", "level", "team", "customer", "service"].includes(filter) ? value.toLowerCase() : value);

/**
 * Takes apart `state:open customer:acme "exact words" -not`. An operator that is not known (also `http://x`) is searched as words and named
 * in `unknown`; a quote that is never closed reaches to the end; `state:"open"` is `state:open`. Never throws, whatever is written.
 */
export function parseSearchText(text: string): SearchText {
  const found: SearchText = { filters: {}, terms: [], unknown: [] };
  for (const [whole, minus, operator, quoted, bare] of [...text.matchAll(part)].slice(0, maxParts)) {
    const value = quoted ?? bare ?? "";
    const filter = operator === undefined ? undefined : operators[operator.toLowerCase()];
    if (filter !== undefined && minus === "" && value !== "") {
      (found.filters[filter] ??= []).push(normal(filter, value));
      continue;
    }
    if (operator !== undefined && filter === undefined) found.unknown.push(operator.toLowerCase());
    const tsquery = queryOf(operator === undefined ? value : whole.replace(/^-/, ""), quoted !== undefined);
    if (tsquery !== "") found.terms.push({ tsquery, isExcluded: minus === "-" });
  }
  return found;
}
