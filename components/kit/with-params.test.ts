import { describe, expect, it } from "vitest";
import { parseSort, sortParam, withParams } from "@/components/kit/with-params";

const url = { pathname: "/tickets", params: { team: ["payments", "sre"], q: "a&b", cursor: "abc", empty: undefined } };

describe("a link that changes one parameter", () => {
  it("keeps the others, repeated ones too", () => {
    expect(withParams(url, { sort: "-opened", cursor: null })).toBe("/tickets?team=payments&team=sre&q=a%26b&sort=-opened");
  });
  it("replaces a parameter that is already there", () => expect(withParams(url, { team: "web", q: null, cursor: null })).toBe("/tickets?team=web"));
  it("is the bare path when nothing is left", () => expect(withParams({ pathname: "/tickets", params: { q: "x" } }, { q: null })).toBe("/tickets"));
});

describe("the sort parameter", () => {
  it.each([["opened", "asc"], ["-opened", "desc"]] as const)("reads %s as %s and writes it back", (text, direction) => {
    const sort = parseSort(text, ["opened"]);
    expect(sort).toEqual({ column: "opened", direction });
    expect(sort === null ? "" : sortParam(sort)).toBe(text);
  });
  it.each([undefined, "", "-", "secret", "--opened"])("refuses %s", (text) => expect(parseSort(text, ["opened"])).toBeNull());
});
