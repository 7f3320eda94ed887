import { describe, expect, it } from "vitest";
import { findEntities, findUnknownNames, indexEntities, rankCandidates } from "./entities";
import { findPatterns, indexPatterns, withoutOverlap } from "./patterns";
import { choosePersona } from "./persona";
import { commonWords } from "./common-words";
import { editDistance, makeSpeller, repairSpelling, repairWord } from "./spelling";
import { testLexicon } from "./test-lexicon";
import { rawOf, stem, tokenise } from "./tokens";

describe("words", () => {
  it.each([["tickets", "ticket"], ["priorities", "priority"], ["misses", "miss"], ["breaches", "breach"], ["status", "status"], ["sla's", "sla"], ["analysis", "analysis"], ["series", "series"]])("%s is compared as %s", (word, expected) => {
    expect(tokenise(word)[0]?.stem).toBe(expected);
  });

  it("keeps dates and decimals whole and drops apostrophes and accents", () => {
    expect(tokenise("What's Zoë's 99.9 on 2026-08-18, re-opened?").map((token) => token.text)).toEqual(["whats", "zoes", "99.9", "on", "2026-08-18", "re", "opened"]);
  });

  it("remembers where words stood", () => {
    const question = "  Uptime  of Manual (dev)!";
    const tokens = tokenise(question);
    expect(rawOf(question, tokens, { from: 2, to: 4 })).toBe("Manual (dev");
    expect(rawOf(question, tokens, { from: 9, to: 9 })).toBe("");
  });

  it("reads compatibility characters as plain ones", () => {
    expect(tokenise("ｔｉｃｋｅｔｓ ﬁx").map((token) => token.text)).toEqual(["tickets", "fix"]);
  });

  it("is bounded for a long paste", () => {
    expect(tokenise("word ".repeat(5000))).toHaveLength(400);
  });

  it("stems a stem to itself", () => {
    for (const word of ["ticket", "priority", "breach", "miss"]) expect(stem(word)).toBe(word);
  });
});

describe("spelling", () => {
  const speller = makeSpeller(["ticket", "priority", "availability", "team", "checkout", "backlog"]);

  it.each([["tikcet", 1], ["ticket", 0], ["tciket", 1], ["tickt", 1], ["tck", 2]])("the distance of %s to ticket stops at its limit", (word, distance) => {
    expect(editDistance(word, "ticket", 1)).toBe(distance);
  });

  it.each([["tikcet", "ticket"], ["prioirty", "priority"], ["availabilty", "availability"], ["avialabilty", "availability"], ["chekcout", "checkout"]])("%s is repaired to %s", (word, expected) => {
    expect(repairWord(word, speller)).toBe(expected);
  });

  it.each([["term", "ordinary English"], ["tic", "too short"], ["ticket1", "has a digit"], ["gcket", "two edits in a short word"], ["icket", "begins otherwise"]])("%s stands as it is: %s", (word) => {
    expect(repairWord(word, speller)).toBeNull();
  });

  it("leaves a word alone that could be two", () => {
    expect(repairWord("latencx", makeSpeller(["latenca", "latencb"]))).toBeNull();
  });

  it("keeps the place of a repaired word", () => {
    const { tokens, repairs } = repairSpelling(tokenise("by Prioirty"), speller);
    expect(tokens[1]).toMatchObject({ text: "priority", raw: "Prioirty", start: 3, end: 11 });
    expect(repairs).toEqual([{ raw: "Prioirty", word: "priority" }]);
  });
});

describe("phrases", () => {
  const found = (pattern: string, text: string) => findPatterns(indexPatterns([{ pattern, value: 1, weight: 1 }]), tokenise(text)).map((match) => [match.from, match.to]);

  it.each([
    ["open ticket", "all open tickets", [[1, 3]]],
    ["open|closed ticket", "closed tickets", [[0, 2]]],
    ["open .. ticket", "open p1 hardware tickets", [[0, 4]]],
    ["open .. ticket", "open a b c d e tickets", []],
    ["~ticket .. opened", "opened yesterday: two tickets", [[0, 4]]],
    ["error? budget left", "budget left", [[0, 2]]],
    ["error? budget left", "error budget left", [[0, 3], [1, 3]]],
    ["slo status?", "slo", [[0, 1]]],
  ])("%s in %s", (pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
  });

  it("keeps the heaviest of phrases that share words", () => {
    expect(withoutOverlap([{ from: 0, to: 1, value: "a", weight: 1 }, { from: 0, to: 2, value: "b", weight: 2 }, { from: 3, to: 4, value: "c", weight: 1 }]).map((match) => match.value)).toEqual(["b", "c"]);
  });
});

