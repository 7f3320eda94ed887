import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMatches, editDistance, firstPlace, ndcgAt, partsOf, planTickets, proseOf, repairsOf, shareOfAll, snippetOf, someOf, tsqueryOf, widerPlace, wordsOf } from ".";

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
  it("that are numbers are sought with the sign that a hyphen before them makes", () => expect(tsqueryOf([["inc"], ["12"]], { join: "&", isLastPrefix: true })).toBe("inc & (12:* | -12:*)"));
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
    }), { numRuns: 2_000 });
  });
  it("shows a short text whole, however late its match stands", () => expect(snippetOf(`${"door ".repeat(28)}key`, ["key"])).toEqual([{ text: "door ".repeat(28), isMatch: false }, { text: "key", isMatch: true }]));
  it("fills its window at the end of a long text", () => expect(snippetOf(`${"door ".repeat(40)}key`, ["key"])[1]?.text).toBe("door ".repeat(29)));
  it("reads tables and callouts as prose", () => expect(proseOf("> [!NOTE]\n> Mind it\n\n| a | b |\n| --- | --- |\n| 1 | 2 |")).toBe("Mind it a b 1 2"));
  it("counts different words, headings twice", () => expect(countMatches({ heading: "Rotating keys", text: "keys keys" }, ["key", "rotate"])).toBe(5));
});

describe("nDCG", () => {
  it.each([["the ideal order", ["a", "b"], 1], ["nothing found", ["x"], 0], ["the second best first", ["b", "a"], (1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3))]])("of %s", (_, ranking, value) => expect(ndcgAt(ranking, { a: 3, b: 1 })).toBeCloseTo(value, 10));
  it("without labels is unknown, not 0", () => expect(ndcgAt(["a"], {})).toBeNull());
  it("ignores what stands below its depth", () => expect(ndcgAt(["x", "a"], { a: 1 }, 1)).toBe(0));
});

describe("how far back to look for tickets", () => {
  const scale = { wanted: 1000, entries: 250_000 };
  it.each([["a word of every second ticket", 0.5, 3_445], ["one in ten", 0.1, 16_384], ["one in a hundred: all of them", 0.01, null], ["nobody knows how common: a little first", null, 32_768], ["none at all", 0, null]])("%s", (_, share, place) => expect(firstPlace(share, scale)).toBe(place));
  it("has less room where the share is one word's and no guess", () => expect(firstPlace(0.1, { ...scale, isGuess: false })).toBe(13_778));
  it("is all of them where there are few", () => expect(firstPlace(0.9, { wanted: 1000, entries: 3_000 })).toBeNull());
  it("widens by what was missing, four times at least, until nothing is left to leave out", () => {
    expect([widerPlace(4_096, { found: 900, ...scale }), widerPlace(4_096, { found: 100, ...scale }), widerPlace(4_096, { found: 0, ...scale }), widerPlace(null, { found: 0, ...scale })]).toEqual([16_384, 65_536, null, null]);
  });
  const known = { ...scale, visible: 250_000, isPrefix: false, isGuess: false };
  it.each([
    ["a word of every fourth ticket: the newest are looked into", 0.25, known, { place: 4_871, isWalk: true }],
    ["a word of one in twenty: its list is short", 0.05, known, { place: 27_555, isWalk: false }],
    ["the same while it is typed, with fewer wanted", 0.05, { ...known, wanted: 100, isPrefix: true }, { place: 2_436, isWalk: true }],
    ["for a team that has few: all of theirs, through the index", 0.1, { ...known, visible: 6_000 }, { place: null, isWalk: false }],
    ["for a customer who has very few: all of theirs are looked into", 0.1, { ...known, visible: 1_000 }, { place: null, isWalk: true }],
    ["nobody knows how common", null, known, { place: 32_768, isWalk: false }],
    ["for somebody who sees nothing", 0.1, { ...known, visible: 0 }, { place: null, isWalk: true }],
    ["nobody has counted the entries yet", null, { ...known, entries: 0, visible: 0 }, { place: null, isWalk: false }],
  ])("%s, and which way", (_, share, of, plan) => expect(planTickets(share, of)).toEqual(plan));
  it("ends for any numbers", () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3_000), fc.nat(10_000_000), (share, found, entries) => {
      let rounds = 0;
      for (let place = firstPlace(share, { wanted: 1000, entries }); place !== null; place = widerPlace(place, { found, wanted: 1000, entries })) rounds += 1;
      expect(rounds).toBeLessThan(12);
    }));
  });
  it("takes words to stand together more often than by chance, never more often than the rarest", () => {
    expect(shareOfAll([{ query: "a", share: 0.2 }, { query: "b", share: 0.1 }])).toBeCloseTo(0.04);
    expect(shareOfAll([{ query: "a", share: 0.9 }, { query: "b", share: 0.9 }])).toBe(0.9);
    expect(shareOfAll([{ query: "a", share: null }])).toBeNull();
  });
});

describe("entries with some of the words", () => {
  const word = (query: string, share: number | null) => ({ query, share });
  it("have a rare one, or two of the common ones", () => {
    const sought = someOf([word("a", 0.3), word("b", 0.2), word("c", 0.1), word("x", 0.001), word("y", null)], 250_000);
    expect(sought.map(({ query, isRare }) => [query, isRare])).toEqual([["x | y", true], ["(c & b) | (c & a) | (b & a)", false]]);
    expect(sought[1]?.share).toBeCloseTo(0.11);
  });
  it("of a small portal have any of them", () => expect(someOf([word("a", 0.3), word("b", 0.2)], 1_000)).toMatchObject([{ query: "b | a", isRare: true }]));
});
