import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugOf } from "@/components/kit/slug-of";
import { anchorOf, brokenLinks, calloutOf, decideImport, diffLines, docSlugFor, freshnessOf, hunksOf, isForReader, mergeTexts, nextReview, sectionsOf } from ".";

const lines = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 12 }).map((list) => list.join("\n"));

describe("differences of two texts", () => {
  it("give both texts back", () => {
    fc.assert(fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after);
      expect(diff.filter((line) => line.kind !== "added").map((line) => line.text).join("\n")).toBe(before);
      expect(diff.filter((line) => line.kind !== "removed").map((line) => line.text).join("\n")).toBe(after);
    }));
  });
  it("are none for equal texts, and shown with some lines around them", () => {
    expect(hunksOf(diffLines("a\nb", "a\nb"))).toEqual([]);
    const text = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    expect(hunksOf(diffLines(text.join("\n"), text.with(15, "new").join("\n")), 2)).toEqual([{ skipped: 13, lines: [{ kind: "same", text: "line 13" }, { kind: "same", text: "line 14" }, { kind: "removed", text: "line 15" }, { kind: "added", text: "new" }, { kind: "same", text: "line 16" }, { kind: "same", text: "line 17" }] }]);
  });
  it("of texts too large to compare finely are one block out and one in", () => {
    const many = (word: string): string => Array.from({ length: 2500 }, (_, index) => `${word}${index}`).join("\n");
    expect(diffLines(`x\n${many("a")}`, `x\n${many("b")}`).filter((line) => line.kind === "same")).toEqual([{ kind: "same", text: "x" }]);
  });
});

describe("two edits of one text", () => {
  it("in different places come together", () => expect(mergeTexts("1\n2\n3\n4\n5", "one\n2\n3\n4\n5", "1\n2\n3\n4\nfive")).toEqual({ ok: true, text: "one\n2\n3\n4\nfive" }));
  it("that are the same count once", () => expect(mergeTexts("1\n2", "1\ntwo", "1\ntwo")).toEqual({ ok: true, text: "1\ntwo" }));
  it("in the same place stand one below the other", () => {
    expect(mergeTexts("1\n2\n3", "1\nmine\n3", "1\ntheirs\n3")).toEqual({ ok: false, conflicts: 1, text: "1\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> theirs\n3" });
  });
  it("lose no line of either side, whatever they are", () => {
    fc.assert(fc.property(lines, lines, lines, (base, mine, theirs) => {
      const merged = new Set(mergeTexts(base, mine, theirs).text.split("\n"));
      const old = new Set(base.split("\n"));
      for (const line of [...mine.split("\n"), ...theirs.split("\n")]) if (line !== "" && !old.has(line)) expect(merged.has(line)).toBe(true);
    }));
  });
  it("of which one changed nothing give the other", () => {
    fc.assert(fc.property(lines, lines, (base, theirs) => {
      expect(mergeTexts(base, base, theirs)).toEqual({ ok: true, text: theirs });
      expect(mergeTexts(base, theirs, base)).toEqual({ ok: true, text: theirs });
    }));
  });
});

describe("an import", () => {
  it.each([
    ["a new file", { base: null, here: null, file: "f" }, "create"], ["nothing changed", { base: "f", here: "f", file: "f" }, "unchanged"], ["only the file changed", { base: "b", here: "b", file: "f" }, "update"],
    ["only the text here changed", { base: "f", here: "h", file: "f" }, "kept"], ["both changed alike", { base: "b", here: "f", file: "f" }, "same"], ["both changed", { base: "b", here: "h", file: "f" }, "conflict"], ["written here, never imported", { base: null, here: "h", file: "f" }, "conflict"],
  ] as const)("%s", (_, sides, decision) => expect(decideImport(sides)).toBe(decision));
});

describe("freshness", () => {
  it.each([
    ["a date that passed", { reviewBy: "2026-11-20", reviewedAt: null }, "overdue"], ["today is not overdue", { reviewBy: "2026-11-21", reviewedAt: "2026-01-01T00:00:00Z" }, "due"], ["14 days ahead", { reviewBy: "2026-12-05", reviewedAt: "2026-01-01T00:00:00Z" }, "due"],
    ["15 days ahead", { reviewBy: "2026-12-06", reviewedAt: "2026-01-01T00:00:00Z" }, "current"], ["never reviewed", { reviewBy: "2027-12-06", reviewedAt: null }, "never"], ["reviewed, no date", { reviewBy: null, reviewedAt: "2020-01-01T00:00:00Z" }, "current"],
  ] as const)("%s", (_, review, state) => expect(freshnessOf({ ...review, today: "2026-11-21" })).toBe(state));
  it("counts days, over a leap day too", () => expect(nextReview("2028-02-20", 10)).toBe("2028-03-01"));
});

describe("an audience", () => {
  it.each([
    [[], ["viewer"], false, true], [[], ["requester"], true, false], [["operator"], ["viewer"], false, false], [["operator"], ["viewer", "operator"], false, true], [["operator"], ["admin"], false, true], [["requester"], ["requester"], true, true], [["executive"], ["admin"], true, false],
  ] as const)("%j for %j (outside: %j) -> %j", (audience, roles, isOutside, seen) => expect(isForReader(audience, { roles, isOutside })).toBe(seen));
});

describe("places in a text", () => {
  it("have the ids that the page gives them", () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 5 }), (headings) => {
      const [here, there] = [new Map<string, number>(), new Map<string, number>()];
      for (const heading of headings) expect(anchorOf(heading, here)).toBe(slugOf(heading, there));
    }));
  });
  it("are cut at headings, not in code", () => {
    expect(sectionsOf("Lead\n\n# A\ntext\n```\n# no\n```\n## A\n")).toEqual([{ anchor: "", heading: "", level: 0, text: "Lead" }, { anchor: "a", heading: "A", level: 1, text: "text\n```\n# no\n```" }, { anchor: "a-2", heading: "A", level: 2, text: "" }]);
  });
  it("that do not exist are told, with their lines, and not from code", () => {
    const pages = { own: new Set(["here"]), anchorsOf: (slug: string) => (slug === "known" ? new Set(["part"]) : null) };
    expect(brokenLinks("[a](#here) [b](#gone)\n`[c](/docs/none)`\n[d](/docs/known#part) [e](/docs/known#other) [f](/docs/none) [g](https://x.example) [h](/docs/api)", pages)).toEqual([
      { line: 1, target: "#gone", reason: "no such heading on this page" }, { line: 3, target: "/docs/known#other", reason: "no such heading in that document" }, { line: 3, target: "/docs/none", reason: "no such document" },
    ]);
  });
});

describe("names", () => {
  it.each([["How do I rotate keys?", "how-do-i-rotate-keys"], ["Über Größe", "uber-gro-e"], ["日本", "document"], ["API", "api-2"], ["taken", "taken-2"]])("%s -> %s", (title, slug) => expect(docSlugFor(title, new Set(["taken"]))).toBe(slug));
  it.each([["[!WARNING]\nMind it", { kind: "warning", rest: "Mind it" }], ["[!note] x", { kind: "note", rest: "x" }], ["[!BOSS] x", null], ["quote", null]])("%s is a callout, or not", (text, callout) => expect(calloutOf(text)).toEqual(callout));
});
