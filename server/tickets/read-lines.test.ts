import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines, type Line } from "./read-lines";

async function linesOf(chunks: readonly Buffer[], limit = 1_000): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of readLines((async function* () { for (const chunk of chunks) yield await Promise.resolve(chunk); })(), limit)) found.push(line);
  return found;
}
const cut = (bytes: Buffer, at: readonly number[]): Buffer[] => {
  const marks = [0, ...[...at].sort((a, b) => a - b), bytes.length];
  return marks.slice(1).map((end, index) => bytes.subarray(marks[index] ?? 0, end));
};

describe("reading lines", () => {
  it("keeps the numbers of the file and leaves out blank lines and the byte order mark", async () => {
    expect(await linesOf([Buffer.from("\uFEFFa\r\n\r\nb\n c \n")])).toEqual([{ line: 1, text: "a" }, { line: 3, text: "b" }, { line: 4, text: " c " }]);
  });
  it("says which line is too long and goes on", async () => {
    expect(await linesOf([Buffer.from("ok\n" + "x".repeat(30)), Buffer.from("x".repeat(30)), Buffer.from("\nfine")], 20)).toEqual([{ line: 1, text: "ok" }, { line: 2, text: null }, { line: 3, text: "fine" }]);
  });
  it("gives the same lines wherever the stream is cut, also inside a character", async () => {
    const bytes = Buffer.from("häuser,1\nüber,2\r\n\n網路,3\nlast,4");
    const whole = await linesOf([bytes]);
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), async (at) => {
      expect(await linesOf(cut(bytes, at))).toEqual(whole);
    }));
  });
});
