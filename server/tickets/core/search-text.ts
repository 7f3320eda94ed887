/** What is written into the search field of tickets, taken apart. */
export interface SearchText {
  /** Filters by name, as `ticketFilters` has them; several values of one name are alternatives. */
  filters: Record<string, string[]>;
  /** For `to_tsquery('simple', ...)`: every word as a prefix, a quoted phrase as itself, `-word` excluded. Null without words. */
  tsquery: string | null;
  /** The words as written, for what is no word to the text search (a number such as INC-7). */
  words: string[];
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
const phrase = (text: string): string => lexemes(text).map((word) => `'${word}'`).join(" <-> ");

function termOf(text: string, isQuoted: boolean): string {
  const words = lexemes(text);
  if (isQuoted) return words.length > 1 ? `(${phrase(text)})` : phrase(text);
  // "sku-17" is two lexemes in a row, the last one perhaps not written out yet.
  const term = words.map((word, index) => (index === words.length - 1 ? `'${word}':*` : `'${word}'`)).join(" <-> ");
  return words.length > 1 ? `(${term})` : term;
}

/** Values that a filter spells differently from people. */
const normal = (filter: string, value: string): string => (["state", "status", "priority", "sla", "impact", "urgency", "reopened", "escalated", "level", "team", "customer", "service"].includes(filter) ? value.toLowerCase() : value);

/**
 * Takes apart `state:open customer:acme "exact words" -not`. An operator that is not known (also `http://x`) is searched as words and named
 * in `unknown`; a quote that is never closed reaches to the end; `state:"open"` is `state:open`. Never throws, whatever is written.
 */
export function parseSearchText(text: string): SearchText {
  const found: SearchText = { filters: {}, tsquery: null, words: [], unknown: [] };
  const terms: string[] = [];
  for (const [whole, minus, operator, quoted, bare] of [...text.matchAll(part)].slice(0, maxParts)) {
    const value = quoted ?? bare ?? "";
    const filter = operator === undefined ? undefined : operators[operator.toLowerCase()];
    if (filter !== undefined && minus === "" && value !== "") {
      (found.filters[filter] ??= []).push(normal(filter, value));
      continue;
    }
    if (operator !== undefined && filter === undefined) found.unknown.push(operator.toLowerCase());
    const term = termOf(operator === undefined ? value : whole.replace(/^-/, ""), quoted !== undefined);
    if (term === "") continue;
    terms.push(minus === "-" ? `!${term}` : term);
    if (minus === "") found.words.push(value);
  }
  return { ...found, tsquery: terms.length === 0 ? null : terms.join(" & ") };
}
