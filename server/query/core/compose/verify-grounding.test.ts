import { describe, expect, it } from "vitest";
import type { EvidenceTable } from "../../contract";
import { Evidence, text } from "./evidence";
import { keepGrounded, keepGroundedLines, verifySpans } from "./verify-grounding";

const table: EvidenceTable = { id: "t", title: "Tickets", columns: [{ key: "n", label: "n", unit: "count" }, { key: "rate", label: "Rate", unit: "ratio" }], rows: [{ n: 1234, rate: 0.714 }], totalRows: 1, sql: "", parameters: [], href: null };

const evidence = (): Evidence => {
  const made = new Evidence("UTC");
  made.add(table);
  return made;
};

const check = (made: Evidence, phrases: string[] = []) => ({ tables: made.all(), zone: "UTC", phrases });

describe("a sentence", () => {
  it("whose figures name their cells is grounded", () => {
    const made = evidence();
    expect(verifySpans([made.figure("t", 0, "n"), text(" tickets, "), made.figure("t", 0, "rate")], check(made))).toEqual({ figures: 2, ungrounded: 0 });
  });

  it("with a numeral in plain words is not", () => {
    expect(verifySpans([text("About 1,234 tickets")], check(evidence())).ungrounded).toBe(1);
  });

  it("may repeat the period that was asked for", () => {
    expect(verifySpans([text(" in the last 30 days (1 Aug 2026 to 30 Aug 2026)")], check(evidence(), ["the last 30 days", "1 Aug 2026 to 30 Aug 2026"])).ungrounded).toBe(0);
  });

  it("with a figure that its cell does not say is not", () => {
    const made = evidence();
    expect(verifySpans([{ kind: "figure", text: "1,235", table: "t", row: 0, column: "n" }], check(made)).ungrounded).toBe(1);
    expect(verifySpans([{ kind: "figure", text: "5", table: "t", row: 3, column: "n" }], check(made)).ungrounded).toBe(1);
  });

  it("with a figure worked out from others finds it in a table of its own", () => {
    const made = evidence();
    const share = made.derive("Share", "ratio", 0.5);
    expect(share.text).toBe("50 %");
    expect(verifySpans([share], check(made)).ungrounded).toBe(0);
  });
});

describe("findings that fail", () => {
  it("are dropped and counted", () => {
    const made = evidence();
    const findings = [{ title: "Good", spans: [made.figure("t", 0, "n")], citations: [] }, { title: "Bad", spans: [text("99 of them")], citations: [] }];
    const { kept, dropped } = keepGrounded(findings, check(made));
    expect([kept.map(({ title }) => title), dropped]).toEqual([["Good"], 1]);
  });
});

describe("sentences and titles without figures", () => {
  it("may hold the numerals of known phrases alone; others are dropped and counted", () => {
    const lines = ["The data ends at 12 Aug 2026 10:00 (UTC).", "The data ends at 13 Aug 2026 10:00 (UTC).", "Why it happened is not in the records."];
    const { kept, dropped } = keepGroundedLines(lines, (line) => line, ["12 Aug 2026 10:00"]);
    expect([kept, dropped]).toEqual([[lines[0], lines[2]], 1]);
  });
});
