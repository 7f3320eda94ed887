import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Absent } from "./absent";
import { DataTable, type Column } from "./data-table";

interface Row {
  name: string;
  owner: string | null;
}

const columns: Column<Row>[] = [
  { id: "name", header: "Alert", isPrimary: true, cell: ({ name }) => name },
  { id: "owner", header: "Owner", inLine: "named", cell: ({ owner }) => owner ?? createElement(Absent, null, "nobody") },
];
const markupOf = (owner: string | null, phone?: "lines"): string => renderToStaticMarkup(createElement(DataTable<Row>, { caption: "Alerts", columns, rows: [{ name: "Disk", owner }], rowKey: ({ name }) => name, ...(phone ? { phone } : {}) }));

describe("a list on a phone", () => {
  it("is cards unless it asks for lines", () => {
    expect(markupOf("Ada")).toContain('data-phone="cards"');
    expect(markupOf("Ada", "lines")).toContain('data-phone="lines"');
  });

  it("names the values that do not say by themselves what they are, and marks those that are not there", () => {
    expect(markupOf("Ada", "lines")).toMatch(/<td [^>]*data-label="Owner" data-in-line="named"[^>]*>Ada<\/td>/);
    expect(markupOf(null, "lines")).toMatch(/data-in-line="named"[^>]*><span data-absent=""[^>]*>nobody<\/span><\/td>/);
  });
});
