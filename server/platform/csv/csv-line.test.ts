import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line";

describe("a line of an export", () => {
  it.each([
    [["a", 1, null], "a,1,\r\n", "text, a number and no data"],
    [['say "hi"', "a,b", "two\nlines"], '"say ""hi""","a,b","two\nlines"\r\n', "quotes, separators and line breaks"],
    [["=1+1", "+1", "-1", "@SUM(A1)"], "'=1+1,'+1,'-1,'@SUM(A1)\r\n", "formulas become text"],
    [["\t=1+1", '=cmd|"x"'], "'\t=1+1,\"'=cmd|\"\"x\"\"\"\r\n", "also behind a tab, and with quotes"],
    [[-5], "-5\r\n", "a negative number is one"],
  ])("%j is %j (%s)", (cells, line) => expect(csvLine(cells)).toBe(line));
});
