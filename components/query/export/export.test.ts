import { describe, expect, it } from "vitest";
import type { Brief, EvidenceTable } from "#contract/query";
import { chartInput } from "../chart-input";
import { briefHtml, briefMarkdown } from "./brief-text";
import { drawChart } from "./draw-chart";
import { escapeMarkup, shorten } from "./svg-text";

const days: EvidenceTable = {
  id: "opened_by_day", title: "Tickets opened by day", totalRows: 3, sql: "select", parameters: [], href: null,
  columns: [{ key: "day", label: "Day", unit: "date" }, { key: "opened", label: "Opened", unit: "count" }],
  rows: [{ day: "2026-08-01", opened: 4 }, { day: "2026-08-02", opened: null }, { day: "2026-08-03", opened: 0 }],
};
const groups: EvidenceTable = {
  id: "missed_by_team", title: "Missed by group", totalRows: 40, sql: "select", parameters: [], href: null,
  columns: [{ key: "team", label: "Group", unit: "text" }, { key: "missed", label: "Missed", unit: "ratio" }, { key: "href", label: "", unit: "text" }],
  rows: Array.from({ length: 20 }, (_, index) => ({ team: index === 0 ? `<b>"A|B" & Co</b>` : `Group ${index}`, missed: index / 40, href: "/teams/x" })),
};
const brief = {
  runId: "qr_1", question: "Which groups *miss* <most>?", outcome: "answered", plan: { dimensions: ["day"], order: "desc" }, asOf: "2026-08-19T10:00:00.000Z",
  reading: { chips: [{ connective: "of", value: "SLA" }, { connective: "", value: "ranking" }] },
  headline: [{ kind: "figure", text: "A|B", table: "missed_by_team", row: 0, column: "team" }, { kind: "text", text: " leads | by far", quiet: false }],
  findings: [{ title: "Up", spans: [{ kind: "figure", text: "3 %", table: "missed_by_team", row: 0, column: "missed" }], citations: [] }],
  artefacts: [], tables: [days, groups], unknowns: ["<script>alert(1)</script>"],
  trace: { dataAsOf: [{ domain: "tickets", at: null }], engineVersion: "1.0", model: "no model used" },
} as unknown as Brief;
const chart = (kind: "line" | "columns" | "bars", table: EvidenceTable, x: string, y: string, unit: "count" | "ratio"): Brief["charts"][number] => ({ id: "c", kind, title: "A < B", unit, table: table.id, x, y: [y], target: null, partialLast: false });
const draw = (each: Brief["charts"][number]) => {
  const input = chartInput(brief, each, "UTC");
  if (input === null) throw new Error("no table");
  return drawChart(input);
};

describe("the picture of a chart", () => {
  it.each([["line", "path"], ["columns", "rect"]] as const)("as %s draws values and leaves gaps open", (kind, mark) => {
    const { svg, text } = draw(chart(kind, days, "day", "opened", "count"));
    expect(svg).toContain(kind === "line" ? "<circle" : `<${mark}`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|var\(/);
    expect(text).toContain("no data in");
  });

  it("ranks as the page does, with names that cannot break out of it", () => {
    const { svg, height } = draw(chart("bars", groups, "team", "missed", "ratio"));
    expect(svg).toContain("A &lt; B");
    expect(svg.match(/<text/g)?.length).toBe(1 + 12 * 2);
    expect(svg).not.toContain("<b>");
    expect(height).toBeLessThan(330);
  });

  it("is nothing when the table of the chart is not there", () => {
    expect(chartInput(brief, chart("line", { ...days, id: "gone" }, "day", "opened", "count"), "UTC")).toBeNull();
  });
});

describe("a brief taken along", () => {
  it("as Markdown keeps figures bold, tables whole, and what is not known", () => {
    const text = briefMarkdown(brief, "UTC");
    expect(text).toContain("# Which groups \\*miss\\* \\<most\\>?");
    expect(text).toContain("**A\\|B** leads \\| by far");
    expect(text).toContain("| Group | Missed |\n| --- | ---: |");
    expect(text).toContain("12 of 40 rows");
    expect(text).toContain("| 2 Aug 2026 | no data |");
    expect(text).toContain("tickets until no data");
    expect(text).not.toContain("/teams/x");
  });

  it("as HTML holds its pictures and no markup of the data", () => {
    const html = briefHtml(brief, "UTC", [{ src: "data:image/png;base64,AA", text: 'a "chart"', width: 10, height: 5 }]);
    expect(html).toContain('<img src="data:image/png;base64,AA" alt="a &quot;chart&quot;" width="10" height="5">');
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain('<td align="right">no data</td>');
  });
});

it("text in a picture is escaped, without what XML may not hold, and cut with a sign", () => {
  expect(escapeMarkup(`<a href="x">&'\u0000\ud800`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  expect([shorten("abc", 3), shorten("abcdef", 4)]).toEqual(["abc", "abc…"]);
});
