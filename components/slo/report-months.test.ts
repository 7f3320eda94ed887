import { describe, expect, it } from "vitest";
import { readMonth, reportMonths } from "./report-months";

describe("months of the report", () => {
  it("go back over a new year to the first with data", () => expect(reportMonths("2025-11", "2026-02-03T00:00:00.000Z")).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]));
  it("are the running one alone without data, and end somewhere", () => expect([reportMonths(null, "2026-02-03T00:00:00.000Z"), reportMonths("1990-01", "2026-02-03T00:00:00.000Z").length]).toEqual([["2026-02"], 24]));
  it("come from the address only when they have begun", () => expect(["2026-02", "2026-03", "2026-13", "x", undefined].map((value) => readMonth(value, "2026-02-03T00:00:00.000Z"))).toEqual(["2026-02", undefined, undefined, undefined, undefined]));
});
