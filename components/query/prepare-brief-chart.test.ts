import { describe, expect, it } from "vitest";
import type { Brief, EvidenceTable } from "#contract/query";
import { bucketStart, grainOf, itemsOf, kindOf, pointsOf } from "./prepare-brief-chart";

const table: EvidenceTable = {
  id: "t", title: "t", columns: [], totalRows: 3, sql: "", parameters: [], href: null,
  rows: [{ day: "2016-03-01", n: 2 }, { day: "2016-03-02", n: null }, { day: null, n: 4 }],
};
const chart: Brief["charts"][number] = { id: "c", kind: "columns", title: "c", unit: "minutes", table: "t", x: "day", y: ["n"], target: null, partialLast: false };

describe("a brief's chart", () => {
  it("keeps a gap for null and drops rows without a date", () => {
    expect(pointsOf(chart, table, "n")).toEqual([{ at: "2016-03-01T00:00:00.000Z", value: 120_000 }, { at: "2016-03-02T00:00:00.000Z", value: null }]);
  });
  it("names a missing group unknown", () => expect(itemsOf(chart, table)[2]).toEqual({ id: "2", label: "unknown", value: 240_000 }));
  it("reads no instant from words", () => expect(bucketStart("soon")).toBeNull());
  it("takes the coarsest bucket that was asked", () => expect(grainOf(["priority", "month"])).toBe("month"));
  it("shows minutes as durations", () => expect(kindOf("minutes")).toBe("duration"));
});
