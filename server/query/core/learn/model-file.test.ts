import { describe, expect, it } from "vitest";
import { classifyBy, vectorOf, type TrainedModel } from "./model";
import { decodeModels, encodeModels } from "./model-file";
import { makeNameTable, rowOf } from "./name-table";
import { seededRandom } from "./random";

const trained: TrainedModel = { version: "7", words: "red heavy", heads: [{ name: "kind", labels: ["fruit", "tool"], temperature: 1 }], features: ["w apple", "w hammer"], weights: Int8Array.of(127, -127, -64, 64), scale: 0.05 };

describe("names to rows", () => {
  it("finds each of many names, and no other", () => {
    const random = seededRandom(5);
    const names = [...new Set(Array.from({ length: 30_000 }, (_, at) => `${at % 2 === 0 ? "w" : "b"} ${at.toString(36)} ${Math.floor(random() * 1e6).toString(36)}`))];
    const table = makeNameTable(names);
    expect(names.every((name, row) => rowOf(table, name) === row)).toBe(true);
    expect(names.filter((name) => rowOf(table, `${name}x`) !== -1 || rowOf(table, name.slice(1)) !== -1)).toEqual([]);
  });

  it("of no names finds none", () => expect(rowOf(makeNameTable([]), "w apple")).toBe(-1));
  it("refuses a name that comes twice", () => expect(() => makeNameTable(["a", "b", "a"])).toThrow('"a" has the hashes of "a"'));
});

describe("the file of the classifiers", () => {
  const file = encodeModels({ question: trained, method: { ...trained, version: "8", words: "é" }, measure: trained });

  it("gives back what was written", () => {
    const { question, method, measure } = decodeModels(file);
    expect([question.version, method.version, method.words, measure.scale]).toEqual(["7", "8", "é", 0.05]);
    expect([...measure.weights]).toEqual([127, -127, -64, 64]);
    expect(classifyBy(method, vectorOf(method, [["w hammer", 1], ["w unheard", 1]]), "kind")[0]?.label).toBe("tool");
  });

  it("refuses one that is cut off", () => expect(() => decodeModels(file.subarray(0, file.byteLength - 1))).toThrow("cut off"));
});
