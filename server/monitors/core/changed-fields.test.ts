import { describe, expect, it } from "vitest";
import { changedFields } from "./changed-fields";

describe("what an entry of the audit shows as different", () => {
  it.each([
    ["a setting", { name: "A", retries: 2 }, { name: "B", retries: 2 }, ["name"]],
    ["a field of the check, by its own name", { check: { kind: "http", url: "https://a.example" } }, { check: { url: "https://b.example", kind: "http" } }, ["url"]],
    ["nothing when only the order of keys differs", { check: { a: 1, b: { c: 1, d: 2 } } }, { check: { b: { d: 2, c: 1 }, a: 1 } }, []],
    ["a value that was none before", { degradedMs: null }, { degradedMs: 400 }, ["degradedMs"]],
    ["nothing that it says of one side only", { name: "A" }, { name: "A", hasNewHeaders: false }, []],
    ["nothing of a monitor that is new", null, { name: "A" }, []],
  ])("is %s", (_name, before, after, expected) => {
    expect(changedFields(before, after)).toEqual(expected);
  });
});
