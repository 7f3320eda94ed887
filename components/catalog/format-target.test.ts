import { describe, expect, it } from "vitest";
import { formatTarget } from "./format-target";

describe("a goal's target", () => {
  it("never rounds a promise below everything up to everything", () => {
    expect(formatTarget(0.9995, "ratio")).toBe("99.95\u00a0%");
    expect(formatTarget(0.9995, null)).toBe("0.9995");
  });
  it("reads in the unit of its metric", () => {
    expect(formatTarget(14_400_000, "ms")).toMatch(/^4.?h/);
    expect(formatTarget(50, "count")).toBe("50");
    expect(formatTarget(14, "days")).toBe("14 d");
  });
  it("is no data when there is none", () => {
    expect(formatTarget(null, "ratio")).toBe("no data");
  });
});
