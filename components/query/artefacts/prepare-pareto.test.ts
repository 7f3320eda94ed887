import { describe, expect, it } from "vitest";
import type { EvidenceTable } from "#contract/query";
import { preparePareto } from "./prepare-pareto";

const tableOf = (values: readonly (number | null)[]): EvidenceTable => {
  const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  let sum = 0;
  return {
    id: "pareto_x", title: "Pareto", totalRows: values.length, sql: "", parameters: [], href: null,
    columns: [{ key: "category", label: "Category", unit: "text" }, { key: "value", label: "Tickets", unit: "count" }, { key: "cumulative", label: "Together", unit: "ratio" }],
    rows: values.map((value, index) => ({ category: `Category number ${index + 1}`, value, cumulative: value === null ? null : (sum += value) / total })),
  };
};
const body = { kind: "pareto" as const, table: "pareto_x", x: "category", y: "value", cumulative: "cumulative", unit: "count" as const, vitalFew: 2 };

describe("a Pareto chart", () => {
  it("marks the vital few and shortens long names on the axis only", () => {
    const { rows } = preparePareto(body, tableOf([50, 30, 20]), "UTC");
    expect(rows.map(({ isVital }) => isVital)).toEqual([true, true, false]);
    expect(rows[0]).toMatchObject({ name: "Category number 1", tick: "Category nu…", valueText: "50", cumulativeText: "50.0\u00a0%" });
  });
  it("leaves out a row without a number, which is not zero", () => {
    expect(preparePareto(body, tableOf([5, null, 3]), "UTC").rows.map(({ value }) => value)).toEqual([5, 3]);
  });
  it("draws twelve columns and says how many are not drawn", () => {
    const { rows, restCount } = preparePareto(body, tableOf(Array.from({ length: 30 }, (_, index) => 100 - index)), "UTC");
    expect([rows.length, restCount]).toEqual([12, 18]);
  });
  it("says when there is nothing", () => expect(preparePareto(body, tableOf([]), "UTC").summary).toBe("no data"));
});
