import { describe, expect, it } from "vitest";
import { beginningOf } from "./beginning-of";

describe("the beginning of an export", () => {
  it("is a short file whole", () => expect(beginningOf("number,state\n1,New\n")).toBe("number,state\n1,New\n"));
  it("ends with a whole record, not inside a cell of several lines", () => {
    const row = `1,"first line\nsecond ""line"""`;
    const text = `number,text\n${`${row}\n`.repeat(20_000)}`;
    const shown = beginningOf(text);
    expect(shown.length).toBeLessThanOrEqual(300_000);
    expect(shown.length).toBeGreaterThan(299_900);
    expect(shown.endsWith(row)).toBe(true);
  });
  it("is the first records of a JSON list, wherever the list is", () => {
    const records = Array.from({ length: 500 }, (_, id) => ({ id }));
    expect(JSON.parse(beginningOf(JSON.stringify(records)))).toHaveLength(200);
    expect(JSON.parse(beginningOf(JSON.stringify({ tickets: records, count: 500 })))).toMatchObject({ count: 500, tickets: { length: 200 } });
  });
  it("leaves what is no JSON to be refused with its reason", () => expect(beginningOf("{oops")).toBe("{oops"));
});
