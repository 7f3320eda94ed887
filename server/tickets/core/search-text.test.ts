import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearchText } from "./search-text";

describe("the search field", () => {
  it.each([
    ["words, each the beginning of one", "slow check", { tsquery: "'slow':* & 'check':*" }],
    ["a phrase as written", '"no results"', { tsquery: "('no' <-> 'results')" }],
    ["what must not occur", "search -storefront", { tsquery: "'search':* & !'storefront':*" }],
    ["a phrase that must not occur", '-"time out"', { tsquery: "!('time' <-> 'out')" }],
    ["operators beside words", "state:open customer:Acme slow", { tsquery: "'slow':*", filters: { state: ["open"], customer: ["acme"] } }],
    ["alternatives of one operator", "priority:p1 PRIO:P2", { tsquery: null, filters: { priority: ["p1", "p2"] } }],
    ["a value with a space", 'assignee:"Tomás Oliveira"', { tsquery: null, filters: { assignee: ["Tomás Oliveira"] } }],
    ["a part number", "SKU-17", { tsquery: "('sku' <-> '17':*)" }],
    ["an unknown operator as words", "colour:red", { tsquery: "('colour' <-> 'red':*)", unknown: ["colour"] }],
    ["a quote that is never closed", '"no results', { tsquery: "('no' <-> 'results')" }],
    ["nothing but signs", "' & | ! ( :* \\", { tsquery: null }],
    ["nothing", "  ", { tsquery: null, words: [] }],
  ])("reads %s", (_, text, expected) => expect(parseSearchText(text)).toMatchObject(expected));

  it("writes a query of quoted words and operators alone, whatever is typed", () =>
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => {
      const { tsquery } = parseSearchText(text);
      expect(tsquery ?? "").toMatch(/^(?:!?\(?'[\p{L}\p{N}]+'(?::\*)?(?: <-> '[\p{L}\p{N}]+'(?::\*)?)*\)?(?: & |$))*$/u);
    }), { numRuns: 100 }));
});
