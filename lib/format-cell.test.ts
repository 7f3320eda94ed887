import { describe, expect, it } from "vitest";
import { formatCell } from "./format-cell";

describe("an evidence cell", () => {
  it("reads no data for null, never zero", () => {
    expect(formatCell(null, "count", "UTC")).toBe("no data");
    expect(formatCell(undefined, "ratio", "UTC")).toBe("no data");
  });
  it("reads zero as zero", () => expect(formatCell(0, "count", "UTC")).toBe("0"));
  it("shows minutes as a duration", () => expect(formatCell(211, "minutes", "UTC")).toBe("3 h 31 min"));
  it("shows an instant in the reader's zone", () => {
    expect(formatCell("2026-08-18T22:30:00.000Z", "datetime", "Europe/Berlin")).toContain("19 Aug");
  });
});