describe("names", () => {
  const index = indexEntities(testLexicon.entities);
  const find = (text: string) => findEntities(index, tokenise(text), () => false).map((match) => match.value.candidates.map((item) => `${item.type}:${item.id}`).join("|"));

  it.each([
    ["uptime of Manual (dev)", ["monitor:manual-dev"]],
    ["uptime of manual", ["monitor:manual"]],
    ["the handbook site", ["monitor:manual"]],
    ["tickets of group 56", ["team:group-56"]],
    ["groups 56 and 70", ["team:group-56", "team:group-70"]],
    ["group 57", []],
    ["payments-api", ["service:payments-api"]],
    ["paymentsapi and PAYMENTS API", ["service:payments-api", "service:payments-api"]],
    ["payments", ["team:payments"]],
    ["the payments service", ["service:payments-api"]],
    ["the payments team", ["team:payments"]],
    ["tickets for support", []],
    ["support tickets", []],
    ["the support team", ["team:support"]],
    ["show data", []],
    ["the platform is slow", []],
    ["the search service", ["service:search"]],
    ["the KubePodNotReady guide", ["runbook:kube-pod-not-ready"]],
    ["kube pod not ready", ["runbook:kube-pod-not-ready"]],
    ["documentation is old", []],
    ["uptime of documentation", ["monitor:documentation"]],
    ["documentation uptime", ["monitor:documentation"]],
    ["northwind and globex", ["customer:northwind", "customer:globex"]],
  ])("%s", (text, expected) => {
    const kept = find(text).map((item) => (item.includes("|") ? item.split("|").find((candidate) => expected.includes(candidate)) : item));
    expect(kept).toEqual(expected);
  });

  it("a bare name is the service for reliability and the team for tickets", () => {
    const both = testLexicon.entities.filter((item) => item.id === "payments" || item.id === "payments-api");
    expect(rankCandidates(both, "reliability")[0]?.type).toBe("service");
    expect(rankCandidates(both, "tickets")[0]?.type).toBe("team");
  });

  it.each([["uptime of frobnicator service", ["frobnicator"]], ["tickets for zorblax", ["zorblax"]], ["how many tickets did Frobnicator open", ["Frobnicator"]], ["what did change", []], ["tell me about INC-46", []], ["tell me about Zorblax", ["Zorblax"]], ["tickets for the team", []], ["by priority", []]])("unknown names in: %s", (text, expected) => {
    const known = new Set(["uptime", "service", "ticket", "team", "priority"]);
    expect(findUnknownNames(tokenise(text), (token) => known.has(token.stem) || commonWords.has(token.text)).map((match) => match.value)).toEqual(expected);
  });
});

describe("the lens", () => {
  const choose = (question: string, families: string[] = [], role = "viewer") => choosePersona({ tokens: tokenise(question), intent: "metric_lookup", families, subject: null, role }).persona;

  it.each([
    ["tickets by team", ["tickets"], "support_lead"],
    ["availability of each site", ["reliability"], "reliability_lead"],
    ["what does the downtime cost us, in money and budget", ["reliability"], "finance_lens"],
    ["patch compliance and audit", ["change"], "security_compliance"],
    ["tickets by team as finance", ["tickets"], "finance_lens"],
  ])("%s", (question, families, expected) => {
    expect(choose(question, families)).toBe(expected);
  });

  it("a role tips the balance only where the words say nothing", () => {
    expect(choose("hm", [], "support")).toBe("support_lead");
    expect(choose("tickets", ["tickets"], "operator")).toBe("support_lead");
  });
});
