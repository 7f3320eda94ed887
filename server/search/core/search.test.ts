import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMatches, editDistance, ndcgAt, partsOf, proseOf, repairsOf, snippetOf, tsqueryOf, wordsOf } from ".";

describe("the words of a search", () => {
  it.each([
    ["How do I rotate the keys?", ["rotate", "keys"]], ["KubePodNotReady", ["kubepodnotready"]], ["INC-12", ["inc", "12"]], ["the who", ["the", "who"]], ["a' | b & !c:*", ["b", "c"]], ["Straße ÜBER", ["straße", "über"]], ["!!!", []],
  ])("%s", (q, words) => expect(wordsOf(q)).toEqual(words));
  it("never become operators of a query", () => {
    fc.assert(fc.property(fc.string(), (q) => {
      for (const word of wordsOf(q)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
    }));
  });
  it("are joined with their other readings, the last one open while somebody types", () => expect(tsqueryOf([["kubernetis", "kubernetes"], ["po"]], { join: "&", isLastPrefix: true })).toBe("(kubernetis | kubernetes) & po:*"));
  it("of one name are its parts too", () => {
    expect([...partsOf("is KubePodNotReady so")]).toEqual([["kubepodnotready", ["kube", "pod", "not", "ready"]]]);
    expect(tsqueryOf([["servicenow", ["service", "now"]]], { join: "&", isLastPrefix: true })).toBe("(servicenow:* | (service & now))");
  });
});

describe("mending a word", () => {
  it.each([["abc", "abc", 0], ["abc", "acb", 1], ["abc", "ab", 1], ["abc", "xbc", 1], ["", "ab", 2], ["kitten", "sitting", 3]])("%s to %s takes %i edits", (a, b, edits) => expect(editDistance(a, b)).toBe(edits));
  it("is the same both ways", () => {
    fc.assert(fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
    }));
  });
  it("takes the nearest, then the most common; leaves short words and far ones alone", () => {
    const terms = [{ term: "certificate", entries: 9 }, { term: "certificates", entries: 50 }, { term: "certify", entries: 90 }];
    expect(repairsOf("certifcate", terms)).toEqual(["certificate", "certificates"]);
    expect(repairsOf("polcy", [{ term: "polici", entries: 7 }, { term: "polic", entries: 1 }])).toEqual(["policy"]);
    expect(repairsOf("wiffi", [{ term: "wifi", entries: 7 }])).toEqual(["wifi"]);
    expect(repairsOf("sol", [{ term: "slo", entries: 5 }])).toEqual([]);
  });
});

describe("a snippet", () => {
  const text = `# Title\n\n${"filler ".repeat(60)}\n\nTurn the **key** slowly, [then](/x) wait for rotation.\n\n${"more ".repeat(60)}`;
  it("stands around the place with most words, marks removed and words marked", () => {
    const parts = snippetOf(text, ["key", "rotate"]);
    expect(parts.filter((part) => part.isMatch).map((part) => part.text)).toEqual(["key", "rotation"]);
    expect(parts.map((part) => part.text).join("")).toMatch(/^… .*Turn the key slowly, then wait for rotation\..* …$/);
  });
  it("of a text without the words is its beginning, and of no text nothing", () => {
    expect(snippetOf("One two.", ["absent"])).toEqual([{ text: "One two.", isMatch: false }]);
    expect(snippetOf("", ["x"])).toEqual([]);
  });
  it("loses no letter of the text that it shows", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("key", "keys", "lock", "door"), { maxLength: 25 }), (words) => {
      expect(snippetOf(words.join(" "), ["key"]).map((part) => part.text).join("")).toBe(words.join(" "));
    }));
  });
  it("reads tables and callouts as prose", () => expect(proseOf("> [!NOTE]\n> Mind it\n\n| a | b |\n| --- | --- |\n| 1 | 2 |")).toBe("Mind it a b 1 2"));
  it("counts different words, headings twice", () => expect(countMatches({ heading: "Rotating keys", text: "keys keys" }, ["key", "rotate"])).toBe(5));
});

describe("nDCG", () => {
  it.each([["the ideal order", ["a", "b"], 1], ["nothing found", ["x"], 0], ["the second best first", ["b", "a"], (1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3))]])("of %s", (_, ranking, value) => expect(ndcgAt(ranking, { a: 3, b: 1 })).toBeCloseTo(value, 10));
  it("without labels is unknown, not 0", () => expect(ndcgAt(["a"], {})).toBeNull());
  it("ignores what stands below its depth", () => expect(ndcgAt(["x", "a"], { a: 1 }, 1)).toBe(0));
});
