import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearchText } from "./search-text";

describe("the search field", () => {
  const term = (tsquery: string, isExcluded = false) => ({ tsquery, isExcluded });
  it.each([
    ["words, each the beginning of one", "slow check", { terms: [term("'slow':*"), term("'check':*")] }],
    ["a phrase as written", '"no results"', { terms: [term("'no' <-> 'results'")] }],
    ["what must not occur", "search -storefront", { terms: [term("'search':*"), term("'storefront':*", true)] }],
    ["a phrase that must not occur", '-"time out"', { terms: [term("'time' <-> 'out'", true)] }],
    ["operators beside words", "state:open customer:Acme slow", { terms: [term("'slow':*")], filters: { state: ["open"], customer: ["acme"] } }],
    ["alternatives of one operator", "priority:p1 PRIO:P2", { terms: [], filters: { priority: ["p1", "p2"] } }],
    ["a value with a space", 'assignee:"Tomás Oliveira"', { terms: [], filters: { assignee: ["Tomás Oliveira"] } }],
    ["a part number", "SKU-17", { terms: [term("'sku' <-> '17':*")] }],
    ["an unknown operator as words", "colour:red", { terms: [term("'colour' <-> 'red':*")], unknown: ["colour"] }],
    ["a quote that is never closed", '"no results', { terms: [term("'no' <-> 'results'")] }],
    ["nothing but signs", "' & | ! ( :* \\", { terms: [] }],
    ["nothing", "  ", { terms: [], unknown: [] }],
  ])("reads %s", (_, text, expected) => expect(parseSearchText(text)).toMatchObject(expected));

  it("writes queries of quoted words in a row alone, whatever is typed", () =>
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => {
      for (const { tsquery } of parseSearchText(text).terms) expect(tsquery).toMatch(/^'[\p{L}\p{N}]+'(?::\*)?(?: <-> '[\p{L}\p{N}]+'(?::\*)?)*$/u);
    }), { numRuns: 100 }));
});
