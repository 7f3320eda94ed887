import { describe, expect, it } from "vitest";
import { decodeHeader, encodeHeader, isEndOfArchive, paddingOf } from "./tar-header";

describe("a tar header", () => {
  it.each([
    ["an empty entry", 0],
    ["the largest size in octal", 8 ** 11 - 1],
    ["the first size in base 256", 8 ** 11],
    ["a table of a terabyte", 1024 ** 4],
  ])("reads back %s", (_case, bytes) => {
    expect(decodeHeader(encodeHeader("tables/ticket.copy.gz", bytes))).toEqual({ name: "tables/ticket.copy.gz", bytes });
  });

  it("is refused when a byte was changed", () => {
    const header = encodeHeader("a", 10);
    header[3] = 65;
    expect(decodeHeader(header)).toBeNull();
  });

  it("does not take a name that would be cut", () => {
    expect(() => encodeHeader("n".repeat(101), 1)).toThrow(RangeError);
  });

  it("is told from the zeros at the end", () => {
    expect(isEndOfArchive(Buffer.alloc(512))).toBe(true);
    expect(isEndOfArchive(encodeHeader("a", 0))).toBe(false);
  });

  it.each([[0, 0], [1, 511], [511, 1], [512, 0], [513, 511]])("fills %i bytes up with %i", (bytes, padding) => {
    expect(paddingOf(bytes)).toBe(padding);
  });
});
