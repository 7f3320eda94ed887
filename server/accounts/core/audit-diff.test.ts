import { describe, expect, it } from "vitest";
import { auditDiff } from "./audit-diff";

describe("the difference of an audit row", () => {
  it("names the fields that changed, appeared and went, and no others", () => {
    expect(auditDiff({ name: "a", tier: 1, gone: true, same: "x" }, { name: "b", tier: 1, fresh: null, same: "x", more: 0 })).toEqual([
      { path: "fresh", before: null, after: "null" },
      { path: "gone", before: "true", after: null },
      { path: "more", before: null, after: "0" },
      { path: "name", before: "a", after: "b" },
    ]);
  });

  it("looks into objects and takes a list as one value", () => {
    expect(auditDiff({ at: { from: 1, to: 2 }, roles: ["a"] }, { at: { from: 1, to: 3 }, roles: ["a", "b"] })).toEqual([
      { path: "at.to", before: "2", after: "3" },
      { path: "roles", before: '["a"]', after: '["a","b"]' },
    ]);
  });

  it("shows everything of a creation or removal, and nothing of nothing", () => {
    expect(auditDiff(null, { name: "a", empty: {} })).toEqual([{ path: "empty", before: null, after: "{}" }, { path: "name", before: null, after: "a" }]);
    expect(auditDiff({ name: "a" }, null)).toEqual([{ path: "name", before: "a", after: null }]);
    expect(auditDiff(null, null)).toEqual([]);
  });
});
